//! Errors common to all operations.

use serde_json::json;

use super::{client, user};

#[tokio::test]
async fn only_the_scim_token_is_accepted() {
    let mut client = client().await;
    let missing = client.raw("GET", "/api/v1/scim/Users", &[], "").await.unwrap();
    assert_eq!((missing.status, missing.header("x-ratelimit-limit")), (401, ""));
    let scim = std::mem::replace(&mut client.token, client.sandbox.token());
    assert_eq!(client.get("/api/v1/scim/Users").await.status, 401);
    assert_eq!(client.get("/api/v1/scim/Schemas").await.status, 401);
    client.token = scim;
    assert_eq!(client.get("/v2/boards").await.code(), "unauthorized");
}

#[tokio::test]
async fn groups_cannot_be_replaced_and_unknown_routes_are_errors() {
    let client = client().await;
    let group = format!("/api/v1/scim/Groups/{}", client.sandbox.team_id());
    assert_eq!(client.send("PUT", &group, Some(json!({}))).await.status, 405);
    for unknown in ["Bulk", "Me", "users", "Users/1/2", "Users/1", "ResourceTypes/Team", "Schemas/urn:x"] {
        let response = client.get(&format!("/api/v1/scim/{unknown}")).await;
        assert_eq!((response.status, response.scim_type().as_str()), (404, ""), "{unknown}");
    }
}

#[tokio::test]
async fn bodies_are_json_or_scim_json() {
    let client = client().await;
    let path = user(&client, json!({"userName": "ann@example.com"})).await;
    let authorization = format!("Bearer {}", client.token);
    let send = async |content_type: &str, accept: &str, body: &str| {
        let headers =
            [("Authorization", authorization.as_str()), ("Content-Type", content_type), ("Accept", accept)];
        client.raw("PUT", &path, &headers, body).await.unwrap()
    };
    let good = r#"{"userName":"ann@example.com"}"#;
    let scim = send("application/scim+json; charset=utf-8", "application/json", good).await;
    assert_eq!((scim.status, scim.header("content-type")), (200, "application/json"));
    let json = send("application/json", "application/scim+json", good).await;
    assert_eq!((json.status, json.header("content-type")), (200, "application/scim+json"));
    assert_eq!(send("text/plain", "*/*", good).await.status, 415);
    for malformed in ["", "{", "[]", "null"] {
        let refused = send("application/scim+json", "application/json", malformed).await;
        assert_eq!((refused.status, refused.scim_type().as_str()), (400, "invalidSyntax"), "{malformed}");
        assert_eq!(refused.header("content-type"), "application/json");
    }
}
