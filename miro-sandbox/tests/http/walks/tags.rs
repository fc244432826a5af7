//! Tags and their attachments.

use std::collections::BTreeSet;

use serde_json::json;

use crate::client::Client;

pub(crate) async fn walk() -> BTreeSet<&'static str> {
    let client = Client::start().await;
    let board = client.board().await;
    let card = client.item(&board, "cards", json!({"data": {"title": "Card"}})).await;
    let tag = client.item(&board, "tags", json!({"title": "urgent"})).await;
    let path = format!("{board}/tags/{tag}");
    client.get(&format!("{board}/tags")).await;
    client.get(&path).await;
    client.patch(&path, json!({"fillColor": "dark_blue"})).await;
    let attachment = format!("{board}/items/{card}?tag_id={tag}");
    client.send("POST", &attachment, None).await;
    client.get(&format!("{board}/items/{card}/tags")).await;
    client.get(&format!("{board}/items?tag_id={tag}")).await;
    client.delete(&attachment).await;
    client.delete(&path).await;
    client.succeeded()
}
