//! Expiring tokens and wrong clocks.

use std::time::Duration;

use jiff::fmt::rfc2822;
use jiff::{SignedDuration, Timestamp};
use miro_sandbox::{Fault, FaultRule};
use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn token_expires_before_the_check_and_stays_expired() {
    let mut client = Client::start().await;
    client.sandbox.next_on("POST", "/v2/boards", Fault::ExpireToken);
    assert_eq!(client.get("/v2/boards").await.status, 200);
    assert_eq!(client.post("/v2/boards", json!({})).await.code(), "unauthorized");
    assert_eq!(client.sandbox.board_count(), 0);
    assert_eq!(client.get("/v2/boards").await.code(), "unauthorized");
    let requests = client.sandbox.requests();
    assert_eq!(requests[1].user_id.as_deref(), Some(client.sandbox.user_id()), "it was good when it arrived");
    assert_eq!(requests[2].user_id, None);
    client.token = client.sandbox.token();
    assert_eq!(client.get("/v2/boards").await.status, 200, "other tokens stay good");
}

#[tokio::test]
async fn refresh_token_of_an_expired_token_stays_valid() {
    let mut client = Client::start().await;
    let (id, secret) = (client.sandbox.client_id().to_owned(), client.sandbox.client_secret().to_owned());
    let uri = client.sandbox.redirect_uri().to_owned();
    let page = format!(
        "{}/oauth/authorize?response_type=code&client_id={id}&redirect_uri={uri}",
        client.sandbox.url()
    );
    let redirect = client.sandbox.allow(&page).await;
    let code = redirect.split(['=', '&']).nth(1).unwrap();
    let app = [("client_id", id.as_str()), ("client_secret", secret.as_str())];
    let exchange = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", &uri)];
    let tokens = client.form("/v1/oauth/token", &[&app[..], &exchange].concat()).await.json();
    client.token = tokens["access_token"].as_str().unwrap().to_owned();
    client.sandbox.next(Fault::ExpireToken);
    assert_eq!(client.get("/v2/boards").await.status, 401);
    let refresh_token = tokens["refresh_token"].as_str().unwrap();
    let refresh = [("grant_type", "refresh_token"), ("refresh_token", refresh_token)];
    let tokens = client.form("/v1/oauth/token", &[&app[..], &refresh].concat()).await.json();
    client.token = tokens["access_token"].as_str().unwrap().to_owned();
    assert_eq!(client.get("/v2/boards").await.status, 200);
}

#[tokio::test]
async fn clock_of_a_response_can_be_wrong() {
    let client = Client::start().await;
    let times = async || {
        let response = client.get("/v2/boards").await;
        let date = rfc2822::parse(response.header("date")).unwrap().timestamp();
        let reset = response.header("x-ratelimit-reset").parse().unwrap();
        [date, Timestamp::from_second(reset).unwrap()]
    };
    let right = times().await;
    let hour = SignedDuration::from_hours(1);
    client.sandbox.add_fault(FaultRule::new(Fault::WrongClock(-hour)).times(1));
    let wrong = times().await;
    assert_eq!(wrong[1], right[1] - hour);
    assert!(wrong[0] >= right[0] - hour && wrong[0] < right[0], "{wrong:?}");
    client.sandbox.next(Fault::WrongClock(SignedDuration::MAX));
    let response = client.get("/v2/boards").await;
    assert_eq!(response.status, 200, "a clock beyond all dates is no reason to fail");
    assert_eq!(times().await[1], right[1], "and all goes on as before");
    let board = client.post("/v2/boards", json!({"name": "Punctual"})).await.json();
    assert!(board["createdAt"].as_str().unwrap().parse::<Timestamp>().unwrap() >= right[0]);
    client.sandbox.advance_clock(Duration::from_secs(60));
    assert_ne!(times().await[1], right[1]);
}
