//! Which requests rules apply to.

use miro_sandbox::{Fault, FaultRule, Sandbox};
use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn faults_wait_for_their_request() {
    let client = Client::start().await;
    client.sandbox.next_on("POST", "/v2/boards", Fault::status(503));
    client.sandbox.next_on("GET", "/v2/boards", Fault::json(200, json!({"data": []})));
    assert_eq!(client.get("/v1/oauth-token").await.status, 200);
    assert_eq!(client.get("/v2/boards").await.json(), json!({"data": []}));
    assert_eq!(client.post("/v2/boards", json!({})).await.status, 503);
    assert_eq!(client.post("/v2/boards", json!({})).await.status, 201);
}

#[tokio::test]
async fn rules_apply_to_operations_a_number_of_times_or_until_removed() {
    let client = Client::start().await;
    let board = client.board().await;
    client.sandbox.add_fault(FaultRule::new(Fault::status(500)).operation("get-specific-board").times(2));
    let always = client.sandbox.add_fault(FaultRule::new(Fault::html(502)).on("DELETE", "/v2/boards/"));
    for _ in 0..2 {
        assert_eq!(client.get(&board).await.status, 500);
        assert_eq!(client.get("/v2/boards").await.status, 200);
        assert_eq!(client.delete(&board).await.status, 502);
    }
    assert_eq!(client.get(&board).await.status, 200);
    assert!(client.sandbox.remove_fault(always) && !client.sandbox.remove_fault(always));
    assert_eq!(client.delete(&board).await.status, 204);
    client.sandbox.add_fault(FaultRule::new(Fault::Reset));
    client.sandbox.next(Fault::status(503));
    client.sandbox.clear_faults();
    assert_eq!(client.get("/v2/boards").await.status, 200);
}

#[tokio::test]
async fn same_seed_makes_the_same_requests_fail() {
    let statuses = async |seed| {
        let rule = FaultRule::new(Fault::transient()).probability(0.3, seed);
        let client = Client::of(Sandbox::builder().fault(rule).start().await);
        let mut statuses = Vec::new();
        for _ in 0..40 {
            let response = client.try_send("GET", "/v2/boards", None).await;
            statuses.push(response.map_or(0, |response| response.status));
        }
        let faulty = client.sandbox.requests().iter().filter(|request| request.faulty).count();
        assert!(faulty > 0 && faulty < 40, "{faulty}");
        statuses
    };
    let first = statuses(11).await;
    assert_eq!(first, statuses(11).await);
    assert_ne!(first, statuses(12).await);
}
