//! Boards, their members and their comments.

use std::collections::BTreeSet;

use serde_json::json;

use crate::client::Client;

pub(crate) async fn walk() -> BTreeSet<&'static str> {
    let client = Client::start().await;
    let board = client.post("/v2/boards", json!({"name": "Walk"})).await.json();
    let id = board["id"].as_str().unwrap().replace('=', "%3D");
    let board = format!("/v2/boards/{id}");
    client.get("/v2/boards?limit=10").await;
    client.get(&board).await;
    client.patch(&board, json!({"description": "Round the block"})).await;
    client.send("PUT", &format!("/v2/boards?copy_from={id}"), Some(json!({"name": "Copy"}))).await;

    let members = format!("{board}/members");
    let invited =
        client.post(&members, json!({"emails": ["anna@example.com"], "role": "editor"})).await.json();
    let member = format!("{members}/{}", invited["successful"][0]);
    client.get(&members).await;
    client.get(&member).await;
    client.patch(&member, json!({"role": "viewer"})).await;
    client.delete(&member).await;

    let comments = format!("/v2-experimental/boards/{id}/comments");
    let comment = client.post(&comments, json!({"content": "Well walked"})).await.json();
    let comment = format!("{comments}/{}", comment["id"].as_str().unwrap());
    client.get(&comments).await;
    client.get(&comment).await;
    client.patch(&comment, json!({"resolved": true})).await;
    client.post(&format!("{comment}/messages"), json!({"content": "Thanks"})).await;
    client.delete(&board).await;

    let succeeded = client.succeeded();
    // These are not in the specification, so no other test requires them.
    for operation in ["get-comments", "create-comment", "get-comment", "update-comment", "reply-to-comment"] {
        assert!(succeeded.contains(operation), "{operation}");
    }
    succeeded
}
