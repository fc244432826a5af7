//! Cases and legal holds.

use std::collections::BTreeSet;
use std::time::Duration;

use miro_sandbox::Sandbox;
use serde_json::json;

use crate::client::Client;

pub(crate) async fn walk() -> BTreeSet<&'static str> {
    let sandbox = Sandbox::builder().legal_hold_processing(Duration::from_secs(60)).start().await;
    let client = Client::of(sandbox);
    let board = client.sandbox.seed_board("Evidence");
    let cases = format!("/v2/orgs/{}/cases", client.sandbox.organization_id());
    let body = json!({"name": "Case", "description": "What it is about"});
    let case = client.post(&cases, body).await.json()["id"].as_str().unwrap().to_owned();
    let case = format!("{cases}/{case}");
    client.get(&cases).await;
    client.get(&case).await;
    client.send("PUT", &case, Some(json!({"name": "Another name"}))).await;

    let holds = format!("{case}/legal-holds");
    let body = json!({"name": "Hold", "scope": {"users": [{"email": "john.smith@example.com"}]}});
    let hold = client.post(&holds, body.clone()).await.json()["id"].as_str().unwrap().to_owned();
    let hold = format!("{holds}/{hold}");
    client.sandbox.advance_clock(Duration::from_secs(60));
    client.get(&holds).await;
    client.get(&hold).await;
    client.get(&format!("{hold}/content-items")).await;
    client.send("PUT", &hold, Some(body)).await;

    let jobs = format!("/v2/orgs/{}/boards/export/jobs", client.sandbox.organization_id());
    let jobs = format!("{jobs}?request_id=92343229-c532-446d-b8cb-2f155bedb807");
    client.post(&jobs, json!({"boardIds": [board]})).await;
    client.get(&format!("{case}/export-jobs")).await;

    client.delete(&hold).await;
    client.sandbox.advance_clock(Duration::from_secs(60));
    client.delete(&case).await;
    client.succeeded()
}
