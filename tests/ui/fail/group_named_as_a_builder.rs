use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        list GET "/v2/things" ?{ sort: str } -> Board [boards:read L1 "get-things"];
    }
    pub ThingsList for BoardHandle {
        all GET "/v2/things/all" -> Board [boards:read L1 "get-all-things"];
    }
}

fn main() {}
