use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        list GET "/v2/things" [boards:read L1 "get-things"];
        take GET "/v2/things" -> [boards:read L1 "take-things"];
        fine GET "/v2/things/fine" -> Board [boards:read L1 "fine-things"];
    }
}

fn main() {}
