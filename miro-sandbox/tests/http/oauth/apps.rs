//! Several apps in one sandbox.

use miro_sandbox::{App, Sandbox};
use serde_json::json;

use super::{Credentials, assert_refused, code, default_app};
use crate::client::Client;

const ETERNAL: Credentials<'static> = Credentials {
    client_id: "77",
    client_secret: "eternal",
    redirect_uri: "https://eternal.example/back?x=1",
};

async fn with_two_apps() -> Client {
    let eternal = App::new(ETERNAL.client_id, ETERNAL.client_secret)
        .name("Eternal")
        .redirect_uris(&["http://localhost:1/", ETERNAL.redirect_uri])
        .scopes(&["boards:read"])
        .non_expiring();
    Client::of(Sandbox::builder().app(eternal).start().await)
}

#[tokio::test]
async fn apps_with_and_without_refresh_tokens_coexist() {
    let mut client = with_two_apps().await;
    let expiring = default_app(&client.sandbox).sign_in(&client).await;
    let eternal = ETERNAL.sign_in(&client).await;
    assert!(expiring["refresh_token"].is_string() && expiring["expires_in"].is_u64());
    assert!(eternal.get("refresh_token").is_none() && eternal.get("expires_in").is_none());
    assert_eq!(eternal["scope"], "boards:read");
    client.sandbox.advance_clock(std::time::Duration::from_secs(365 * 24 * 60 * 60));
    client.token = expiring["access_token"].as_str().unwrap().to_owned();
    assert_eq!(client.get("/v2/boards").await.code(), "unauthorized");
    client.token = eternal["access_token"].as_str().unwrap().to_owned();
    assert_eq!(client.get("/v2/boards").await.status, 200);
    let context = client.get("/v1/oauth-token").await.json();
    assert_eq!(context["application"], json!({"type": "application", "name": "Eternal", "id": "77"}));
}

#[tokio::test]
async fn redirect_uris_must_match_exactly() {
    let client = with_two_apps().await;
    let redirect = client.sandbox.allow(&ETERNAL.authorize_url(&client.sandbox)).await;
    assert!(redirect.starts_with("https://eternal.example/back?x=1&code="), "{redirect}");
    let other = Credentials { redirect_uri: "http://localhost:1/", ..ETERNAL };
    assert_refused(&other.by_code(&client, &code(&redirect)).await, 401);
    let redirect = client.sandbox.allow(&other.authorize_url(&client.sandbox)).await;
    assert_eq!(other.by_code(&client, &code(&redirect)).await.status, 200);
    let foreign = Credentials { redirect_uri: client.sandbox.redirect_uri(), ..ETERNAL };
    let page = foreign.authorize_url(&client.sandbox).replace(client.sandbox.url(), "");
    assert_refused(&client.get(&page).await, 401);
}

#[tokio::test]
async fn apps_cannot_use_codes_and_tokens_of_others() {
    let client = with_two_apps().await;
    let app = default_app(&client.sandbox);
    let redirect = client.sandbox.allow(&app.authorize_url(&client.sandbox)).await;
    assert_refused(&ETERNAL.by_code(&client, &code(&redirect)).await, 400);
    let tokens = app.sign_in(&client).await;
    assert_refused(&ETERNAL.by_refresh_token(&client, &tokens["refresh_token"]).await, 400);
    let theft = json!({
        "accessToken": tokens["access_token"],
        "clientId": ETERNAL.client_id,
        "clientSecret": ETERNAL.client_secret,
    });
    assert_refused(&client.post("/v2/oauth/revoke", theft).await, 404);
    assert_eq!(app.by_refresh_token(&client, &tokens["refresh_token"]).await.status, 200);
}

#[tokio::test]
async fn each_app_has_a_separate_budget_per_user() {
    let mut client = with_two_apps().await;
    client.sandbox.set_remaining_credits(client.sandbox.user_id(), 0);
    assert_eq!(client.get("/v2/boards").await.status, 429);
    client.token = ETERNAL.sign_in(&client).await["access_token"].as_str().unwrap().to_owned();
    assert_eq!(client.get("/v2/boards").await.status, 200);
    let left = client.sandbox.all_credits();
    let left: Vec<_> = left.iter().map(|credits| (credits.client_id.as_str(), credits.remaining)).collect();
    assert_eq!(left, [(client.sandbox.client_id(), 0), ("77", 99_950)]);
}
