use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        list GET "/v2/things" -> Board;
        take GET "/v2/things";
        give GET;
        more;
    }
}

fn main() {}
