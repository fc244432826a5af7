use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things of BoardHandle {
        list GET "/v2/things" -> Board [boards:read L1 "get-things"];
    }
}

fn main() {}
