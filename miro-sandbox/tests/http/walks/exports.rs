//! Board exports.

use std::collections::BTreeSet;
use std::time::Duration;

use miro_sandbox::Sandbox;
use serde_json::json;

use crate::client::Client;

pub(crate) async fn walk() -> BTreeSet<&'static str> {
    let client = Client::of(Sandbox::builder().export_step(Duration::from_secs(60)).start().await);
    let body = json!({"boardIds": [client.sandbox.seed_board("Export")], "boardFormat": "PDF"});
    let jobs = format!("/v2/orgs/{}/boards/export/jobs", client.sandbox.organization_id());
    let created = async |request_id: &str| {
        let response = client.post(&format!("{jobs}?request_id={request_id}"), body.clone()).await;
        format!("{jobs}/{}", response.json()["jobId"].as_str().unwrap())
    };
    let job = created("92343229-c532-446d-b8cb-2f155bedb801").await;
    let other = created("92343229-c532-446d-b8cb-2f155bedb802").await;
    client.get(&jobs).await;
    client.send("PUT", &format!("{other}/status"), Some(json!({"status": "CANCELLED"}))).await;
    client.get(&job).await;
    client.sandbox.advance_clock(Duration::from_secs(120));
    let tasks = client.get(&format!("{job}/tasks")).await.json();
    let task = tasks["data"][0]["id"].as_str().unwrap();
    client.send("POST", &format!("{job}/tasks/{task}/export-link"), None).await;
    client.get(&format!("{job}/results")).await;
    client.succeeded()
}
