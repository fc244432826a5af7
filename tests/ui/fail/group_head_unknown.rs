use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things in BoardHandle {
        list GET "/v2/things" -> Board [boards:read L1 "get-things"];
    }
    pub Others under BoardHandle {
        list GET "/v2/others" -> Board [boards:read L1 "get-others"];
    }
    pub More fro BoardHandle @ "/v2/more" {
        list GET "" -> Board [boards:read L1 "get-more"];
    }
}

fn main() {}
