use miro_sandbox::Sandbox;
use serde_json::json;

use crate::client::Client;

async fn client() -> Client {
    let mut client = Client::of(Sandbox::start().await);
    client.token = client.sandbox.scim_token();
    client
}

#[tokio::test]
async fn live_row_18_scim_errors_have_a_type() {
    let client = client().await;
    let invalid = client.post("/api/v1/scim/Users", json!({"userName": 1})).await;
    assert_eq!((invalid.status, invalid.scim_type().as_str()), (400, "invalidValue"), "{}", invalid.body);
    let users = async || client.get("/api/v1/scim/Users").await;
    let remaining: u64 = users().await.header("x-ratelimit-remaining").parse().unwrap();
    for _ in 0..remaining {
        assert_eq!(users().await.status, 200);
    }
    let refused = users().await;
    assert_eq!((refused.status, refused.scim_type().as_str()), (429, "tooManyRequests"));
}

#[tokio::test]
async fn live_row_18_guests_are_not_in_scim() {
    let client = client().await;
    let guest = client.sandbox.seed_guest("guest@example.com");
    let user = format!("/api/v1/scim/Users/{guest}");
    assert_eq!(client.get(&user).await.status, 404);
    let change = json!({"schemas": [], "Operations": [{"op": "replace", "path": "active", "value": false}]});
    assert_eq!(client.patch(&user, change).await.status, 404);
    let found = client.get("/api/v1/scim/Users?filter=userName%20eq%20%22guest@example.com%22").await.json();
    assert_eq!(found["totalResults"], 0);
}
