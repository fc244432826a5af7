use miro::api::BoardHandle;
use miro::model::{Board, ItemId};

miro::endpoints! {
    pub Things for BoardHandle {
        list GET "/v2/things" ?{ name: String, title: &str, near: Option<ItemId>, all: Vec<ItemId>, size?: u32 } -> Board [boards:read L1 "get-things"];
    }
}

fn main() {}
