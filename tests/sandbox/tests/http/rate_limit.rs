use std::time::{Duration, SystemTime, UNIX_EPOCH};

use miro_sandbox::Sandbox;
use serde_json::json;

use crate::client::{Answer, Client};

fn remaining(answer: &Answer) -> u64 {
    answer.header("x-ratelimit-remaining").parse().unwrap()
}

#[tokio::test]
async fn every_level_has_its_price() {
    let client = Client::of(Sandbox::builder().rate_limit(10_000).start().await);
    let created = client.post("/v2/boards", json!({})).await;
    assert_eq!(remaining(&created), 9_500);
    assert_eq!(created.header("x-ratelimit-limit"), "10000");
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let reset: u64 = created.header("x-ratelimit-reset").parse().unwrap();
    assert!((now..=now + 61).contains(&reset));
    assert_eq!(remaining(&client.get("/v2/boards").await), 9_450);
    assert_eq!(remaining(&client.get("/v2/boards/unknown").await), 9_400, "errors cost as well");
    let board = client.board().await;
    assert_eq!(remaining(&client.get(&format!("{board}/items")).await), 9_300);
    let three = json!([{"type": "shape"}, {"type": "shape"}, {"type": "shape"}]);
    assert_eq!(remaining(&client.post(&format!("{board}/items/bulk"), three).await), 9_000);
    let copy = board.replace("/v2/boards/", "/v2/boards?copy_from=");
    assert_eq!(remaining(&client.send("PUT", &copy, None).await), 7_000);
    assert_eq!(remaining(&client.get("/v1/oauth-token").await), 7_000);
}

#[tokio::test]
async fn the_budget_ends_and_begins_again() {
    let sandbox =
        Sandbox::builder().rate_limit(100).rate_limit_window(Duration::from_millis(200)).start().await;
    let client = Client::of(sandbox);
    assert_eq!(client.get("/v2/boards").await.status, 200);
    assert_eq!(client.get("/v2/boards").await.status, 200);
    let limited = client.get("/v2/boards").await;
    let body = json!({
        "status": 429,
        "code": "tooManyRequests",
        "message": "Request rate limit exceed",
        "context": null,
        "type": "error",
    });
    assert_eq!((limited.status, limited.json(), remaining(&limited)), (429, body, 0));
    tokio::time::sleep(Duration::from_millis(210)).await;
    assert_eq!(client.get("/v2/boards").await.status, 200);
}

#[tokio::test]
async fn budgets_belong_to_users() {
    let mut client = Client::start().await;
    client.sandbox.set_remaining_credits(client.sandbox.user_id(), 99);
    assert_eq!(remaining(&client.get("/v2/boards").await), 49);
    let board = client.board().await;
    assert_eq!(client.post(&format!("{board}/shapes"), json!({})).await.status, 429);
    assert_eq!(client.get(&format!("{board}/items")).await.status, 429, "and nothing was created");
    client.token = client.sandbox.token_for("3074457353169356301");
    assert_eq!(client.get("/v2/boards").await.status, 200);
}
