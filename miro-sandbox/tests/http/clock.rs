use std::time::Duration;

use jiff::fmt::rfc2822;
use jiff::{SignedDuration, Timestamp};
use miro_sandbox::Sandbox;
use serde_json::json;

use crate::client::{Client, Response};

const YEAR: SignedDuration = SignedDuration::from_hours(365 * 24);

fn date(response: &Response) -> Timestamp {
    rfc2822::parse(response.header("date")).unwrap().timestamp()
}

#[tokio::test]
async fn everything_on_the_wire_uses_the_same_clock() {
    let client = Client::of(Sandbox::builder().clock_offset(-10 * YEAR).start().await);
    let before = Timestamp::now() - 9 * YEAR;
    let created = client.post("/v2/boards", json!({})).await;
    let reset: i64 = created.header("x-ratelimit-reset").parse().unwrap();
    let created_at: Timestamp = created.json()["createdAt"].as_str().unwrap().parse().unwrap();
    for time in [date(&created), Timestamp::from_second(reset).unwrap(), created_at, client.sandbox.now()] {
        assert!(time < before, "{time}");
    }
    for path in ["/nowhere", "/oauth/authorize", "/_sandbox/clock"] {
        assert!(date(&client.get(path).await) < before, "{path}");
    }
}

#[tokio::test]
async fn the_clock_moves_while_the_sandbox_runs() {
    let client = Client::start().await;
    let start = date(&client.get("/v2/boards").await);
    client.sandbox.advance_clock(Duration::from_secs(60 * 60));
    assert!(date(&client.get("/v2/boards").await) >= start + SignedDuration::from_hours(1));
    client.sandbox.set_clock_offset(-YEAR);
    assert!(date(&client.get("/v2/boards").await) < start);
    client.sandbox.set_clock_offset(SignedDuration::MAX);
    client.sandbox.advance_clock(Duration::MAX);
    assert_eq!(client.get("/v2/boards").await.status, 200, "a century ahead at most");
}
