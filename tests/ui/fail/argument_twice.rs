use miro::api::BoardHandle;
use miro::model::{Board, ItemId, NewBoard};

miro::endpoints! {
    pub Things for BoardHandle {
        move_to PUT "/v2/things/{item_id}" ?{ item_id!: ItemId } -> Board [boards:write L1 "move-thing"];
        copy POST "/v2/things" ?{ body!: str } (NewBoard) -> Board [boards:write L1 "copy-thing"];
    }
}

fn main() {}
