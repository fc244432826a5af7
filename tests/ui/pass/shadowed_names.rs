//! Names of the user's own, where the expansion could mean others, and not even a prelude.
#![no_implicit_prelude]
#![deny(warnings)]

extern crate miro;
extern crate serde;
extern crate std;

pub mod own {
    use ::miro::api::BoardHandle;
    use ::miro::model::{Board, ItemId, NewBoard};

    pub struct Result;
    pub struct Option;
    pub struct String;
    pub struct Vec;
    pub struct Request;
    pub struct Resource;
    pub struct Call;
    pub struct List;
    pub struct Error;
    pub struct Operation;
    pub struct Handle;
    pub struct Some;
    pub struct Self_;
    pub trait Into {}
    pub trait Iterator {}
    pub trait IntoIterator {}
    pub trait IntoFuture {}
    pub trait Clone {}
    pub trait Debug {}
    pub trait From {}
    pub mod core {}
    pub mod std {}
    pub mod miro {}
    pub mod __private {}

    ::miro::endpoints! {
        const OPERATIONS;
        pub Things for BoardHandle {
            list GET "/v2/things" ?{ request: str, count: u64 in 0..=9, items: [str] in 0..=3, item: ItemId, timeout_ms: i32 in -1..=9 }
                -> Offset<Board> [boards:read L1 "list-things"];
            get GET "/v2/things/{request: ItemId}/{item: str}" ?{ count!: [ItemId] in 0..=9, wide!: u64 in 0..=9 } -> Option<Board> [boards:read L1 "get-things"];
            create_all POST "/v2/things/{list: str}" ([NewBoard; 1..=20]) -> Board [boards:write L2 per item "create-things"];
            create POST "/v2/things" ?{ request!: str in 1..=9 } (NewBoard) -> Board [boards:write L2 "create-thing"];
        }
        pub trait Extras for BoardHandle {
            archive POST "/v2/boards/{board_id}/archive" ?{ request: str } -> () [boards:write L2 "archive-board"];
        }
    }

    pub fn known() -> usize {
        OPERATIONS.len()
    }
}

fn main() {
    ::std::assert_eq!(own::known(), 5);
}
