use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        one GET "/v2/things" -> Offset<Board, 50..=1> [boards:read L1 "get-one"];
        two GET "/v2/things" -> Offset<Board, 1..50> [boards:read L1 "get-two"];
        three GET "/v2/things" -> Offset<Board, 50> [boards:read L1 "get-three"];
        four GET "/v2/things" -> Offset<Board, 0..=50> [boards:read L1 "get-four"];
        five GET "/v2/things" ?{ size: u8 in 9..=1, name: str in 1.., depth: u8 in ..=9, width: u8 in -1..=-9 } -> Board [boards:read L1 "get-five"];
    }
}

fn main() {}
