//! `miro` under another name, through another module, and where a module of its name stands for something else.
#![deny(warnings)]

extern crate miro as renamed;

/// What a crate in between would re-export.
mod between {
    pub mod api {
        pub use ::renamed::*;
    }
    pub use ::renamed::endpoints as declare;
}

/// Not the client.
#[allow(dead_code, unreachable_pub)]
mod miro {
    pub mod __private {}
}

between::api::endpoints! {
    const OPERATIONS;

    pub Things {
        list GET "/v2/things" ?{ near: str, sort!: u32 in 1..=9 } -> Offset<crate::between::api::model::Board> [boards:read L1 "list-things"];
    }
    pub Parts for renamed::api::BoardHandle {
        get GET "/v2/boards/{board_id}/parts/{part: str}" -> crate::between::api::model::Board [boards:read L1 "get-part"];
    }
}

mod submodule {
    use super::between;

    between::declare! {
        pub(super) trait Extras for between::api::api::BoardHandle at "/extras" {
            extras GET "" ?{ deep: bool } -> Cursor<between::api::model::Item> [boards:read L2 "list-extras"];
        }
    }
}

between::api::id! {
    /// Identifies a mark.
    pub MarkId;
}

between::api::open_enum! {
    /// The colour of a mark.
    pub MarkColor { Red = "red" }
}

fn in_a_body() -> &'static str {
    renamed::endpoints! {
        pub Marks for renamed::MiroApi at "/v2/marks/{mark_id}" {
            get GET "" ?{ color: MarkColor } -> renamed::model::Board [boards:read L1 "get-mark"];
        }
    }
    Marks::OPERATIONS[0].path()
}

fn main() {
    use submodule::Extras;

    assert_eq!(in_a_body(), "/v2/marks/{mark_id}");
    assert_eq!(OPERATIONS.len(), 2);
    let transport = renamed::transport::ScriptedTransport::new([]);
    let api = renamed::MiroApi::builder("token").transport(transport).build().unwrap();
    let board = api.board("b");
    drop((api.things().list(1).near("x"), board.parts().get("p"), board.extras().deep(true)));
}
