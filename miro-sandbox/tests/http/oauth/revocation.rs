//! Both versions of token revocation.

use serde_json::{Value, json};

use super::{assert_refused, default_app};
use crate::client::Client;

fn revocation(client: &Client, access_token: &Value) -> Value {
    json!({
        "accessToken": access_token,
        "clientId": client.sandbox.client_id(),
        "clientSecret": client.sandbox.client_secret(),
    })
}

/// Asserts that both tokens are revoked.
async fn assert_revoked(client: &mut Client, tokens: &Value) {
    let app = default_app(&client.sandbox);
    assert_refused(&app.by_refresh_token(client, &tokens["refresh_token"]).await, 400);
    client.token = tokens["access_token"].as_str().unwrap().to_owned();
    assert_eq!(client.get("/v2/boards").await.status, 401);
}

#[tokio::test]
async fn first_version_reads_the_token_from_the_url() {
    let mut client = Client::start().await;
    let tokens = default_app(&client.sandbox).sign_in(&client).await;
    let path = format!("/v1/oauth/revoke?access_token={}", tokens["access_token"].as_str().unwrap());
    assert_eq!(client.send("POST", &path, None).await.status, 204);
    assert_refused(&client.send("POST", &path, None).await, 400);
    assert_refused(&client.send("POST", "/v1/oauth/revoke", None).await, 400);
    assert_revoked(&mut client, &tokens).await;
}

#[tokio::test]
async fn second_version_reads_the_token_from_the_body_of_its_app() {
    let mut client = Client::start().await;
    let tokens = default_app(&client.sandbox).sign_in(&client).await;
    let body = revocation(&client, &tokens["access_token"]);
    let mut guess = body.clone();
    guess["clientSecret"] = "guess".into();
    assert_refused(&client.post("/v2/oauth/revoke", guess).await, 401);
    assert_refused(&client.post("/v2/oauth/revoke", json!({"accessToken": "x"})).await, 400);
    assert_refused(&client.post("/v2/oauth/revoke", json!([])).await, 400);
    assert_refused(&client.form("/v2/oauth/revoke", &[("accessToken", "x")]).await, 415);
    assert_eq!(client.post("/v2/oauth/revoke", body.clone()).await.status, 204);
    assert_refused(&client.post("/v2/oauth/revoke", body).await, 404);
    assert_revoked(&mut client, &tokens).await;
}

#[tokio::test]
async fn an_expired_token_can_be_revoked() {
    let mut client = Client::start().await;
    let tokens = default_app(&client.sandbox).sign_in(&client).await;
    client.sandbox.expire_access_tokens();
    let body = revocation(&client, &tokens["access_token"]);
    assert_eq!(client.post("/v2/oauth/revoke", body).await.status, 204);
    assert_revoked(&mut client, &tokens).await;
}
