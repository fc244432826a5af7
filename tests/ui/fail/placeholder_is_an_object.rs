use miro::api::BoardHandle;
use miro::model::{Board, Item};

miro::endpoints! {
    pub Things {
        list GET "/v2/boards/{board}/things" -> Board [boards:read L1 "get-things"];
    }
    pub ThingHandle for BoardHandle at "/things/{item}" {
        get GET "" -> Item [boards:read L1 "get-thing"];
        swap POST "/with/{other: Item}" -> Item [boards:write L1 "swap-thing"];
    }
}

fn main() {}
