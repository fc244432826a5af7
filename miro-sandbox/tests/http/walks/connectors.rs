//! Connectors.

use std::collections::BTreeSet;

use serde_json::json;

use crate::client::Client;

pub(crate) async fn walk() -> BTreeSet<&'static str> {
    let client = Client::start().await;
    let board = client.board().await;
    let start = client.item(&board, "shapes", json!({})).await;
    let end = client.item(&board, "sticky_notes", json!({})).await;
    let connectors = format!("{board}/connectors");
    let body = json!({
        "startItem": {"id": start, "snapTo": "right"},
        "endItem": {"id": end, "position": {"x": "0%", "y": "33.3%"}},
        "captions": [{"content": "<p>leads to</p>", "position": "40%"}],
        "style": {"endStrokeCap": "arrow"},
    });
    let created = client.post(&connectors, body).await.json();
    let path = format!("{connectors}/{}", created["id"].as_str().unwrap());
    client.get(&connectors).await;
    client.get(&path).await;
    client.patch(&path, json!({"shape": "elbowed"})).await;
    client.delete(&path).await;
    client.succeeded()
}
