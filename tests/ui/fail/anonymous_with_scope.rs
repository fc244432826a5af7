use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        list GET "/v2/things" -> Board [boards:read anonymous "get-things"];
    }
}

fn main() {}
