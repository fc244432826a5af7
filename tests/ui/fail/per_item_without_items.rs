use miro::api::BoardHandle;
use miro::model::{Board, NewBoard};

miro::endpoints! {
    pub Things for BoardHandle {
        create POST "/v2/things" (NewBoard) -> Board [boards:write L2 per item "create-thing"];
        find GET "/v2/things" -> Board [boards:read L2 per item "find-thing"];
        create_all POST "/v2/things/all" ([NewBoard; 1..=20]) -> Board [boards:write L2 per items "create-things"];
        create_none POST "/v2/things/none" ([NewBoard; 1..=20]) -> Board [boards:write per item "create-none"];
    }
}

fn main() {}
