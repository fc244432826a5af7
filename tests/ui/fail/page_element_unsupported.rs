use miro::api::BoardHandle;

/// Not to be read from JSON.
#[derive(Debug)]
pub struct Thing;

miro::endpoints! {
    pub Things for BoardHandle {
        list GET "/v2/things" ?{ sort: str } -> Cursor<Thing> [boards:read L1 "get-things"];
    }
}

fn main() {}
