use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things at "/things" for BoardHandle {
        list GET "" -> Board [boards:read L1 "get-things"];
    }
    pub struct Others for BoardHandle "/others" {
        list GET "" -> Board [boards:read L1 "get-others"];
    }
    pub More for {
        list GET "/v2/more" -> Board [boards:read L1 "get-more"];
    }
}

fn main() {}
