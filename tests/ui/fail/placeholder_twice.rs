use miro::api::BoardHandle;
use miro::model::{Board, ItemId};

miro::endpoints! {
    pub Things for BoardHandle {
        list GET "/v2/things/{item_id}/parts/{item_id}" -> Board [boards:read L1 "get-things"];
    }
}

fn main() {}
