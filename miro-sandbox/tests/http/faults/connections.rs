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
async fn half_a_body_has_the_full_content_length() {
    let client = Client::start().await;
    client.sandbox.next(Fault::HalfBody);
    let response = client.post("/v2/boards", json!({})).await;
    let announced: usize = response.header("content-length").parse().unwrap();
    assert_eq!(response.status, 201);
    assert!(response.body.starts_with('{') && response.body.len() == announced / 2, "{response:?}");
    assert_eq!(client.sandbox.board_count(), 1);

    let board = client.board().await;
    client.sandbox.next(Fault::HalfBody);
    let response = client.delete(&board).await;
    assert_eq!(
        (response.header("content-length"), response.body.as_str()),
        ("2", ""),
        "even where there is no body"
    );
}
