use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        list GET "/v2/things" -> Board [boards:read L5 "get-things"];
        take GET "/v2/things" -> Board [boards:read l2 "take-things"];
        both GET "/v2/things" -> Board [boards:read L1 L2 "both-things"];
    }
}

fn main() {}
