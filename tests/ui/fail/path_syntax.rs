use miro::api::BoardHandle;
use miro::model::Board;

miro::endpoints! {
    pub Things for BoardHandle {
        one GET "v2/things" -> Board [boards:read L1 "get-one"];
        two GET "/v2/things/" -> Board [boards:read L1 "get-two"];
        three GET "/v2/things?sort=name" -> Board [boards:read L1 "get-three"];
        four GET "/v2/things#top" -> Board [boards:read L1 "get-four"];
        five GET "https://api.miro.com/v2/things" -> Board [boards:read L1 "get-five"];
        six GET "/v2//things" -> Board [boards:read L1 "get-six"];
        seven GET "" -> Board [boards:read L1 "get-seven"];
        eight GET -> Board [boards:read L1 "get-eight"];
        nine GET 9 -> Board [boards:read L1 "get-nine"];
    }
}

fn main() {}
