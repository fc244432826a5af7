//! Connections that are reset or closed early.

use std::io::ErrorKind;

use miro_sandbox::Fault;
use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn connections_are_reset_before_or_after_the_effect() {
    let client = Client::start().await;
    for (fault, boards) in [(Fault::Reset, 0), (Fault::ResetAfter, 1)] {
        client.sandbox.next(fault);
        let error = client.try_send("POST", "/v2/boards", Some(json!({}))).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
        assert_eq!(client.sandbox.board_count(), boards);
    }
    let request = &client.sandbox.requests()[1];
    assert_eq!((request.status, request.faulty, request.operation), (0, true, Some("create-board")));
    assert_eq!(client.get("/v2/boards").await.status, 200, "other connections go on");
}

#[tokio::test]
async fn half_a_body_is_announced_as_a_whole_one() {
    let client = Client::start().await;
    client.sandbox.next(Fault::HalfBody);
    let answer = client.post("/v2/boards", json!({})).await;
    let announced: usize = answer.header("content-length").parse().unwrap();
    assert_eq!(answer.status, 201);
    assert!(answer.body.starts_with('{') && answer.body.len() == announced / 2, "{answer:?}");
    assert_eq!(client.sandbox.board_count(), 1);

    let board = client.board().await;
    client.sandbox.next(Fault::HalfBody);
    let answer = client.delete(&board).await;
    assert_eq!(
        (answer.header("content-length"), answer.body.as_str()),
        ("2", ""),
        "even where there is no body"
    );
}
