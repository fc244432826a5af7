use miro::api::BoardHandle;
use miro::model::{Board, NewItemGroup};

miro::endpoints! {
    pub Things for BoardHandle {
        create POST "/v2/things" (NewItemGroup) -> Board [boards:write L2 per item "create-thing"];
    }
}

fn main() {}
