use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle at "/things" {
        list GET "/v2/boards/things" -> Board [boards:read L1 "get-things"];
    }
}

fn main() {}
