use miro::api::BoardHandle;
use miro::model::{Board, NewBoard};

miro::endpoints! {
    pub Things for BoardHandle {
        one POST "/v2/things" () -> Board [boards:write L1 "post-one"];
        two POST "/v2/things" (NewBoard) (NewBoard) -> Board [boards:write L1 "post-two"];
        three POST "/v2/things" (Vec<NewBoard>) -> Board [boards:write L1 "post-three"];
        four POST "/v2/things" (body: NewBoard) -> Board [boards:write L1 "post-four"];
        five POST "/v2/things" ([NewBoard; 20..=1]) -> Board [boards:write L1 "post-five"];
        six POST "/v2/things" ([NewBoard, 20]) -> Board [boards:write L1 "post-six"];
    }
}

fn main() {}
