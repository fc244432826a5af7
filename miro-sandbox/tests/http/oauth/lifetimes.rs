//! Lifetimes of codes and tokens, by the sandbox's clock.

use std::time::Duration;

use miro_sandbox::Sandbox;

use super::{assert_refused, code, default_app};
use crate::client::Client;

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[tokio::test]
async fn code_is_valid_for_ten_minutes() {
    let client = Client::start().await;
    let app = default_app(&client.sandbox);
    for (age, status) in [(9 * MINUTE, 200), (10 * MINUTE, 400)] {
        let redirect = client.sandbox.allow(&app.authorize_url(&client.sandbox)).await;
        client.sandbox.advance_clock(age);
        assert_eq!(app.by_code(&client, &code(&redirect)).await.status, status, "{age:?}");
    }
}

#[tokio::test]
async fn access_token_is_valid_for_an_hour_and_refresh_token_for_sixty_days() {
    let mut client = Client::start().await;
    let tokens = default_app(&client.sandbox).sign_in(&client).await;
    client.token = tokens["access_token"].as_str().unwrap().to_owned();
    client.sandbox.advance_clock(59 * MINUTE);
    assert_eq!(client.get("/v2/boards").await.status, 200);
    client.sandbox.advance_clock(MINUTE);
    assert_eq!(client.get("/v2/boards").await.code(), "unauthorized");
    client.sandbox.advance_clock(59 * DAY);
    let app = default_app(&client.sandbox);
    let tokens = app.by_refresh_token(&client, &tokens["refresh_token"]).await.json();
    client.sandbox.advance_clock(60 * DAY);
    assert_refused(&app.by_refresh_token(&client, &tokens["refresh_token"]).await, 400);
}

#[tokio::test]
async fn the_lifetime_of_access_tokens_can_be_set() {
    let lifetime = 5 * MINUTE;
    let mut client = Client::of(Sandbox::builder().access_token_lifetime(lifetime).start().await);
    let tokens = default_app(&client.sandbox).sign_in(&client).await;
    assert_eq!(tokens["expires_in"], 300);
    client.token = tokens["access_token"].as_str().unwrap().to_owned();
    client.sandbox.advance_clock(4 * MINUTE);
    assert_eq!(client.get("/v2/boards").await.status, 200);
    client.sandbox.advance_clock(MINUTE);
    assert_eq!(client.get("/v2/boards").await.status, 401);
}

#[tokio::test]
async fn non_expiring_tokens_cannot_be_refreshed() {
    let client = Client::of(Sandbox::builder().non_expiring().scopes(&["boards:read"]).start().await);
    let token = default_app(&client.sandbox).sign_in(&client).await;
    assert!(token.get("refresh_token").is_none() && token.get("expires_in").is_none());
    assert_eq!(token["scope"], "boards:read");
    let app = default_app(&client.sandbox);
    assert_refused(&app.by_refresh_token(&client, &token["access_token"]).await, 400);
}
