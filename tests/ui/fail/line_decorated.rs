use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        pub list GET "/v2/things" -> Board [boards:read L1 "get-things"];
        fn take GET "/v2/things" -> Board [boards:read L1 "take-things"];
        "/v2/things" GET -> Board [boards:read L1 "give-things"];
        /// Describes nothing.
    }
}

fn main() {}
