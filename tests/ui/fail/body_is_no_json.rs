use miro::api::BoardHandle;
use miro::model::Board;

/// Not to be written as JSON.
#[derive(Debug)]
pub struct NewThing;

miro::endpoints! {
    pub Things for BoardHandle {
        create POST "/v2/things" (NewThing) -> Board [boards:write L2 "create-thing"];
    }
}

fn main() {}
