use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        list GET "/v2/things" -> Board [boards:read L1 "get-things"]
        take GET "/v2/things/all" -> Board [boards:read L1 "take-things"]
    }
}

fn main() {}
