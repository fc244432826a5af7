use serde_json::{Value, json};

use crate::client::Client;

#[tokio::test]
async fn items_of_all_kinds_are_created_at_once() {
    let client = Client::start().await;
    let board = client.board().await;
    let frame = client.item(&board, "frames", json!({"data": {}})).await;
    let response = client
        .post(
            &format!("{board}/items/bulk"),
            json!([
                {"type": "sticky_note", "data": {"content": "a"}, "parent": {"id": frame}},
                {"type": "shape"},
                {"type": "text", "data": {"content": "c"}},
                {"type": "card", "data": {"title": "d"}},
                {"type": "app_card", "data": {"owned": false}},
                {"type": "frame"},
                {"type": "image", "data": {"url": "https://example.com/a.png"}},
                {"type": "document", "data": {"url": "https://example.com/a.pdf"}},
                {"type": "embed", "data": {"url": "https://example.com/video"}},
            ]),
        )
        .await;
    assert_eq!(response.status, 201, "{}", response.body);
    let body = response.json();
    assert_eq!(body["type"], "bulk-list");
    assert_eq!(body["data"].as_array().unwrap().len(), 9);
    assert_eq!(body["data"][0]["parent"]["id"], frame.as_str());
    assert_eq!(body["data"][4]["data"]["owned"], true, "it is sent here, but nobody can give it away");
    assert_eq!(body["data"][5]["links"].as_object().unwrap().len(), 1);
    assert_eq!(client.get(&format!("{board}/items")).await.json()["total"], 10);
}

#[tokio::test]
async fn one_invalid_item_rejects_all() {
    let client = Client::start().await;
    let board = client.board().await;
    let response = client
        .post(
            &format!("{board}/items/bulk"),
            json!([
                {"type": "sticky_note"},
                {"type": "sticky_note", "style": {"fillColor": "#ff0000"}},
                {"type": "text"},
                {"type": "doc_format"},
                {},
                {"type": "frame", "parent": {"id": "1"}},
            ]),
        )
        .await;
    let body = response.json();
    let complaint = &body["context"]["fields"][1];
    assert_eq!(
        (&complaint["field"], &complaint["message"]),
        (&json!("2.data.content"), &json!("Field [data.content] of type [String] is required"))
    );
    assert_eq!(response.fields(), ["1.style.fillColor", "2.data.content", "3.type", "4.type", "5.parent"]);
    assert_eq!(client.get(&format!("{board}/items")).await.json()["total"], 0);
}

#[tokio::test]
async fn number_of_items_is_one_to_twenty() {
    let client = Client::start().await;
    let bulk = format!("{}/items/bulk", client.board().await);
    let of = |count: usize| Value::Array(vec![json!({"type": "shape"}); count]);
    assert_eq!(client.post(&bulk, of(20)).await.status, 201);
    assert_eq!(client.post(&bulk, of(21)).await.status, 400);
    assert_eq!(client.post(&bulk, of(0)).await.status, 400);
    assert_eq!(client.post(&bulk, json!({"type": "shape"})).await.status, 400);
}
