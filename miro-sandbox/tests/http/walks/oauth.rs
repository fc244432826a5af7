//! The token context, and both versions of token revocation.

use std::collections::BTreeSet;

use serde_json::json;

use crate::client::Client;

pub(crate) async fn walk() -> BTreeSet<&'static str> {
    let client = Client::start().await;
    client.get("/v1/oauth-token").await;
    client.send("POST", &format!("/v1/oauth/revoke?access_token={}", client.sandbox.token()), None).await;
    let revocation = json!({
        "accessToken": client.sandbox.token(),
        "clientId": client.sandbox.client_id(),
        "clientSecret": client.sandbox.client_secret(),
    });
    client.post("/v2/oauth/revoke", revocation).await;
    client.succeeded()
}
