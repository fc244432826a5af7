use jiff::SignedDuration;
use miro_sandbox::{Fault, Sandbox};
use serde_json::json;
use tokio::net::TcpStream;

use crate::client::Client;

#[tokio::test]
async fn requests_are_recorded_as_sent() {
    let client = Client::start().await;
    client.get("/v2/boards/a%2Fb%3D/items/1?cursor=&type=a%3Db").await;
    client.post("/v2/boards", json!({"name": "n"})).await;
    let requests = client.sandbox.requests();
    assert_eq!((requests[0].method.as_str(), requests[0].status), ("GET", 404));
    assert_eq!(requests[0].path, "/v2/boards/a%2Fb%3D/items/1");
    assert_eq!(requests[0].query, "cursor=&type=a%3Db");
    assert_eq!(requests[0].headers["authorization"], format!("Bearer {}", client.token).as_str());
    assert_eq!((&requests[1].body[..], requests[1].status), (&br#"{"name":"n"}"#[..], 201));
    client.sandbox.clear_requests();
    assert!(client.sandbox.requests().is_empty());
}

#[tokio::test]
async fn record_contains_time_user_and_credits() {
    let client = Client::of(Sandbox::builder().clock_offset(SignedDuration::from_hours(24)).start().await);
    let before = client.sandbox.now();
    client.get("/v2/boards?limit=1").await;
    client.raw("GET", "/v2/boards", &[], "").await.unwrap();
    let requests = client.sandbox.requests();
    let [known, anonymous] = &requests[..] else { panic!("{requests:?}") };
    assert_eq!((known.number, anonymous.number), (0, 1));
    assert!(before <= known.time && known.time <= anonymous.time);
    assert_eq!((known.user_id.as_deref(), known.credits), (Some(client.sandbox.user_id()), 50));
    assert_eq!((anonymous.user_id.as_deref(), anonymous.credits, anonymous.status), (None, 0, 401));
    assert_eq!(known.operation, Some("get-boards"));
    assert_eq!(client.sandbox.requests_since(1).len(), 1);
}

#[tokio::test]
async fn number_of_kept_requests_is_limited() {
    let client = Client::of(Sandbox::builder().keep_requests(2).start().await);
    for path in ["/one", "/two", "/three"] {
        client.get(path).await;
    }
    let kept = client.sandbox.requests();
    let kept: Vec<_> = kept.iter().map(|request| (request.number, request.path.as_str())).collect();
    assert_eq!(kept, [(1, "/two"), (2, "/three")]);
}

#[tokio::test]
async fn subscribers_get_an_event_per_response() {
    let client = Client::start().await;
    let board_id = client.sandbox.seed_board("Watched");
    let mut events = client.sandbox.subscribe();
    client.get(&format!("/v2/boards/{}", board_id.replace('=', "%3D"))).await;
    client.sandbox.next(Fault::Reset);
    client.try_send("POST", "/v2/boards", Some(json!({}))).await.unwrap_err();
    client.get("/nowhere").await;
    client.get("/_sandbox/requests").await;
    let event = events.try_recv().unwrap();
    let seen = (event.number, event.method.as_str(), event.operation, event.status);
    assert_eq!(seen, (0, "GET", Some("get-specific-board"), 200));
    assert_eq!(event.path, format!("/v2/boards/{}", board_id.replace('=', "%3D")));
    assert_eq!(event.board_id.as_deref(), Some(board_id.as_str()));
    assert_eq!(event.user_id.as_deref(), Some(client.sandbox.user_id()));
    let event = events.try_recv().unwrap();
    assert_eq!((event.operation, event.status, event.board_id), (Some("create-board"), 0, None));
    let event = events.try_recv().unwrap();
    assert_eq!((event.operation, event.status), (None, 404));
    assert!(events.try_recv().is_err());
}

#[tokio::test]
async fn every_response_has_a_unique_request_id() {
    let client = Client::start().await;
    let one = client.get("/v2/boards").await.header("x-request-id").to_owned();
    let two = client.get("/nowhere").await.header("x-request-id").to_owned();
    assert!(!one.is_empty() && !two.is_empty() && one != two);
}

#[tokio::test]
async fn tokens_and_scopes_are_checked() {
    let mut client = Client::start().await;
    let missing = client.raw("GET", "/v2/boards", &[], "").await.unwrap();
    assert_eq!((missing.status, missing.code().as_str()), (401, "tokenNotProvided"));
    assert_eq!(missing.header("x-ratelimit-limit"), "");
    let basic = client.raw("GET", "/v2/boards", &[("Authorization", "Basic eDp5")], "").await.unwrap();
    assert_eq!(basic.code(), "tokenNotProvided");
    let foreign = Sandbox::start().await;
    client.token = foreign.token();
    assert_eq!(client.get("/v2/boards").await.code(), "unauthorized");
    client.token = client.sandbox.token_with_scopes(&["boards:read"]);
    assert_eq!(client.get("/v2/boards").await.status, 200);
    let refused = client.post("/v2/boards", json!({})).await;
    assert_eq!((refused.status, refused.code().as_str()), (403, "insufficientPermissions"));
    assert_eq!(client.sandbox.board_count(), 0);
}

#[tokio::test]
async fn unknown_routes_unknown_ids_and_bad_bodies_have_different_errors() {
    let client = Client::start().await;
    let board = client.board().await;
    let message = |response: crate::client::Response| response.json()["message"].as_str().unwrap().to_owned();
    assert!(
        message(client.get(&format!("{board}/items/1/2/3")).await).starts_with("No endpoint GET /v2/boards/")
    );
    assert!(message(client.get("/v2/boards/..%2Fboards").await).contains("not found"));
    assert!(message(client.get(&format!("{board}/items/1%3Ftag_id=2")).await).contains("not found"));
    assert_eq!(client.send("PUT", &board, Some(json!({}))).await.code(), "methodNotSupported");

    let token = format!("Bearer {}", client.token);
    let send = async |content_type: &str, body: &str| {
        let headers = [("Authorization", token.as_str()), ("Content-Type", content_type)];
        client.raw("POST", &format!("{board}/shapes"), &headers, body).await.unwrap()
    };
    assert_eq!(send("application/json", "{").await.code(), "badRequest");
    assert_eq!(send("application/json", "[]").await.fields(), [""]);
    assert_eq!(send("application/json", "").await.code(), "badRequest");
    assert_eq!(send("text/plain", "{}").await.status, 415);
    assert_eq!(send("application/json; charset=utf-8", "{}").await.status, 201);
}

#[tokio::test]
async fn dropped_sandbox_accepts_no_connections() {
    let sandbox = Sandbox::start().await;
    let host = sandbox.url().trim_start_matches("http://").to_owned();
    assert!(TcpStream::connect(&host).await.is_ok());
    drop(sandbox);
    // Yield to the task that closes the port.
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    assert!(TcpStream::connect(&host).await.is_err());
}
