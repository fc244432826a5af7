use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        resource GET "/v2/things" -> Board [boards:read L1 "get-things"];
        clone POST "/v2/things" -> Board [boards:write L1 "clone-things"];
        move POST "/v2/things" -> Board [boards:write L1 "move-things"];
    }
}

fn main() {}
