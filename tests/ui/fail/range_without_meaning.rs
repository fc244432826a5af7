use miro::api::BoardHandle;
use miro::model::{Board, ItemId};

miro::endpoints! {
    pub Things for BoardHandle {
        list GET "/v2/things" ?{ near: ItemId in 1..=9, deep: bool in 0..=1, all: [ItemId] in -1..=9 } -> Board [boards:read L1 "get-things"];
    }
}

fn main() {}
