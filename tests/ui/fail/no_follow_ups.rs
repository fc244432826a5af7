use miro::api::BoardHandle;
use miro::model::{Board, ItemId, NewBoard};

miro::endpoints! {
    const OPERATIONS;
    pub Things for BoardHandle {
        list GET "/v2/things" ?{ sort: str } -> offset<Board, 1..=50> [boards:read L1 "get-things"];
        get GET "/v2/things/{item_id}" -> Board [boards:raed L1 "get-thing"];
        create POST "/v2/things" (NewBoard) -> Option<Board> [boards:write L2];
        delete DELETE "/v2/things/{item_id}" -> () [boards:write L3 "delete-thing"]
    }
}

async fn call(board: BoardHandle) -> Result<(), miro::Error> {
    let page: miro::OffsetPage<Board> = board.things().list().sort("name").limit(5).send().await?;
    let _stream = board.things().list().sort("name").max_items(10).stream();
    let thing: Board = board.things().get(ItemId::new("1")).await?;
    let made: Option<Board> = board.things().create(NewBoard::new("Retro")).send().await?;
    board.things().delete(ItemId::new("1")).await?;
    println!("{page:?} {thing:?} {made:?} {}", OPERATIONS.len());
    Ok(())
}

fn main() {}
