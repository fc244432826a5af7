use miro::api::BoardHandle;
use miro::model::{Board, ItemId};

miro::endpoints! {
    pub Things for BoardHandle {
        one GET "/v2/things/{}" -> Board [boards:read L1 "get-one"];
        two GET "/v2/things/{item id}" -> Board [boards:read L1 "get-two"];
        three GET "/v2/things/{item_id" -> Board [boards:read L1 "get-three"];
        four GET "/v2/things/item_id}" -> Board [boards:read L1 "get-four"];
        five GET "/v2/things/{itemId}" -> Board [boards:read L1 "get-five"];
        six GET "/v2/things/{type}" -> Board [boards:read L1 "get-six"];
        seven GET "/v2/things/{item_id: 7}" -> Board [boards:read L1 "get-seven"];
    }
}

fn main() {}
