use miro::prelude::*;

miro::endpoints! {
    /// Things.
    pub Things of MiroApi {
        create POST "/v2/things" (NewBoard) -> Board [boards:write L2 not idempotent "create-thing"];
        find GET "/v2/things" -> Board [boards:read L2 by size "find-thing"];
        copy PUT "/v2/things" -> Board [boards:write L2 not repeatable "copy-thing"];
        change PUT "/v2/things/one" (NewBoard) -> Board [boards:write L2 by weight "change-thing"];
    }
}

fn main() {}
