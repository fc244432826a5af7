use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub trait Things of BoardHandle {
        list GET "/v2/things" -> Board [boards:read L1 "get-things"];
    }
    pub trait Others for BoardHandle at "/others/{item_id}" {
        list GET "" -> Board [boards:read L1 "get-others"];
    }
}

fn main() {}
