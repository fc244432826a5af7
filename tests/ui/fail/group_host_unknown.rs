use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle at skim "/Things" {
        list GET "" -> Board [boards:read L1 "get-things"];
    }
}

fn main() {}
