use miro::api::BoardHandle;
use miro::model::{Board, ItemId};

miro::endpoints! {
    pub ThingHandle for BoardHandle at "/things/{item_id}" {
        list GET "/{item_id}" -> Board [boards:read L1 "get-things"];
        take GET "/of/{board_id}" -> Board [boards:read L1 "take-things"];
    }
    pub Others for BoardHandle {
        list GET "/v2/boards/{board_id: BoardId}/things" -> Board [boards:read L1 "list-things"];
    }
}

fn main() {}
