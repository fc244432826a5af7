//! Mind map nodes.

use std::collections::BTreeSet;

use serde_json::json;

use crate::client::Client;

pub(crate) async fn walk() -> BTreeSet<&'static str> {
    let client = Client::start().await;
    let board = client.board().await.replace("/v2/", "/v2-experimental/");
    let text = |content: &str| json!({"nodeView": {"data": {"type": "text", "content": content}}});
    let root = client.item(&board, "mindmap_nodes", json!({"data": text("Root")})).await;
    let child = json!({
        "data": text("Child"),
        "parent": {"id": root},
        "position": {"x": 200, "y": 40},
        "geometry": {"width": 120},
    });
    client.item(&board, "mindmap_nodes", child).await;
    let nodes = format!("{board}/mindmap_nodes");
    client.get(&nodes).await;
    client.get(&format!("{nodes}/{root}")).await;
    client.delete(&format!("{nodes}/{root}")).await;
    client.succeeded()
}
