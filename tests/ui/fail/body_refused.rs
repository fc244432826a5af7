use miro::api::BoardHandle;
use miro::model::{Board, NewBoard};

miro::endpoints! {
    pub Things for BoardHandle {
        list GET "/v2/things" (NewBoard) -> Board [boards:read L1 "get-things"];
        delete DELETE "/v2/things" (NewBoard) -> () [boards:write L3 "delete-things"];
    }
}

fn main() {}
