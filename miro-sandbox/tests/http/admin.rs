//! The sandbox's own API.

use miro_sandbox::{App, Sandbox};
use serde_json::{Value, json};

use crate::client::{Client, Response};

fn complaint(response: &Response) -> String {
    assert_eq!((response.status, response.code().as_str()), (400, "badRequest"), "{response:?}");
    response.json()["message"].as_str().unwrap().to_owned()
}

async fn put(client: &Client, path: &str, body: Value) -> Response {
    client.send("PUT", path, Some(body)).await
}

#[tokio::test]
async fn faults_are_added_listed_and_removed() {
    let client = Client::start().await;
    let rule = json!({"method": "GET", "path": "/v2/boards", "times": 2, "fault": {"kind": "status", "status": 503}});
    let id = client.post("/_sandbox/faults", rule).await.json()["id"].clone();
    let slow = json!({
        "operation": "get-boards",
        "probability": 0.5,
        "seed": 7,
        "fault": {"kind": "latency", "time": "uniform:1ms..2ms"},
    });
    let slow = client.post("/_sandbox/faults", slow).await.json()["id"].clone();
    assert_eq!(client.get("/v2/boards").await.status, 503);
    let listed = client.get("/_sandbox/faults").await.json();
    assert_eq!((&listed["faults"][0]["id"], &listed["faults"][0]["happened"]), (&id, &json!(1)));
    assert_eq!(listed["faults"][0]["rule"]["times"], 2);
    assert_eq!(listed["faults"][0]["rule"]["fault"]["kind"], "answer");
    assert_eq!(listed["faults"][1]["rule"]["fault"], json!({"kind": "latency", "time": "uniform:1ms..2ms"}));
    assert_eq!(client.delete(&format!("/_sandbox/faults/{id}")).await.status, 204);
    assert_eq!(client.delete(&format!("/_sandbox/faults/{id}")).await.status, 404);
    assert_eq!(client.get("/v2/boards").await.status, 200);
    assert_eq!(client.delete("/_sandbox/faults").await.status, 204);
    assert_eq!(client.delete(&format!("/_sandbox/faults/{slow}")).await.status, 404);
    assert_eq!(client.get("/_sandbox/faults").await.json(), json!({"faults": []}));
}

#[tokio::test]
async fn invalid_faults_are_explained() {
    let client = Client::start().await;
    for (rule, expected) in [
        (json!({}), "missing field `fault`"),
        (json!({"fault": {"kind": "explosion"}}), "explosion"),
        (json!({"fault": {"kind": "reset"}, "often": true}), "often"),
        (json!({"fault": {"kind": "status", "status": 99}}), "99 is not the status"),
        (json!({"fault": {"kind": "reset"}, "probability": 2.0}), "between 0 and 1"),
        (json!({"fault": {"kind": "reset"}, "operation": "get-all"}), "no operation get-all"),
        (json!({"fault": {"kind": "answer", "status": 200, "headers": {"a b": "c"}}}), "a b"),
        (json!({"fault": {"kind": "latency", "time": "soon"}}), "soon is not a latency"),
        (json!({"fault": {"kind": "slow_body", "bytes": 1, "every": "-1s"}}), "negative duration"),
        (json!([]), "invalid"),
    ] {
        let complaint = complaint(&client.post("/_sandbox/faults", rule).await);
        assert!(complaint.contains(expected), "{expected}: {complaint}");
    }
    let headers = [("Content-Type", "application/json")];
    let broken = client.raw("POST", "/_sandbox/faults", &headers, "{").await.unwrap();
    assert!(complaint(&broken).contains("EOF"));
    assert_eq!(client.get("/_sandbox/faults").await.json(), json!({"faults": []}));
}

#[tokio::test]
async fn requests_are_read_incrementally() {
    let client = Client::start().await;
    client.post("/v2/boards?x=1", json!({"name": "é"})).await;
    let page = client.get("/_sandbox/requests").await.json();
    let request = &page["requests"][0];
    assert_eq!((&request["path"], &request["query"]), (&json!("/v2/boards"), &json!("x=1")));
    assert_eq!((&request["body"], &request["body_base64"]), (&json!("{\"name\":\"é\"}"), &json!(null)));
    assert_eq!((&request["operation"], &request["status"]), (&json!("create-board"), &json!(201)));
    assert_eq!((&request["user_id"], &request["credits"]), (&json!(client.sandbox.user_id()), &json!(500)));
    assert!(request["headers"].as_array().unwrap().contains(&json!(["content-type", "application/json"])));
    assert_eq!(page["next"], 1);
    client.get("/v2/boards").await;
    let page = client.get("/_sandbox/requests?since=1").await.json();
    assert_eq!((page["requests"].as_array().unwrap().len(), &page["requests"][0]["number"]), (1, &json!(1)));
    assert!(complaint(&client.get("/_sandbox/requests?since=yesterday").await).contains("since"));
    assert_eq!(client.delete("/_sandbox/requests").await.status, 204);
    assert_eq!(client.get("/_sandbox/requests").await.json(), json!({"requests": [], "next": 2}));
}

#[tokio::test]
async fn budgets_are_read_and_set() {
    let client = Client::start().await;
    client.get("/v2/boards").await;
    let budgets = client.get("/_sandbox/budgets").await.json();
    assert_eq!((&budgets["limit"], &budgets["window"]), (&json!(100_000), &json!("1m")));
    assert_eq!(budgets["enforced"], true);
    let budget = &budgets["budgets"][0];
    assert_eq!(
        (&budget["user_id"], &budget["remaining"]),
        (&json!(client.sandbox.user_id()), &json!(99_950))
    );
    assert_eq!(budget["client_id"], client.sandbox.client_id());
    assert!(budget["reset"].is_string());

    let path = format!("/_sandbox/budgets/{}", client.sandbox.user_id());
    assert_eq!(put(&client, &path, json!({"remaining": 20})).await.json()["remaining"], 20);
    assert_eq!(client.get("/v2/boards").await.status, 429);
    let changed = put(&client, "/_sandbox/budgets", json!({"enforced": false, "window": "1m30s"})).await;
    assert_eq!(changed.json()["window"], "1m 30s");
    assert_eq!(client.get("/v2/boards").await.status, 200);
    put(&client, "/_sandbox/budgets", json!({"enforced": true, "limit": 200_000})).await;
    assert_eq!(client.get("/v2/boards").await.header("x-ratelimit-remaining"), "99970");

    assert_eq!(put(&client, "/_sandbox/budgets/1", json!({"remaining": 20})).await.status, 404);
    let other = json!({"remaining": 20, "client_id": "1"});
    assert!(complaint(&put(&client, &path, other).await).contains("no app 1"));
    assert!(complaint(&put(&client, &path, json!({})).await).contains("remaining"));
    assert!(complaint(&put(&client, "/_sandbox/budgets", json!({"limit": -1})).await).contains("-1"));
}

#[tokio::test]
async fn the_clock_is_read_and_moved() {
    let client = Client::start().await;
    assert_eq!(client.get("/_sandbox/clock").await.json()["offset"], "0s");
    assert_eq!(put(&client, "/_sandbox/clock", json!({"offset": "-1h"})).await.json()["offset"], "-1h");
    let clock = client.post("/_sandbox/clock/advance", json!({"by": "90m"})).await.json();
    assert_eq!(clock["offset"], "30m");
    let now: jiff::Timestamp = clock["now"].as_str().unwrap().parse().unwrap();
    assert!(now <= client.sandbox.now());
    let far = json!({"offset": "1000000000h"});
    assert!(complaint(&put(&client, "/_sandbox/clock", far).await).contains("876000h"));
    assert!(
        complaint(&put(&client, "/_sandbox/clock", json!({"offset": "later"})).await).contains("duration")
    );
    assert_eq!(client.get("/_sandbox/clock").await.json()["offset"], "30m");
}

#[tokio::test]
async fn tokens_are_issued_to_known_users_and_apps() {
    let mut client = Client::of(Sandbox::builder().app(App::new("77", "secret")).start().await);
    let default = client.post("/_sandbox/tokens", json!({})).await.json();
    assert_eq!(
        (&default["user_id"], &default["client_id"]),
        (&json!(client.sandbox.user_id()), &json!(client.sandbox.client_id()))
    );
    client.sandbox.token_for("3074457353169356301");
    let wanted = json!({"user_id": "3074457353169356301", "client_id": "77", "scopes": ["boards:read"]});
    let issued = client.post("/_sandbox/tokens", wanted).await.json();
    for (field, value) in [("user_id", "1"), ("team_id", "2"), ("client_id", "3")] {
        let refused = client.post("/_sandbox/tokens", json!({field: value})).await;
        assert!(complaint(&refused).ends_with(value));
    }
    let refused = client.post("/_sandbox/tokens", json!({"scopes": ["boards:eat"]})).await;
    assert!(complaint(&refused).contains("no scope boards:eat"));
    client.token = issued["access_token"].as_str().unwrap().to_owned();
    let context = client.get("/v1/oauth-token").await.json();
    assert_eq!(
        (&context["user"]["id"], &context["application"]["id"]),
        (&json!("3074457353169356301"), &json!("77"))
    );
    assert_eq!(context["scopes"], json!(["boards:read"]));
}

#[tokio::test]
async fn apps_and_users_are_listed() {
    let client = Client::of(Sandbox::builder().app(App::new("77", "secret").non_expiring()).start().await);
    let apps = client.get("/_sandbox/apps").await.json();
    assert_eq!(apps["apps"][0]["client_secret"], client.sandbox.client_secret());
    assert_eq!(apps["apps"][0]["access_token_lifetime"], 3_600);
    assert_eq!(
        (&apps["apps"][1]["client_id"], &apps["apps"][1]["access_token_lifetime"]),
        (&json!("77"), &json!(null))
    );
    let users = client.get("/_sandbox/users").await.json();
    assert_eq!(
        (&users["users"][0]["id"], &users["users"][0]["name"]),
        (&json!(client.sandbox.user_id()), &json!("John Smith"))
    );
}

#[tokio::test]
async fn control_api_is_not_recorded_and_has_no_faults() {
    let client = Client::start().await;
    client.sandbox.next(miro_sandbox::Fault::status(500));
    let plain = client.raw("GET", "/_sandbox/users", &[], "").await.unwrap();
    assert_eq!((plain.status, plain.header("x-ratelimit-limit")), (200, ""));
    assert!(client.sandbox.requests().is_empty());
    assert_eq!(client.get("/v2/boards").await.status, 500);
    assert_eq!(client.get("/_sandbox/nothing").await.code(), "notFound");
    assert_eq!(client.get("/_sandbox/clock/advance").await.code(), "methodNotSupported");
}

#[tokio::test]
async fn web_pages_cannot_use_the_api() {
    let client = Client::start().await;
    let rule = r#"{"fault": {"kind": "reset"}}"#;
    for headers in [
        [("Host", "rebound.example:80"), ("Content-Type", "application/json")],
        [("Host", "127.0.0.1.rebound.example"), ("Content-Type", "application/json")],
    ] {
        let refused = client.raw("POST", "/_sandbox/faults", &headers, rule).await.unwrap();
        assert_eq!((refused.status, refused.code().as_str()), (403, "forbiddenAccess"));
    }
    let simple = [("Content-Type", "text/plain")];
    assert_eq!(client.raw("POST", "/_sandbox/faults", &simple, rule).await.unwrap().status, 415);
    let preflight = [("Origin", "http://evil.example"), ("Access-Control-Request-Method", "DELETE")];
    let preflight = client.raw("OPTIONS", "/_sandbox/faults", &preflight, "").await.unwrap();
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (405, ""));
    assert_eq!(client.get("/_sandbox/faults").await.json(), json!({"faults": []}));
    let local = [("Host", "localhost:1234")];
    assert_eq!(client.raw("GET", "/_sandbox/users", &local, "").await.unwrap().status, 200);
}

#[tokio::test]
async fn state_is_dumped_and_seeds_are_applied() {
    let client = Client::start().await;
    let seed = json!({"requests": [{"request": "POST /v2/boards", "body": {"name": "Seeded"}}]});
    assert_eq!(client.send("PUT", "/_sandbox/state", Some(seed)).await.status, 204);
    let dump = client.get("/_sandbox/state").await.json();
    assert_eq!(dump, client.sandbox.dump());
    assert_eq!(client.get("/v2/boards").await.json()["data"][0]["name"], "Seeded");

    let other = Client::start().await;
    assert_eq!(other.send("PUT", "/_sandbox/state", Some(dump)).await.status, 204);
    assert_eq!(other.sandbox.board_count(), 1);

    let wrong = client.send("PUT", "/_sandbox/state", Some(json!({"boards": []}))).await;
    assert_eq!((wrong.status, wrong.code().as_str()), (400, "badRequest"));
    let text = [("Content-Type", "text/plain")];
    assert_eq!(client.raw("PUT", "/_sandbox/state", &text, "{}").await.unwrap().status, 415);
}
