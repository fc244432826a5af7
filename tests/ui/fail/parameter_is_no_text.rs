use miro::api::BoardHandle;
use miro::model::Board;

/// Not to be written into a URL.
#[derive(Debug)]
pub struct Place;

miro::endpoints! {
    pub Things for BoardHandle {
        list GET "/v2/things" ?{ near: Place } -> Board [boards:read L1 "get-things"];
    }
}

fn main() {}
