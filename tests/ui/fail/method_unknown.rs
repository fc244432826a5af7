use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        list get "/v2/things" -> Board [boards:read L1 "get-things"];
        take PTCH "/v2/things" -> Board [boards:read L1 "take-things"];
        ask OPTIONS "/v2/things" -> Board [boards:read L1 "ask-things"];
        none "/v2/things" -> Board [boards:read L1 "none-things"];
    }
}

fn main() {}
