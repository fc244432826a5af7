use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        list GET "/v2/things" ?{ deep! = true, size as count = 10 } -> Board [boards:read L1 "get-things"];
    }
}

fn main() {}
