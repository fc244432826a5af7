use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        /// Lists things.
        ///
        /// - `email`: of these users only.
        /// - `createdAfter`: since then.
        list GET "/v2/things" ?{ emails: [str], "createdAfter" as created_after: str } -> Board [boards:read L1 "get-things"];
        /// Lists things:
        ///
        /// - `anything`: else.
        /// - `emails`: of these users only.
        /// - `emails`: of no others.
        /// - `name`: of this name only.
        page GET "/v2/things" ?{
            emails: [str],
            /// Of this name only.
            name: str,
        } -> Board [boards:read L1 "page-things"];
    }
}

fn main() {}
