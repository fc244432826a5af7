use miro_sandbox::{Fault, FaultRule};
use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn live_row_08_frames_fail_every_second_time_and_succeed_on_retry() {
    let client = Client::start().await;
    let board = client.board().await;
    let rule = FaultRule::new(Fault::status(500)).operation("create-frame-item").every(2);
    let id = client.sandbox.add_fault(rule);
    let frames = format!("{board}/frames");
    let mut statuses = Vec::new();
    for _ in 0..6 {
        assert_eq!(client.post(&format!("{board}/shapes"), json!({})).await.status, 201, "no frame");
        statuses.push(client.post(&frames, json!({"data": {}})).await.status);
    }
    assert_eq!(statuses, [201, 500, 201, 500, 201, 500]);
    assert_eq!(client.get(&format!("{board}/items?type=frame")).await.json()["total"], 3);
    assert!(client.sandbox.remove_fault(id));

    let order =
        json!({"operation": "create-frame-item", "every": 2, "fault": {"kind": "status", "status": 500}});
    assert_eq!(client.post("/_sandbox/faults", order.clone()).await.status, 200);
    let rules = client.get("/_sandbox/faults").await.json();
    assert_eq!(rules["faults"][0]["rule"]["every"], 2, "{rules}");
    let mut never = order;
    never["every"] = 0.into();
    assert_eq!(client.post("/_sandbox/faults", never).await.status, 400);
}

#[tokio::test]
async fn live_row_19_intermediaries_reject_with_json_or_html() {
    let client = Client::start().await;
    let refusal = json!({"status": 403, "message": "Access to this site is blocked"});
    client.sandbox.next(Fault::json(403, refusal.clone()));
    client.sandbox.next(Fault::html(403));
    let json = client.get("/v2/boards").await;
    assert_eq!((json.status, json.header("content-type")), (403, "application/json"));
    assert_eq!(json.json(), refusal, "not the envelope of Miro: neither type nor code");
    let html = client.get("/v2/boards").await;
    assert_eq!((html.status, html.header("content-type")), (403, "text/html"));
    assert!(html.body.starts_with("<html>"), "{}", html.body);
    assert_eq!(client.get("/v2/boards").await.status, 200);
}
