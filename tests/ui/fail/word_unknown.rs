use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        list GET "/v2/things" -> Board [boards:read L1 anonymus "get-things"];
        take GET "/v2/things" -> Board [boards:read L1 deprecated "take-things"];
        both GET "/v2/things" -> Board [boards:read L1 experimental enterprise "both-things"];
        what GET "/v2/things" -> Board [boards:read L1 sometimes "what-things"];
        sign GET "/v2/things" -> Board [boards:read = L1 "sign-things"];
    }
}

fn main() {}
