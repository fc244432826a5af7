//! Calls of paths that the crate has no method for: the same steps, without the types.

use futures_util::FutureExt;
use miro::http::{Method, StatusCode, header};
use miro::prelude::*;
use miro::transport::Script;
use miro_sandbox::Fault;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::environment;
use crate::environment::{scripted, target};

#[derive(Debug, Deserialize)]
struct Comments {
    total: u32,
    data: Vec<Value>,
}

#[tokio::test]
async fn calls_a_raw_path_and_decodes_the_response() {
    let (sandbox, api) = environment::sandbox().await;
    let id = sandbox.seed_board("Discussed");
    let path = format!("/v2-experimental/boards/{}/comments", id.replace('=', "%3D"));
    let response = api.request(Method::POST, &path).json(&json!({"content": "Why?"})).await.unwrap();
    assert_eq!(response.status(), StatusCode::CREATED);
    assert_eq!(response.json::<Value>().unwrap()["messages"][0]["content"], "Why?");

    let comments: Comments = api.request(Method::GET, &path).query("limit", 10).decode().await.unwrap();
    assert_eq!((comments.total, comments.data.len()), (1, 1));
    assert_eq!(sandbox.requests()[1].query, "limit=10");
}

#[tokio::test]
async fn sends_the_token_and_content_type() {
    let (transport, api) = scripted([Script::json(200, "{}"), Script::status(204)]);
    api.request(Method::PUT, "/v2/things/1").json(&["a", "b"]).await.unwrap();
    let empty = api.request(Method::DELETE, "/v2/things/1").await.unwrap();
    assert!(empty.body().is_empty());
    let sent = transport.sent();
    assert_eq!(sent[0].headers[header::AUTHORIZATION], "Bearer scripted-token");
    assert_eq!(sent[0].headers[header::CONTENT_TYPE], "application/json");
    assert_eq!(sent[0].body, r#"["a","b"]"#);
    assert!(!sent[1].headers.contains_key(header::CONTENT_TYPE) && sent[1].body.is_empty());
}

#[tokio::test]
async fn encodes_the_query() {
    let (transport, api) = scripted([Script::json(200, "{}"), Script::json(200, "{}")]);
    let request = api.request(Method::GET, "/v2/boards");
    request.query("query", "50% & more=ä+").query("status[]", "a").query("status[]", "b").await.unwrap();
    api.request(Method::GET, "/v2/boards?team_id=1").query("limit", 5).await.unwrap();
    let sent = transport.sent();
    assert_eq!(
        target(&sent[0]),
        "/v2/boards?query=50%25%20%26%20more%3D%C3%A4%2B&status%5B%5D=a&status%5B%5D=b"
    );
    assert_eq!(target(&sent[1]), "/v2/boards?team_id=1&limit=5");
}

#[tokio::test]
async fn rejects_unsafe_paths_before_sending() {
    let (transport, api) = scripted([]);
    for path in [
        "https://evil.example/v2/boards",
        "//evil.example/v2/boards",
        "v2/boards",
        "",
        "@evil.example/",
        ".evil.example/",
        "/v2/boards#part",
        "/\\evil.example",
        "/v2/boards with spaces",
        "/v2/boards/../users",
        "/v2/boards/..",
        "/v2/./boards",
        "/v2/boards/%2e%2E/users",
        "/v2/boards\r\nX-Evil: 1",
    ] {
        let error = api.request(Method::GET, path).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{path:?}");
        assert!(error.status().is_none());
    }
    assert!(transport.sent().is_empty());
}

#[tokio::test]
async fn retries_depend_on_the_method() {
    let (sandbox, api) = environment::sandbox().await;
    sandbox.next(Fault::Reset);
    api.request(Method::GET, "/v2/boards").await.unwrap();
    assert_eq!(sandbox.requests().len(), 2);
    sandbox.clear_requests();
    sandbox.next(Fault::status(503).after_effect());
    api.request(Method::POST, "/v2/boards").json(&json!({"name": "Once"})).await.unwrap_err();
    assert_eq!((sandbox.requests().len(), sandbox.board_count()), (1, 1));
}

#[tokio::test]
async fn reads_miros_error() {
    let (_sandbox, api) = environment::sandbox().await;
    let error = api.request(Method::GET, "/v2/spaces").await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::NotFound, Some("notFound")));
    assert_eq!(error.message(), Some("No endpoint GET /v2/spaces."));
    assert!(error.request_id().is_some());
    assert!(error.required_scopes().is_empty(), "its scopes are unknown");

    let error = api.request(Method::POST, "/v2/boards").json(&json!({"name": 7})).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Rejected);
    assert_eq!(error.context().unwrap()["fields"][0]["field"], "name");
    assert!(error.to_string().starts_with("raw request (POST): Miro responded with 400"), "{error}");
}

#[tokio::test]
async fn reports_a_wrong_type_with_its_path() {
    let (_, api) = scripted([Script::json(200, r#"{"total": 1, "data": {"id": 7}}"#)]);
    let error = api.request(Method::GET, "/v2/things").decode::<Comments>().await.unwrap_err();
    assert_eq!((error.kind(), error.json_path()), (ErrorKind::Decode, Some("$.data")));
}

#[tokio::test]
async fn rejects_unserializable_bodies_before_sending() {
    let (transport, api) = scripted([]);
    let by_pairs = std::collections::BTreeMap::from([((1, 2), "not a name")]);
    let error = api.request(Method::POST, "/v2/things").json(&by_pairs).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(transport.sent().is_empty());
}

#[tokio::test]
async fn accepts_a_timeout() {
    let (sandbox, api) = environment::sandbox().await;
    let limit = std::time::Duration::from_millis(20);
    sandbox.next(Fault::Delay(std::time::Duration::from_secs(60)));
    let error = api.request(Method::POST, "/v2/boards").timeout(limit).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(
        api.request(Method::GET, "/v2/boards").send().now_or_never().is_none(),
        "a future, as all calls are"
    );
}

#[tokio::test]
async fn costs_as_much_as_the_operation_at_the_path() {
    let sandbox = miro_sandbox::Sandbox::builder().rate_limit(100_000).start().await;
    let id = sandbox.seed_board("Priced");
    let text = json!({"type": "text", "data": {"content": "x"}});
    let path = |rest: &str| format!("/v2/boards/{}{rest}", id.replace('=', "%3D"));
    for (method, path, body, credits) in [
        (Method::GET, "/v2/boards?limit=10".to_owned(), None, 50),
        (Method::POST, path("/items/bulk"), Some(json!([text, text, text])), 300),
        (Method::GET, path("/holograms"), None, 50),
    ] {
        // No response comes, so the calls in flight are what was counted.
        let service = tower::service_fn(|_: miro::http::Request<miro::transport::Body>| {
            std::future::pending::<Result<miro::http::Response<miro::transport::Body>, std::io::Error>>()
        });
        let transport = miro::transport::TowerTransport::new(service);
        let api = MiroApi::builder("token").transport(transport).build().unwrap();
        let request = api.request(method, &path);
        let request = if let Some(body) = &body { request.json(body) } else { request };
        let mut call = request.send();
        assert!((&mut call).now_or_never().is_none());
        while api.budget().in_flight == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(api.budget().in_flight, credits, "{path}");
    }
}
