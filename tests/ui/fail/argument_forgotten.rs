use miro::api::BoardHandle;
use miro::model::{Board, ItemId};

miro::endpoints! {
    pub Things for BoardHandle {
        copy PUT "/v2/things/{item_id}" ?{ deep!: bool } -> Board [boards:write L1 "copy-thing"];
    }
}

fn call(board: BoardHandle) {
    let _ = board.things().copy(ItemId::new("1"));
    let _ = board.things().copy(ItemId::new("1"), true, "more");
}

fn main() {}
