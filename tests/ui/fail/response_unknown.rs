use miro::api::BoardHandle;

miro::endpoints! {
    pub Things for BoardHandle {
        list GET "/v2/things/{thing_id}" -> Thing [boards:read L1 "get-things"];
    }
}

fn main() {}
