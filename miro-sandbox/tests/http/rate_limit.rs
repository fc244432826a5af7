use std::time::Duration;

use miro_sandbox::Sandbox;
use serde_json::json;

use crate::client::{Client, Response};

fn remaining(response: &Response) -> u64 {
    response.header("x-ratelimit-remaining").parse().unwrap()
}

fn reset(response: &Response) -> i64 {
    response.header("x-ratelimit-reset").parse().unwrap()
}

#[tokio::test]
async fn levels_have_different_costs() {
    let client = Client::of(Sandbox::builder().rate_limit(10_000).start().await);
    let created = client.post("/v2/boards", json!({})).await;
    assert_eq!(remaining(&created), 9_500);
    assert_eq!(created.header("x-ratelimit-limit"), "10000");
    let now = client.sandbox.now().as_second();
    assert!((now..=now + 61).contains(&reset(&created)));
    assert_eq!(remaining(&client.get("/v2/boards").await), 9_450);
    assert_eq!(remaining(&client.get("/v2/boards/unknown").await), 9_400, "errors cost as well");
    let board = client.board().await;
    assert_eq!(remaining(&client.get(&format!("{board}/items")).await), 9_300);
    let three = json!([{"type": "shape"}, {"type": "shape"}, {"type": "shape"}]);
    assert_eq!(remaining(&client.post(&format!("{board}/items/bulk"), three).await), 9_000);
    let copy = board.replace("/v2/boards/", "/v2/boards?copy_from=");
    assert_eq!(remaining(&client.send("PUT", &copy, None).await), 7_000);
    assert_eq!(remaining(&client.get("/v1/oauth-token").await), 7_000);
    let prices: Vec<u64> = client.sandbox.requests().iter().map(|request| request.credits).collect();
    assert_eq!(prices, [500, 50, 50, 100, 300, 2_000, 0]);
}

#[tokio::test]
async fn every_response_to_a_user_has_the_headers() {
    let client = Client::start().await;
    for response in [client.get("/nowhere").await, client.send("PUT", "/v2/boards/x/items", None).await] {
        assert_eq!(remaining(&response), 100_000, "{response:?}");
        assert_eq!(response.header("x-ratelimit-limit"), "100000");
    }
    let anonymous = client.raw("GET", "/nowhere", &[], "").await.unwrap();
    assert_eq!((anonymous.status, anonymous.header("x-ratelimit-limit")), (404, ""));
}

#[tokio::test]
async fn budget_is_exhausted_and_renewed() {
    let client = Client::of(Sandbox::builder().rate_limit(100).start().await);
    let first = client.get("/v2/boards").await;
    client.sandbox.advance_clock(Duration::from_secs(10));
    let second = client.get("/v2/boards").await;
    assert_eq!(
        (remaining(&second), reset(&second)),
        (0, reset(&first)),
        "a window begins with its first request"
    );
    let limited = client.get("/v2/boards").await;
    let body = json!({
        "status": 429,
        "code": "tooManyRequests",
        "message": "Request rate limit exceed",
        "context": null,
        "type": "error",
    });
    assert_eq!((limited.status, limited.json(), remaining(&limited)), (429, body, 0));
    assert_eq!(limited.header("retry-after"), "");
    client.sandbox.advance_clock(Duration::from_secs(40));
    assert_eq!(client.get("/v2/boards").await.status, 429);
    client.sandbox.advance_clock(Duration::from_secs(10));
    let renewed = client.get("/v2/boards").await;
    assert_eq!((renewed.status, remaining(&renewed)), (200, 50));
    assert!(reset(&renewed) >= reset(&first) + 60);
}

#[tokio::test]
async fn rejected_requests_cost_nothing() {
    let client = Client::of(Sandbox::builder().rate_limit(1_020).start().await);
    let board = client.board().await;
    let eleven = json!(vec![json!({"type": "shape"}); 11]);
    let refused = client.post(&format!("{board}/items/bulk"), eleven).await;
    assert_eq!((refused.status, remaining(&refused)), (429, 1_020));
    let ten = json!(vec![json!({"type": "shape"}); 10]);
    assert_eq!(remaining(&client.post(&format!("{board}/items/bulk"), ten).await), 20);
    assert_eq!(client.get("/v2/boards").await.status, 429);
    let prices: Vec<u64> = client.sandbox.requests().iter().map(|request| request.credits).collect();
    assert_eq!(prices, [0, 1_000, 0]);
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
    let credits = client.sandbox.credits(client.sandbox.user_id());
    assert_eq!((credits.limit, credits.remaining, credits.reset.is_some()), (100_000, 49, true));
    assert_eq!(client.sandbox.credits("nobody").reset, None);
    let left = client.sandbox.all_credits().into_iter().map(|credits| credits.remaining);
    assert_eq!(left.collect::<Vec<_>>(), [49, 99_950]);
}

#[tokio::test]
async fn limits_change_while_the_sandbox_runs() {
    let client = Client::of(Sandbox::builder().rate_limit(50).start().await);
    let first = client.get("/v2/boards").await;
    assert_eq!(client.get("/v2/boards").await.status, 429);
    client.sandbox.set_rate_limit(150);
    let more = client.get("/v2/boards").await;
    assert_eq!((remaining(&more), more.header("x-ratelimit-limit")), (50, "150"));
    client.sandbox.set_rate_limit_window(Duration::from_secs(10));
    assert_eq!(reset(&client.get("/v2/boards").await), reset(&first) - 50);
    client.sandbox.advance_clock(Duration::from_secs(10));
    assert_eq!(remaining(&client.get("/v2/boards").await), 100);
}

#[tokio::test]
async fn limits_can_be_turned_off() {
    let client = Client::of(Sandbox::builder().rate_limit(50).without_rate_limits().start().await);
    for _ in 0..3 {
        let response = client.get("/v2/boards").await;
        assert_eq!((response.status, remaining(&response)), (200, 50));
    }
    client.sandbox.enforce_rate_limits(true);
    assert_eq!([client.get("/v2/boards").await.status, client.get("/v2/boards").await.status], [200, 429]);
}
