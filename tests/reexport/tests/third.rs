//! A crate that gets `miro` only from another crate. The requests are checked, so that a wrong path in the expansion
//! is noticed.

use miro_reexport::client::MiroApi;
use miro_reexport::client::api::BoardHandle;
use miro_reexport::client::transport::{Script, ScriptedTransport};
use miro_reexport::{Choice, PollsExt, Vote, VoteId, VotesExt};

miro_reexport::declare! {
    const OPERATIONS;

    pub(crate) Ballots for BoardHandle at "/ballots" {
        open POST "" ?{ choice!: Choice } -> Vote [boards:write L2 "open-ballot"];
    }
}

mod submodule {
    use miro_reexport::client::{self, api::BoardHandle};

    client::endpoints! {
        pub(crate) trait Counting for BoardHandle {
            count GET "/v2/boards/{board_id}/votes/count/{vote: str}" -> Vec<super::Vote> [boards:read L1 "count-votes"];
        }
    }
}

fn api(responses: &[&str]) -> (ScriptedTransport, MiroApi) {
    let transport = ScriptedTransport::new(responses.iter().map(|response| Script::json(200, *response)));
    let api = MiroApi::builder("token").transport(transport.clone()).build().unwrap();
    (transport, api)
}

fn sent(transport: &ScriptedTransport) -> Vec<String> {
    transport
        .sent()
        .iter()
        .map(|sent| format!("{} {}", sent.method, sent.uri.path_and_query().unwrap()))
        .collect()
}

const VOTE: &str = r#"{"id": "7", "choice": "yes"}"#;

#[tokio::test]
async fn a_crate_with_a_renamed_miro_declares_endpoints() {
    let (transport, api) = api(&[VOTE, &format!("[{VOTE}]"), r#"{"data": []}"#]);
    let board = api.board("b");
    let vote = board.votes().get(VoteId::new("7")).await.unwrap();
    assert_eq!((vote.id, vote.choice), (VoteId::new("7"), Choice::Yes));
    assert_eq!(api.polls().list().await.unwrap().len(), 1);
    board.votes().list().choice(Choice::No).await.unwrap();
    let last = "GET /v2/boards/b/votes?choice=no&limit=50";
    assert_eq!(sent(&transport), ["GET /v2/boards/b/votes/7", "GET /v2/polls", last]);
    assert_eq!(miro_reexport::OPERATIONS.len(), 3);
}

#[tokio::test]
async fn a_crate_with_a_reexported_miro_declares_endpoints() {
    use submodule::Counting;

    let (transport, api) = api(&[VOTE, "[]"]);
    let board = api.board("b");
    board.ballots().open(Choice::Yes).await.unwrap();
    board.count("7").await.unwrap();
    assert_eq!(sent(&transport), ["POST /v2/boards/b/ballots?choice=yes", "GET /v2/boards/b/votes/count/7"]);
    assert_eq!(OPERATIONS.len(), 1);
}

#[tokio::test]
async fn endpoints_in_a_function_body() {
    miro_reexport::client::endpoints! {
        pub(crate) Recounts {
            list GET "/v2/recounts" -> Vec<Vote> [boards:read L1 "get-recounts"];
        }
    }
    let (transport, api) = api(&["[]"]);
    assert!(api.recounts().list().await.unwrap().is_empty());
    assert_eq!(sent(&transport), ["GET /v2/recounts"]);
}
