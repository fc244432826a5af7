//! Groups of items.

use std::collections::BTreeSet;

use serde_json::json;

use crate::client::Client;

pub(crate) async fn walk() -> BTreeSet<&'static str> {
    let client = Client::start().await;
    let board = client.board().await;
    let mut items = Vec::new();
    for _ in 0..4 {
        items.push(client.item(&board, "shapes", json!({})).await);
    }
    let groups = format!("{board}/groups");
    let first = client.item(&board, "groups", json!({"data": {"items": items[..2]}})).await;
    let second = client.item(&board, "groups", json!({"data": {"items": items[2..]}})).await;
    client.get(&groups).await;
    client.get(&format!("{groups}/{first}")).await;
    client.get(&format!("{groups}/items?group_item_id={first}")).await;
    let body = json!({"data": {"items": [items[1], items[0]]}});
    let replaced = client.send("PUT", &format!("{groups}/{first}"), Some(body)).await.json();
    client.delete(&format!("{groups}/{}", replaced["id"].as_str().unwrap())).await;
    client.delete(&format!("{groups}/{second}?delete_items=true")).await;
    client.succeeded()
}
