use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        one GET "/v2/things" -> offset<Board, 1..=50> [boards:read L1 "get-one"];
        two GET "/v2/things" -> Page<Board> [boards:read L1 "get-two"];
        three GET "/v2/things" -> CursorPage<Board> [boards:read L1 "get-three"];
        four GET "/v2/things" -> Result<Board> [boards:read L1 "get-four"];
    }
}

fn main() {}
