use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Type for BoardHandle {
        list GET "/v2/types" -> Board [boards:read L1 "get-types"];
    }
}

fn main() {}
