//! Items of every kind, also on the experimental routes, with their tags and connectors.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::client::Client;

pub(crate) async fn walk() -> BTreeSet<&'static str> {
    let client = Client::start().await;
    let board = client.board().await;
    let experimental = board.replace("/v2/", "/v2-experimental/");
    let url = json!({"data": {"url": "https://example.com/file"}});
    for (route, creation, change) in [
        ("sticky_notes", json!({"data": {"content": "a"}}), json!({"style": {"fillColor": "cyan"}})),
        ("shapes", json!({"data": {"shape": "star"}}), json!({"style": {"borderWidth": "3"}})),
        ("texts", json!({"data": {"content": "a"}}), json!({"data": {"content": "b"}})),
        ("cards", json!({"data": {"title": "a"}}), json!({"data": {"dueDate": "2026-10-12T22:00:55Z"}})),
        (
            "app_cards",
            json!({"data": {"fields": [{"value": "a"}]}}),
            json!({"data": {"status": "connected"}}),
        ),
        ("frames", json!({"data": {"title": "a"}}), json!({"data": {"showContent": false}})),
        ("images", url.clone(), json!({"data": {"title": "a"}})),
        ("documents", url.clone(), json!({"geometry": {"width": 100}})),
        ("embeds", url, json!({"data": {"mode": "inline"}})),
    ] {
        round(&client, &board, route, creation, Some(change)).await;
    }
    let decision = json!({"data": {"shape": "flow_chart_decision", "content": "?"}});
    let terminator = json!({"data": {"shape": "flow_chart_terminator"}});
    round(&client, &experimental, "shapes", decision, Some(terminator)).await;
    let doc = json!({"data": {"contentType": "markdown", "content": "# a"}});
    round(&client, &board, "docs", doc, None).await;

    of_every_kind(&client, &board, &experimental).await;
    tags(&client, &board).await;
    connectors(&client, &board).await;
    client.succeeded()
}

/// Creates, reads, changes if possible, and deletes an item.
async fn round(client: &Client, board: &str, route: &str, creation: Value, change: Option<Value>) {
    let path = format!("{board}/{route}/{}", client.item(board, route, creation).await);
    client.get(&path).await;
    if let Some(change) = change {
        client.patch(&path, change).await;
    }
    client.delete(&path).await;
}

async fn of_every_kind(client: &Client, board: &str, experimental: &str) {
    let frame = client.item(board, "frames", json!({"data": {}})).await;
    let bulk = json!([
        {"type": "sticky_note", "parent": {"id": frame}},
        {"type": "shape"},
        {"type": "text", "data": {"content": "c"}},
    ]);
    let created = client.post(&format!("{board}/items/bulk"), bulk).await.json();
    let id = |index: usize| created["data"][index]["id"].as_str().unwrap().to_owned();
    client.get(&format!("{board}/items?limit=50&type=shape")).await;
    client.get(&format!("{board}/items?parent_item_id={frame}")).await;
    client.get(&format!("{experimental}/items")).await;
    let item = format!("{board}/items/{}", id(1));
    client.get(&item).await;
    client.get(&format!("{experimental}/items/{}", id(1))).await;
    client.patch(&item, json!({"position": {"x": 10}, "parent": {"id": frame}})).await;
    client.delete(&item).await;
    client.delete(&format!("{experimental}/items/{}", id(2))).await;
}

async fn tags(client: &Client, board: &str) {
    let tags = format!("{board}/tags");
    let tag = client.item(board, "tags", json!({"title": "urgent"})).await;
    let note = client.item(board, "sticky_notes", json!({})).await;
    let attached = format!("{board}/items/{note}?tag_id={tag}");
    client.send("POST", &attached, None).await;
    client.get(&tags).await;
    client.get(&format!("{tags}/{tag}")).await;
    client.patch(&format!("{tags}/{tag}"), json!({"fillColor": "magenta"})).await;
    client.get(&format!("{board}/items/{note}/tags")).await;
    client.get(&format!("{board}/items?tag_id={tag}")).await;
    client.delete(&attached).await;
    client.delete(&format!("{tags}/{tag}")).await;
}

async fn connectors(client: &Client, board: &str) {
    let connectors = format!("{board}/connectors");
    let one = client.item(board, "shapes", json!({})).await;
    let two = client.item(board, "shapes", json!({})).await;
    let ends = json!({"startItem": {"id": one}, "endItem": {"id": two}, "captions": [{"content": "to"}]});
    let connector = client.post(&connectors, ends).await.json();
    let connector = format!("{connectors}/{}", connector["id"].as_str().unwrap());
    client.get(&connectors).await;
    client.get(&connector).await;
    client.patch(&connector, json!({"shape": "elbowed"})).await;
    client.delete(&connector).await;
}
