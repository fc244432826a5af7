use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        list GET "/v2/things" -> Board [board:read L1 "get-things"];
        take GET "/v2/things" -> Board [boards.read L1 "take-things"];
        talk GET "/v2/things" -> Board [comments:read L1 "talk-things"];
        know GET "/v2/things" -> Board [other("boards:read") L1 "know-things"];
        twice GET "/v2/things" -> Board [boards:read boards:read L1 "twice-things"];
    }
}

fn main() {}
