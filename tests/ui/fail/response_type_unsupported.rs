use miro::api::BoardHandle;

/// Not to be read from JSON.
#[derive(Debug)]
pub struct Thing;

miro::endpoints! {
    pub Things for BoardHandle {
        list GET "/v2/things" -> Thing [boards:read L1 "get-things"];
        page GET "/v2/things" -> Offset<Thing> [boards:read L1 "page-things"];
    }
}

async fn call(board: BoardHandle) -> Result<(), miro::Error> {
    board.things().list().await?;
    Ok(())
}

fn main() {}
