use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle
    pub Others for BoardHandle {
        list GET "/v2/others" -> Board [boards:read L1 "get-others"];
    }
}

fn main() {}
