use serde_json::json;

use super::{organization, person};
use crate::client::Client;

#[tokio::test]
async fn an_organization_is_for_company_admins_with_the_scope() {
    let mut client = Client::start().await;
    let path = organization(&client);
    let found = client.get(&path).await.json();
    assert_eq!((&found["plan"], &found["type"]), (&json!("company"), &json!("organization")));
    assert_eq!(client.get("/v2/orgs/1").await.status, 404);
    assert_eq!(client.get("/v2/orgs/1/members").await.status, 404);
    client.token = client.sandbox.token_with_scopes(&["boards:read"]);
    assert_eq!(client.get(&path).await.code(), "insufficientPermissions");
    client.token = client.sandbox.token_for("3074457353169356301");
    let refused = client.get(&path).await;
    assert_eq!((refused.status, refused.code().as_str()), (403, "forbiddenAccess"));
}

#[tokio::test]
async fn members_are_paged_by_id() {
    let client = Client::start().await;
    let members = format!("{}/members", organization(&client));
    let ids = [client.sandbox.user_id().to_owned(), person(&client, 1).0, person(&client, 2).0];
    let first = client.get(&format!("{members}?limit=2")).await.json();
    assert_eq!(
        (&first["size"], &first["limit"], &first["type"]),
        (&json!(2), &json!(2), &json!("cursor-list"))
    );
    assert_eq!(first["cursor"], ids[1]);
    let second = client.get(&format!("{members}?limit=2&cursor={}", ids[1])).await.json();
    assert_eq!((&second["data"][0]["id"], second.get("cursor")), (&json!(ids[2]), None));
    let rest = client.get(&format!("{members}?cursor={}", ids[0])).await.json();
    assert_eq!(rest["size"], 2, "clients can make cursors themselves");
    for refused in ["cursor=1", "limit=0", "limit=101"] {
        assert_eq!(client.get(&format!("{members}?{refused}")).await.status, 400, "{refused}");
    }
}

#[tokio::test]
async fn members_are_filtered() {
    let client = Client::start().await;
    let members = format!("{}/members", organization(&client));
    person(&client, 1);
    let count = async |query: &str| client.get(&format!("{members}?{query}")).await.json()["size"].clone();
    assert_eq!(count("role=organization_internal_admin").await, 1);
    assert_eq!(count("role=organization_internal_user&license=full&active=true").await, 1);
    assert_eq!(count("active=false").await, 0);
    assert_eq!(count("license=occasional").await, 0);
    let refused = client.get(&format!("{members}?role=boss&license=gold&active=maybe")).await;
    assert_eq!(refused.fields(), ["role", "license", "active"]);
}

#[tokio::test]
async fn email_filter_disables_paging_and_other_filters() {
    let client = Client::start().await;
    let members = format!("{}/members", organization(&client));
    let (id, email) = person(&client, 1);
    let query = format!("emails=JOHN.SMITH@example.com,{email},nobody@example.com&active=false&limit=0");
    let found = client.get(&format!("{members}?{query}")).await.json();
    assert_eq!(found.as_array().unwrap().len(), 2);
    assert_eq!((&found[0]["id"], &found[1]["id"]), (&json!(client.sandbox.user_id()), &json!(id)));
    assert_eq!(found[0]["adminRoles"], json!([{"type": "prebuilt", "name": "Content Admin"}]));
    assert_eq!(client.get(&format!("{members}?emails=nobody@example.com")).await.json(), json!([]));
    let many = |count: usize| format!("{members}?emails={}", vec![email.as_str(); count].join(","));
    assert_eq!(client.get(&many(10)).await.json().as_array().unwrap().len(), 1);
    assert_eq!(client.get(&many(11)).await.status, 400);
}

#[tokio::test]
async fn a_member_who_never_signed_in_has_no_last_activity() {
    let client = Client::start().await;
    let board = client.board().await;
    let invited =
        client.post(&format!("{board}/members"), json!({"emails": ["ann@example.com"]})).await.json();
    let members = format!("{}/members", organization(&client));
    let member = client.get(&format!("{members}/{}", invited["successful"][0])).await.json();
    assert_eq!((&member["email"], &member["lastActivityAt"]), (&json!("ann@example.com"), &json!("")));
    assert!(member["licenseAssignedAt"].as_str().unwrap().ends_with('Z'));
    assert_eq!(client.get(&format!("{members}/1")).await.status, 404);
}

#[tokio::test]
async fn a_reset_ends_all_sessions_of_one_user() {
    let mut client = Client::start().await;
    let (user, email) = person(&client, 1);
    let tokens = [client.sandbox.token_for(&user), client.sandbox.token_for(&user)];
    let admin = client.token.clone();
    let response = client.send("POST", &format!("/v2/sessions/reset_all?email={email}"), None).await;
    assert_eq!((response.status, response.body.as_str()), (200, ""));
    for token in tokens {
        client.token = token;
        assert_eq!(client.get("/v2/boards").await.code(), "unauthorized");
    }
    client.token = admin;
    assert_eq!(client.get("/v2/boards").await.status, 200);
    assert_eq!(client.send("POST", "/v2/sessions/reset_all", None).await.status, 400);
    let unknown = client.send("POST", "/v2/sessions/reset_all?email=nobody@example.com", None).await;
    assert_eq!(unknown.status, 404);
    client.token = client.sandbox.token_for(&user);
    assert_eq!(client.send("POST", "/v2/sessions/reset_all?email=a@b.c", None).await.status, 403);
}
