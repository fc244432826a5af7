use serde_json::{Value, json};
use std::time::Duration;

use crate::client::{Client, Response};

const ANNA: &str = "3074457353169356301";
const EVER: &str = "from=2000-01-01T00:00:00Z&to=2200-01-01T00:00:00Z";

async fn audit(client: &Client, query: &str) -> Value {
    let ever = "createdAfter=2000-01-01T00:00:00.000Z&createdBefore=2200-01-01T00:00:00.000Z";
    client.get(&format!("/v2/audit/logs?{ever}{query}")).await.json()
}

async fn of_organization(client: &Client, logs: &str, query: &str) -> Response {
    client.get(&format!("/v2/orgs/{}/{logs}?{EVER}{query}", client.sandbox.organization_id())).await
}

async fn content(client: &Client, query: &str) -> Vec<Value> {
    let page = of_organization(client, "content-logs/items", query).await.json();
    page["data"].as_array().unwrap().clone()
}

fn each<'a>(entries: &'a Value, name: &str) -> Vec<&'a str> {
    entries.as_array().unwrap().iter().map(|entry| entry[name].as_str().unwrap()).collect()
}

#[tokio::test]
async fn events_are_recorded() {
    let client = Client::start().await;
    let board = client.post("/v2/boards", json!({"name": "Audited"})).await.json();
    let path = format!("/v2/boards/{}", board["id"].as_str().unwrap());
    client.post("/v2/boards", json!({"name": ""})).await;
    client.post(&format!("{path}/members"), json!({"emails": ["a@example.com"], "role": "viewer"})).await;
    client.delete(&path).await;
    let page = audit(&client, "&sorting=DESC&limit=3").await;
    assert_eq!(each(&page["data"], "event"), ["board_deleted", "board_shared", "board_created"]);
    let created = &page["data"][2];
    assert_eq!(created["object"], json!({"id": board["id"], "name": "Audited"}));
    assert_eq!(created["createdBy"]["email"], "john.smith@example.com");
    assert_eq!(created["context"]["organization"]["id"], client.sandbox.organization_id());
    assert_eq!(created["context"]["team"]["id"], client.sandbox.team_id());
    assert!(created["createdAt"].as_str().unwrap().ends_with("+0000"));
    assert_eq!(page["data"][1]["details"], json!({"emails": ["a@example.com"], "role": "viewer"}));
    let oldest = audit(&client, "&limit=1").await;
    assert_eq!(each(&oldest["data"], "event"), ["sign_in_succeeded"]);
    assert_eq!(
        (&oldest["type"], &oldest["limit"], &oldest["size"]),
        (&json!("cursor-list"), &json!(1), &json!(1))
    );
}

#[tokio::test]
async fn issued_token_is_an_event_of_its_user() {
    let client = Client::start().await;
    let sandbox = &client.sandbox;
    let authorize = format!(
        "{}/oauth/authorize?response_type=code&client_id={}&redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fcallback",
        sandbox.url(),
        sandbox.client_id()
    );
    let callback = sandbox.allow(&authorize).await;
    let code = callback.split_once("code=").unwrap().1;
    let code = code.split('&').next().unwrap();
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", sandbox.client_id()),
        ("client_secret", sandbox.client_secret()),
        ("redirect_uri", sandbox.redirect_uri()),
        ("code", code),
    ];
    assert_eq!(client.form("/v1/oauth/token", &form).await.status, 200);
    let event = audit(&client, "&sorting=DESC&limit=1").await["data"][0].clone();
    assert_eq!(event["event"], "access_token_issued");
    assert_eq!(
        (&event["createdBy"]["id"], &event["object"]["name"]),
        (&json!(sandbox.user_id()), &json!("John Smith"))
    );
}

#[tokio::test]
async fn events_are_paged_by_their_ids() {
    let client = Client::start().await;
    for number in 0..3 {
        client.post("/v2/boards", json!({"name": number.to_string()})).await;
    }
    for sorting in ["ASC", "DESC"] {
        let all = audit(&client, &format!("&sorting={sorting}")).await;
        let (mut ids, mut query) = (Vec::new(), String::new());
        loop {
            let page = audit(&client, &format!("&sorting={sorting}&limit=2{query}")).await;
            ids.extend(page["data"].as_array().unwrap().iter().map(|event| event["id"].clone()));
            let Some(cursor) = page.get("cursor").and_then(Value::as_str) else { break };
            assert!(cursor.contains('#'), "{cursor}");
            query = format!("&cursor={}", cursor.replace('#', "%23").replace(':', "%3A"));
        }
        assert_eq!(json!(ids), json!(each(&all["data"], "id")));
        assert_eq!(ids.len(), 6, "{sorting}");
    }
}

#[tokio::test]
async fn periods_of_audit_logs_are_exact() {
    let client = Client::start().await;
    let fields = async |query: &str| client.get(&format!("/v2/audit/logs?{query}")).await.fields();
    assert_eq!(fields("").await, ["createdAfter", "createdBefore"]);
    let good = "createdBefore=2024-01-01T00:00:00.000Z";
    for bad in ["2023-01-01T00:00:00Z", "2023-01-01T00:00:00.000%2B00:00", "2023-01-01", "yesterday"] {
        assert_eq!(fields(&format!("{good}&createdAfter={bad}")).await, ["createdAfter"], "{bad}");
    }
    assert_eq!(fields(&format!("{good}&createdAfter=2024-01-01T00:00:00.001Z")).await, ["createdBefore"]);
    let ever = format!("{good}&createdAfter=2023-01-01T00:00:00.000Z");
    assert_eq!(fields(&format!("{ever}&sorting=asc")).await, ["sorting"]);
    assert_eq!(client.get(&format!("/v2/audit/logs?{ever}&cursor=MQ%3D%3D")).await.code(), "2.0703");
    assert_eq!(client.get(&format!("/v2/audit/logs?{ever}&limit=0")).await.status, 400);
    assert_eq!(client.get(&format!("/v2/audit/logs?{ever}")).await.json()["data"], json!([]));
}

#[tokio::test]
async fn audit_logs_cover_90_days() {
    let client = Client::start().await;
    assert_eq!(audit(&client, "").await["size"], 3);
    client.sandbox.advance_clock(Duration::from_secs(84 * 24 * 3_600));
    client.post("/v2/boards", json!({"name": "Late"})).await;
    assert_eq!(each(&audit(&client, "").await["data"], "event"), ["sign_in_succeeded", "board_created"]);
    client.sandbox.advance_clock(Duration::from_secs(91 * 24 * 3_600));
    assert_eq!(audit(&client, "").await["size"], 0);
}

#[tokio::test]
async fn content_logs_record_changes_of_items() {
    let client = Client::start().await;
    let board = client.board().await;
    let frame = client.item(&board, "frames", json!({"data": {"title": "F"}})).await;
    let note = json!({"data": {"content": "a"}, "parent": {"id": frame}});
    let note = client.item(&board, "sticky_notes", note).await;
    let path = format!("{board}/sticky_notes/{note}");
    client.patch(&path, json!({"data": {"content": "b"}})).await;
    client.patch(&path, json!({"position": {"x": 1}})).await;
    client.patch(&format!("{board}/items/{note}"), json!({"position": {"x": 2}})).await;
    client.patch(&path, json!({"style": {"fillColor": "pink"}})).await;
    client
        .post(
            &format!("{board}/items/bulk"),
            json!([{"type": "shape"}, {"type": "text", "data": {"content": "t"}}]),
        )
        .await;
    client.post(&format!("{board}/items/bulk"), json!([{"type": "shape"}])).await;
    client.post(&format!("{board}/shapes"), json!({"data": {"shape": "none"}})).await;
    client.post(&format!("{board}/tags"), json!({"title": "tag"})).await;
    client.delete(&path).await;
    client.get(&format!("{board}/items")).await;

    let logs = content(&client, "").await;
    let actions = logs.iter().map(|log| log["actionType"].as_str().unwrap()).collect::<Vec<_>>();
    let expected = ["create", "create", "update", "update", "create", "create", "create", "delete"];
    assert_eq!(actions, expected, "{logs:#?}");
    let created = &logs[1];
    assert_eq!((&created["itemId"], &created["itemType"]), (&json!(note), &json!("widget")));
    assert_eq!(created["relationships"], json!([{"type": "parent", "itemType": "widget", "itemId": frame}]));
    assert_eq!(created["actor"]["email"], "john.smith@example.com");
    assert_eq!(logs[2]["state"]["data"]["content"], "b");
    assert_eq!((&logs[4]["state"]["type"], &logs[5]["state"]["type"]), (&json!("shape"), &json!("text")));
    assert_eq!(logs[6]["state"]["id"], logs[6]["itemId"]);
    assert_eq!((&logs[7]["itemId"], logs[7].get("state")), (&json!(note), None));
    let newest = content(&client, "&sorting=desc&limit=1").await;
    assert_eq!(newest, [logs[7].clone()]);
}

#[tokio::test]
async fn content_logs_are_filtered() {
    let mut client = Client::start().await;
    let (one, two) = (client.sandbox.seed_board("one"), client.sandbox.seed_board("two"));
    client.item(&format!("/v2/boards/{one}"), "shapes", json!({})).await;
    let open = json!({"policy": {"sharingPolicy": {"teamAccess": "edit"}}});
    assert_eq!(client.patch(&format!("/v2/boards/{two}"), open).await.status, 200);
    let john = std::mem::take(&mut client.token);
    client.token = client.sandbox.token_for(ANNA);
    client.item(&format!("/v2/boards/{two}"), "shapes", json!({})).await;
    let forbidden = of_organization(&client, "content-logs/items", "").await;
    assert_eq!(forbidden.code(), "forbiddenAccess");
    client.token = john;

    let boards = async |query: &str| {
        let logs = content(&client, query).await;
        logs.iter().map(|log| log["contentId"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (first, second) = (one.replace('=', "%3D"), two.replace('=', "%3D"));
    assert_eq!(boards(&format!("&board_ids={first}")).await, [one.as_str()]);
    assert_eq!(boards(&format!("&board_ids={first}&board_ids={second}")).await, [one.as_str(), &two]);
    assert_eq!(boards(&format!("&emails={ANNA}@example.com")).await, [two]);
    assert_eq!(boards("&emails=nobody@example.com").await, [""; 0]);
    let too_many = "&board_ids=b".repeat(16) + &"&emails=e".repeat(16) + "&sorting=ASC";
    let refused = of_organization(&client, "content-logs/items", &too_many).await;
    assert_eq!(refused.fields(), ["board_ids", "emails", "sorting"]);
    assert_eq!(of_organization(&client, "content-logs/items", "&limit=1001").await.status, 400);
    let logs = format!("/v2/orgs/{}/content-logs/items", client.sandbox.organization_id());
    assert_eq!(client.get(&logs).await.fields(), ["from", "to"]);
    assert_eq!(
        client.get(&format!("{logs}?from=2024-01-01&to=2024-01-02T00:00:00Z")).await.fields(),
        ["from"]
    );
    let past = client.get(&format!("{logs}?from=2000-01-01T00:00:00Z&to=2001-01-01T00:00:00Z")).await.json();
    assert_eq!((&past["size"], &past["limit"]), (&json!(0), &json!(1000)));
    assert_eq!(client.get(&format!("/v2/orgs/1/content-logs/items?{EVER}")).await.status, 404);
}

#[tokio::test]
async fn ai_interactions_exist_initially() {
    let mut client = Client::start().await;
    let logs = "ai-interaction-logs";
    let all = of_organization(&client, logs, "").await.json()["data"].clone();
    let types = each(&all, "logType");
    assert_eq!(types, ["request", "response"].repeat(3));
    assert_eq!(all[0]["object"]["type"], "board");
    let organization = client.sandbox.organization_id().to_owned();
    let of_organization_itself =
        of_organization(&client, logs, &format!("&object_ids={organization}")).await.json();
    assert_eq!(of_organization_itself["size"], 4);
    assert_eq!(of_organization(&client, logs, "&emails=john.smith@example.com").await.json()["size"], 6);
    assert_eq!(of_organization(&client, logs, "&emails=nobody@example.com").await.json()["size"], 0);
    let newest = of_organization(&client, logs, "&sorting=desc&limit=1").await.json();
    assert_eq!((&newest["data"][0], newest["cursor"].is_string()), (&all[5], true));
    let too_many = "&object_ids=1".repeat(16);
    assert_eq!(of_organization(&client, logs, &too_many).await.fields(), ["object_ids"]);
    client.token = client.sandbox.token_with_scopes(&["auditlogs:read"]);
    assert_eq!(of_organization(&client, logs, "").await.code(), "insufficientPermissions");
}
