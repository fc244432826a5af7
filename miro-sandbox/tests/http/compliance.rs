use std::time::Duration;

use miro_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::client::{Client, Response};

const MINUTE: Duration = Duration::from_secs(60);
const ANNA: &str = "3074457353169356301";

async fn start() -> Client {
    Client::of(Sandbox::builder().legal_hold_processing(MINUTE).start().await)
}

fn cases(client: &Client) -> String {
    format!("/v2/orgs/{}/cases", client.sandbox.organization_id())
}

async fn case(client: &Client) -> String {
    let created = client.post(&cases(client), json!({"name": "Case"})).await.json();
    format!("{}/{}", cases(client), created["id"].as_str().unwrap())
}

async fn put(client: &Client, path: &str, body: Value) -> Response {
    client.send("PUT", path, Some(body)).await
}

fn hold_on(emails: &[&str]) -> Value {
    let users: Vec<Value> = emails.iter().map(|email| json!({"email": email})).collect();
    json!({"name": "Hold", "scope": {"users": users}})
}

async fn hold(client: &Client, case: &str, emails: &[&str]) -> String {
    let created = client.post(&format!("{case}/legal-holds"), hold_on(emails)).await;
    assert_eq!(created.status, 200, "{}", created.body);
    format!("{case}/legal-holds/{}", created.json()["id"].as_str().unwrap())
}

fn ids(page: &Value) -> Vec<&str> {
    page["data"].as_array().unwrap().iter().map(|entry| entry["contentId"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_case_is_created_replaced_and_closed() {
    let client = start().await;
    let created = client.post(&cases(&client), json!({"name": "Case", "description": "d"})).await;
    assert_eq!(created.status, 200);
    let shown = created.json();
    assert_eq!(shown["organizationId"], client.sandbox.organization_id());
    let author = json!({
        "id": client.sandbox.user_id(),
        "email": "john.smith@example.com",
        "firstName": "John",
        "lastName": "Smith",
    });
    assert_eq!((&shown["createdBy"], &shown["lastModifiedBy"]), (&author, &author));
    let path = format!("{}/{}", cases(&client), shown["id"].as_str().unwrap());
    assert_eq!(client.get(&path).await.json(), shown);
    assert_eq!(client.get(&cases(&client)).await.json()["data"], json!([shown]));

    let replaced = put(&client, &path, json!({"name": "Other"})).await.json();
    assert_eq!((&replaced["name"], replaced.get("description")), (&json!("Other"), None));
    assert_eq!((&replaced["createdAt"], &replaced["id"]), (&shown["createdAt"], &shown["id"]));
    assert_eq!(put(&client, &path, json!({"description": "d"})).await.fields(), ["name"]);
    let body = json!({"name": "", "description": 1, "id": "1"});
    let mut fields = client.post(&cases(&client), body).await.fields();
    fields.sort();
    assert_eq!(fields, ["description", "id", "name"]);

    assert_eq!(client.delete(&path).await.status, 204);
    assert_eq!((client.get(&path).await.status, client.delete(&path).await.status), (404, 404));
    assert_eq!(client.get("/v2/orgs/1/cases").await.status, 404);
    assert_eq!(client.send("PATCH", &path, Some(json!({}))).await.code(), "methodNotSupported");
}

#[tokio::test]
async fn legal_hold_takes_time() {
    let client = start().await;
    let case = case(&client).await;
    let hold = hold(&client, &case, &["John.Smith@example.com"]).await;
    let state = async || client.get(&hold).await.json()["state"].clone();
    let shown = client.get(&hold).await.json();
    assert_eq!(
        (&shown["state"], shown["scope"]["users"][0]["lastName"].as_str()),
        (&json!("PROCESSING"), Some("Smith"))
    );
    assert!(case.ends_with(shown["caseId"].as_str().unwrap()));
    client.sandbox.advance_clock(Duration::from_secs(59));
    assert_eq!(state().await, "PROCESSING");
    client.sandbox.advance_clock(Duration::from_secs(1));
    assert_eq!(state().await, "ACTIVE");
    assert_eq!(put(&client, &hold, hold_on(&["john.smith@example.com"])).await.json()["state"], "ACTIVE");

    assert_eq!(client.delete(&case).await.code(), "badRequest", "its legal hold is not closed");
    assert_eq!(client.delete(&hold).await.status, 204);
    assert_eq!(state().await, "DELETING");
    assert_eq!(client.delete(&hold).await.status, 204, "again");
    assert_eq!(put(&client, &hold, hold_on(&["john.smith@example.com"])).await.status, 400);
    assert_eq!(client.delete(&case).await.status, 400, "its legal hold is not released");
    client.sandbox.advance_clock(Duration::from_secs(60));
    assert_eq!(client.get(&hold).await.code(), "notFound");
    assert_eq!(client.get(&format!("{case}/legal-holds")).await.json()["data"], json!([]));
    assert_eq!(client.delete(&case).await.status, 204);
}

#[tokio::test]
async fn legal_hold_requires_existing_users() {
    let client = start().await;
    let holds = format!("{}/legal-holds", case(&client).await);
    let fields = async |body: Value| client.post(&holds, body).await.fields();
    assert_eq!(fields(json!({"name": "Hold"})).await, ["scope"]);
    assert_eq!(fields(json!({"name": "Hold", "scope": {}})).await, ["scope.users"]);
    assert_eq!(fields(hold_on(&[])).await, ["scope.users"]);
    assert_eq!(fields(hold_on(&["nobody@example.com"])).await, ["scope.users.0.email"]);
    assert_eq!(fields(json!({"name": "Hold", "scope": {"users": [{}]}})).await, ["scope.users.0.email"]);
    assert_eq!(fields(json!({"name": "Hold", "scope": {"users": "john"}})).await, ["scope.users"]);
    let emails: Vec<String> = (0..201).map(|number| format!("{number}@example.com")).collect();
    let mut emails: Vec<&str> = emails.iter().map(String::as_str).collect();
    assert_eq!(fields(hold_on(&emails)).await, ["scope.users"]);
    emails.pop();
    for email in &emails {
        client.sandbox.token_for(email.split('@').next().unwrap());
    }
    let created = client.post(&holds, hold_on(&emails)).await.json();
    assert_eq!(created["scope"]["users"].as_array().unwrap().len(), 200);
    assert_eq!(client.post(&format!("{}/1/legal-holds", cases(&client)), hold_on(&[])).await.status, 404);
}

#[tokio::test]
async fn content_is_complete_when_the_legal_hold_is_active() {
    let client = start().await;
    client.sandbox.token_for(ANNA);
    let email = format!("{ANNA}@example.com");
    let boards: Vec<String> = (0..5).map(|number| client.sandbox.seed_board(&number.to_string())).collect();
    for board in &boards[..2] {
        let members = format!("/v2/boards/{board}/members");
        client.post(&members, json!({"emails": [email], "role": "editor"})).await;
    }
    client.patch(&format!("/v2/boards/{}/members/{ANNA}", boards[0]), json!({"role": "owner"})).await;

    let case = case(&client).await;
    let content = format!("{}/content-items", hold(&client, &case, &[&email]).await);
    let page = client.get(&content).await.json();
    assert_eq!((ids(&page), &page["data"][0]["type"]), (vec![boards[0].as_str()], &json!("board")));
    client.sandbox.advance_clock(Duration::from_secs(60));
    assert_eq!(ids(&client.get(&content).await.json()), boards[..2]);

    let all = format!("{}/content-items", hold(&client, &case, &["john.smith@example.com"]).await);
    client.sandbox.advance_clock(Duration::from_secs(60));
    let page = client.get(&format!("{all}?limit=3")).await.json();
    assert_eq!((ids(&page), &page["total"]), (boards[..3].iter().map(String::as_str).collect(), &json!(5)));
    let cursor = page["cursor"].as_str().unwrap().replace('=', "%3D");
    let page = client.get(&format!("{all}?limit=3&cursor={cursor}")).await.json();
    assert_eq!((ids(&page), page.get("cursor")), (boards[3..].iter().map(String::as_str).collect(), None));
    assert_eq!(client.get(&format!("{all}?limit=101")).await.status, 400);
    let unknown = format!("{case}/legal-holds/1/content-items");
    assert_eq!(client.get(&unknown).await.code(), "notFound");
}

#[tokio::test]
async fn a_case_has_the_exports_of_its_boards() {
    let client = start().await;
    let (held, other) = (client.sandbox.seed_board("held"), client.sandbox.seed_board("other"));
    client.sandbox.token_for(ANNA);
    client.patch(&format!("/v2/boards/{other}"), json!({"name": "still other"})).await;
    let email = format!("{ANNA}@example.com");
    client.post(&format!("/v2/boards/{held}/members"), json!({"emails": [email]})).await;
    let (case, empty) = (case(&client).await, case(&client).await);
    hold(&client, &case, &[&email]).await;
    client.sandbox.advance_clock(Duration::from_secs(60));
    let jobs = format!("/v2/orgs/{}/boards/export/jobs", client.sandbox.organization_id());
    let export = async |number: u32, boards: Value| {
        let path = format!("{jobs}?request_id=92343229-c532-446d-b8cb-2f155bedb80{number}");
        client.post(&path, json!({"boardIds": boards})).await.json()["jobId"].clone()
    };
    export(1, json!([other])).await;
    let job = export(2, json!([other, held])).await;
    let listed = client.get(&format!("{case}/export-jobs")).await.json();
    assert_eq!((&listed["data"], &listed["size"]), (&json!([{"id": job}]), &json!(1)));
    assert_eq!(client.get(&format!("{empty}/export-jobs")).await.json()["data"], json!([]));
    assert_eq!(client.get(&format!("{}/1/export-jobs", cases(&client))).await.status, 404);
}

#[tokio::test]
async fn only_company_admins_manage_cases() {
    let mut client = start().await;
    client.token = client.sandbox.token_for(ANNA);
    assert_eq!(client.get(&cases(&client)).await.code(), "forbiddenAccess");
    client.token = client.sandbox.token_with_scopes(&["organizations:read"]);
    assert_eq!(client.get(&cases(&client)).await.code(), "insufficientPermissions");
}
