//! Attributes go to what they are about: documentation, deprecation, conditions.
#![deny(warnings)]

use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    /// Compiled on every system.
    #[doc(alias = "all")]
    const OPERATIONS;

    /// Things.
    #[doc(alias = "stuff")]
    pub Things for BoardHandle {
        /// Lists them.
        #[deprecated = "they are gone"]
        list GET "/v2/things" ?{
            /// How they are put in order.
            #[doc(alias = "order")]
            sort: str,
            /// Which ones.
            only!: str,
        } -> Offset<Board> [boards:read L1 "list-things"];
        #[cfg(any())]
        never GET "/v2/never" ?{ sort: Unknown } -> AlsoUnknown [boards:read L1 "list-never"];
        #[cfg(all())]
        r#move GET "/v2/move" ?{ deep: bool } -> Board [boards:read L1 "move-things"];
    }
    #[cfg(any())]
    pub Nothing for Nowhere {
        list GET "/v2/nothing/{nothing_id}" -> Nothings [boards:read L1 "list-nothing"];
    }
    #[cfg(any())]
    pub trait Less for Nowhere {
        #[cfg(any())]
        list GET "/v2/less/{nothing_id}" -> Nothings [boards:read L1 "list-less"];
    }
    #[deprecated]
    pub Old for BoardHandle {
        list GET "/v2/old" ?{ deep: bool } -> Board [boards:read L1 "list-old"];
    }
    pub trait More for BoardHandle {
        #[deprecated]
        older GET "/v2/older" ?{ deep: bool } -> Board [boards:read L1 "list-older"];
        #[cfg(any())]
        newer GET "/v2/newer" ?{ deep: Unknown } -> Board [boards:read L1 "list-newer"];
    }
}

fn main() {
    let ids: Vec<_> = OPERATIONS.iter().map(|operation| operation.id()).collect();
    assert_eq!(ids, ["list-things", "move-things", "list-old", "list-older"]);
    let _ = |board: BoardHandle| board.things().r#move().deep(true);
}
