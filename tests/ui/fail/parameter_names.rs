use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        list GET "/v2/things" ?{ type: str, createdAfter: str, "status[]": [str], name as fn: str } -> Board [boards:read L1 "get-things"];
        page GET "/v2/things" ?{ send: bool, send_raw: bool, all: bool, stream: bool, name: str, name: str, title as name: str } -> Cursor<Board> [boards:read L1 "page-things"];
    }
}

fn main() {}
