use miro::api::BoardHandle;
use miro::model::{Board, NewBoard};

miro::endpoints! {
    pub Things for BoardHandle {
        copy POST "/v2/things" (NewBoard) ?{ deep: bool } -> Board [boards:write L1 "copy-thing"];
        make POST "/v2/things" -> Board (NewBoard) [boards:write L1 "make-thing"];
        twice GET "/v2/things" -> Board -> Board [boards:read L1 "twice-thing"];
        sign GET "/v2/things" => Board [boards:read L1 "sign-thing"];
    }
}

fn main() {}
