use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn comments_are_served_though_undocumented() {
    let client = Client::start().await;
    let comments = client.board().await.replace("/v2/", "/v2-experimental/") + "/comments";
    let created = client.post(&comments, json!({"content": "Nice"})).await;
    assert_eq!((created.status, &created.json()["resolved"]), (201, &json!(false)));
    let list = client.get(&format!("{comments}?limit=50&offset=0")).await.json();
    assert_eq!((&list["total"], &list["data"][0]["content"]), (&json!(1), &json!("Nice")));
    assert_eq!(client.get(&format!("{comments}?limit=51")).await.status, 400);
    assert_eq!(client.post(&comments, json!({"content": ""})).await.fields(), ["content"]);
}

#[tokio::test]
async fn a_comment_is_answered_and_resolved() {
    let client = Client::start().await;
    let comments = client.board().await.replace("/v2/", "/v2-experimental/") + "/comments";
    let created = client.post(&comments, json!({"content": "Why?"})).await.json();
    let comment = format!("{comments}/{}", created["id"].as_str().unwrap());
    let messages = format!("{comment}/messages");
    let reply = client.post(&messages, json!({"content": "Because"})).await;
    assert_eq!((reply.status, &reply.json()["content"]), (201, &json!("Because")));
    assert_eq!(client.delete(&messages).await.status, 405);
    assert_eq!(client.patch(&comment, json!({"resolved": true})).await.json()["resolved"], true);
    assert_eq!(client.patch(&comment, json!({"resolved": "yes"})).await.fields(), ["resolved"]);
    assert_eq!(client.patch(&comment, json!({})).await.fields(), ["resolved"]);
    let read = client.get(&comment).await.json();
    assert_eq!((&read["resolved"], &read["messages"]), (&json!(true), &json!([reply.json()])));
    assert_eq!(client.get(&format!("{comments}/1")).await.status, 404);
    assert_eq!(client.patch(&format!("{comments}/1"), json!({"resolved": true})).await.status, 404);
}
