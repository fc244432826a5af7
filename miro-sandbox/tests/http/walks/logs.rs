//! Audit, content and AI logs.

use std::collections::BTreeSet;

use serde_json::json;

use crate::client::Client;

pub(crate) async fn walk() -> BTreeSet<&'static str> {
    let client = Client::start().await;
    let board = client.board().await;
    let frame = client.item(&board, "frames", json!({"data": {"title": "Frame"}})).await;
    client.item(&board, "shapes", json!({"parent": {"id": frame}})).await;
    client.post("/v2/boards", json!({"name": "Board"})).await;
    let organization = format!("/v2/orgs/{}", client.sandbox.organization_id());
    let ever = "from=2000-01-01T00:00:00Z&to=2200-01-01T00:00:00Z";
    client
        .get("/v2/audit/logs?createdAfter=2000-01-01T00:00:00.000Z&createdBefore=2200-01-01T00:00:00.000Z")
        .await;
    client.get(&format!("{organization}/content-logs/items?{ever}")).await;
    client.get(&format!("{organization}/ai-interaction-logs?{ever}")).await;
    client.succeeded()
}
