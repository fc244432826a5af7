//! Rate limits of the SCIM API.

use serde_json::{Value, json};

use super::{PATCH_OP, client, user};
use crate::client::{Client, Response};

/// Returns the number of requests that succeed before the first rejected one.
async fn granted(request: impl AsyncFn() -> Response, limit: u64) -> u64 {
    for count in 0..=limit {
        let response = request().await;
        assert_eq!(response.header("x-ratelimit-limit"), limit.to_string(), "{response:?}");
        let remaining: u64 = response.header("x-ratelimit-remaining").parse().unwrap();
        assert!(response.header("x-ratelimit-reset").parse::<u64>().is_ok());
        if response.status == 429 {
            assert_eq!((response.scim_type().as_str(), remaining), ("tooManyRequests", 0));
            return count;
        }
        assert_eq!(remaining, limit - count - 1);
    }
    panic!("more than {limit} requests were granted");
}

/// Renames the team with a body of this many bytes.
async fn rename(client: &Client, bytes: usize) -> Response {
    let rename = json!([{"op": "Replace", "path": "displayName", "value": "My Team"}]);
    let body = json!({"schemas": [PATCH_OP], "Operations": rename}).to_string();
    let authorization = format!("Bearer {}", client.token);
    let headers = [("Authorization", authorization.as_str()), ("Content-Type", "application/json")];
    let padded = format!("{body}{}", " ".repeat(bytes - body.len()));
    let path = format!("/api/v1/scim/Groups/{}", client.sandbox.team_id());
    client.raw("PATCH", &path, &headers, &padded).await.unwrap()
}

#[tokio::test]
async fn every_operation_has_its_bucket() {
    let client = client().await;
    let path = user(&client, json!({"userName": "ann@example.com"})).await;
    let group = format!("/api/v1/scim/Groups/{}", client.sandbox.team_id());
    let body = Some(json!({"userName": "ann@example.com"}));
    let send = async |method: &str, path: &str, body: Option<Value>| client.send(method, path, body).await;
    assert_eq!(granted(async || send("GET", "/api/v1/scim/Groups", None).await, 5).await, 5);
    assert_eq!(granted(async || send("GET", &group, None).await, 20).await, 20);
    assert_eq!(granted(async || send("DELETE", "/api/v1/scim/Users/1", None).await, 20).await, 20);
    assert_eq!(granted(async || send("PUT", &path, body.clone()).await, 100).await, 100);
    assert_eq!(granted(async || send("PATCH", &path, Some(json!({}))).await, 100).await, 100);
    assert_eq!(granted(async || send("GET", "/api/v1/scim/Users?count=0", None).await, 200).await, 200);
    assert_eq!(client.get(&path).await.status, 200, "a bucket of its own");
}

#[tokio::test]
async fn large_group_changes_have_a_separate_bucket() {
    let client = client().await;
    assert_eq!(granted(async || rename(&client, 501).await, 5).await, 5);
    assert_eq!(rename(&client, 500).await.status, 429);
    assert_eq!(granted(async || rename(&client, 499).await, 100).await, 100);
}

#[tokio::test]
async fn discovery_and_other_apis_are_not_counted() {
    let mut client = client().await;
    for _ in 0..6 {
        let schemas = client.get("/api/v1/scim/Schemas").await;
        assert_eq!((schemas.status, schemas.header("x-ratelimit-limit")), (200, ""));
        client.get("/api/v1/scim/Groups").await;
    }
    client.token = client.sandbox.token();
    let boards = client.get("/v2/boards").await;
    assert_eq!((boards.status, boards.header("x-ratelimit-limit")), (200, "100000"));
}
