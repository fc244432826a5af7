use miro::api::{BoardHandle, ItemHandle};
use miro::model::{Board, BoardId};

miro::endpoints! {
    pub Things for BoardHandle(org_id) {
        list GET "/v2/orgs/{org_id}/things" -> Board [boards:read L1 "get-things"];
    }
    pub Others for ItemHandle at "/others/{board_id}" {
        list GET "" -> Board [boards:read L1 "get-others"];
    }
}

fn main() {}
