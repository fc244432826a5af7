use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        find POST "/v2/things" -> Offset<Board> [boards:read L1 "find-things"];
        list GET "/v2/things" ?{ limit: u32, offset: u32 } -> Offset<Board> [boards:read L1 "get-things"];
        next GET "/v2/things" ?{ cursor: str } -> Cursor<Board, 10..=50> [boards:read L1 "next-things"];
        scim GET "/v2/things" ?{ startIndex as start_index: u32 } -> StartIndex<Board> [boards:read L1 "scim-things"];
    }
}

fn main() {}
