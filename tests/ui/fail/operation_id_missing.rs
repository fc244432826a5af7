use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        list GET "/v2/things" -> Board [boards:read L1];
        take GET "/v2/things" -> Board [boards:read L1 take-things];
        wait GET "/v2/things" -> Board [boards:read L1 "wait things"];
        scope GET "/v2/things" -> Board ["boards:read" L1];
    }
}

fn main() {}
