use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        list get "/v2/things" ?{ limit: u32 } -> offset<Board> [board:read L5 "get-things"];
        take GET "/v2/things/{}" (Board) -> Board [boards:read L1];
        fine GET "/v2/things/fine" -> Board [boards:read L1 "fine-things"];
    }
    pub Others under BoardHandle {
        give GET "/v2/others" ?{ name: String } -> Board [boards:read L1 "get-things"];
    }
}

fn main() {}
