use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    const A: usize = 1;
    pub Things for BoardHandle {
        list GET "/v2/things" -> Board [boards:read L1 "get-things"];
    }
    const B;
}

fn main() {}
