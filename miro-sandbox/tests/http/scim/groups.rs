//! Groups, which are teams.

use serde_json::{Value, json};

use super::{PATCH_OP, client, id, patch, texts, user};
use crate::client::Client;

/// Creates a team and returns its path in the SCIM API.
async fn team(client: &mut Client, name: &str) -> String {
    let scim = std::mem::replace(&mut client.token, client.sandbox.token());
    let organization = client.get("/v1/oauth-token").await.json()["organization"]["id"].clone();
    let teams = format!("/v2/orgs/{}/teams", organization.as_str().unwrap());
    let created = client.post(&teams, json!({"name": name})).await;
    assert_eq!(created.status, 201, "{}", created.body);
    client.token = scim;
    format!("/api/v1/scim/Groups/{}", id(&created.json()))
}

async fn person(client: &Client, name: &str) -> String {
    let path = user(client, json!({"userName": format!("{name}@example.com"), "displayName": name})).await;
    path.rsplit('/').next().unwrap().to_owned()
}

fn members(group: &Value) -> Vec<String> {
    let members = group["members"].as_array().unwrap().iter();
    members.map(|member| member["value"].as_str().unwrap().to_owned()).collect()
}

fn values(ids: &[impl AsRef<str>]) -> Value {
    ids.iter().map(|id| json!({"value": id.as_ref()})).collect()
}

#[tokio::test]
async fn teams_are_listed_with_their_members() {
    let mut client = client().await;
    let path = team(&mut client, "Alpha").await;
    let ann = person(&client, "Ann").await;
    let added =
        patch(&client, &path, json!([{"op": "add", "path": "members", "value": values(&[&ann])}])).await;
    assert!(added.header("etag").starts_with("W/\""));
    let group = client.get(&path).await.json();
    let team = id(&group);
    assert_eq!(group["meta"]["resourceType"], "Group");
    assert_eq!(group["meta"]["location"], format!("http://api-xochitl:9111{path}"));
    assert_eq!(group["schemas"], json!(["urn:ietf:params:scim:schemas:core:2.0:Group"]));
    let member = json!({"value": ann, "type": "User", "display": "Ann"});
    assert!(group["members"].as_array().unwrap().contains(&member), "{group}");
    let list = client.get("/api/v1/scim/Groups?sortBy=displayName").await.json();
    assert_eq!(texts(&list, "displayName"), ["Alpha", "My Team"]);
    assert_eq!(list["Resources"][0], group);
    let user = client.get(&format!("/api/v1/scim/Users/{ann}")).await.json();
    assert!(
        user["groups"].as_array().unwrap().contains(&json!({"value": team, "display": "Alpha"})),
        "{user}"
    );
    assert_eq!(client.get("/api/v1/scim/Groups/1").await.status, 404);
}

#[tokio::test]
async fn documented_change_works() {
    let mut client = client().await;
    let path = team(&mut client, "Alpha").await;
    let (ann, bob, cem) =
        (person(&client, "Ann").await, person(&client, "Bob").await, person(&client, "Cem").await);
    patch(&client, &path, json!([{"op": "Add", "path": "members", "value": values(&[&cem])}])).await;
    let operations = json!([
        {"op": "Add", "path": "members", "value": values(&[&ann, &bob])},
        {"op": "Remove", "path": format!("members[value eq {cem}]")},
        {"op": "Replace", "path": "displayName", "value": "design_unit2_product"},
    ]);
    let changed = patch(&client, &format!("{path}?attributes=displayName"), operations).await;
    assert_eq!((changed.status, &changed.json()["displayName"]), (200, &json!("design_unit2_product")));
    assert_eq!(changed.json().get("members"), None);
    let group = client.get(&path).await.json();
    let members = members(&group);
    assert!(members.contains(&ann) && members.contains(&bob) && !members.contains(&cem), "{members:?}");
}

#[tokio::test]
async fn members_are_added_removed_and_replaced() {
    let mut client = client().await;
    let path = team(&mut client, "Alpha").await;
    let before = client.get(&path).await.json();
    let (ann, bob) = (person(&client, "Ann").await, person(&client, "Bob").await);
    let with = |more: &[&str]| -> Vec<String> {
        members(&before).into_iter().chain(more.iter().copied().map(str::to_owned)).collect()
    };
    for (operation, expected) in [
        (json!({"op": "Add", "path": "members", "value": values(&[&ann])}), with(&[&ann])),
        (json!({"op": "Add", "path": "members", "value": values(&[&ann, &bob])}), with(&[&ann, &bob])),
        (json!({"op": "Remove", "path": "members", "value": values(&[&ann])}), with(&[&bob])),
        (json!({"op": "Remove", "path": "members", "value": values(&[&ann])}), with(&[&bob])),
        (json!({"op": "Replace", "path": "members", "value": values(&with(&[&ann]))}), with(&[&ann])),
        (json!({"op": "Add", "value": {"members": values(&[&bob])}}), with(&[&ann, &bob])),
        (json!({"op": "Remove", "path": format!("members[value eq \"{ann}\"]")}), with(&[&bob])),
    ] {
        let changed = patch(&client, &path, json!([operation])).await;
        assert_eq!(changed.status, 200, "{operation}: {}", changed.body);
        assert_eq!(members(&changed.json()), expected, "{operation}");
    }
    let rename = json!([{"op": "replace", "value": {"id": "13266533725732", "displayName": "Beta"}}]);
    assert_eq!(patch(&client, &path, rename).await.json()["displayName"], "Beta");
}

#[tokio::test]
async fn invalid_changes_have_no_effect() {
    let client = client().await;
    let path = format!("/api/v1/scim/Groups/{}", client.sandbox.team_id());
    let ann = person(&client, "Ann").await;
    let before = client.get(&path).await.json();
    for (operation, status, scim_type) in [
        (json!({"op": "Add", "path": "members", "value": values(&[&ann, "1"])}), 404, ""),
        (json!({"op": "Add", "path": "members", "value": [{"id": ann}]}), 400, "invalidValue"),
        (json!({"op": "Add", "path": "members", "value": ann}), 400, "invalidValue"),
        (json!({"op": "Add", "path": "members", "value": [{"value": 7}]}), 400, "invalidValue"),
        (json!({"op": "Add", "path": "members"}), 400, "invalidValue"),
        (json!({"op": "Remove", "path": "members[value eq \"1\"]"}), 400, "noTarget"),
        (json!({"op": "Remove", "path": "members[role eq \"1\"]"}), 400, "invalidPath"),
        (json!({"op": "Remove"}), 400, "noTarget"),
        (json!({"op": "Remove", "path": "displayName"}), 400, "invalidValue"),
        (json!({"op": "Replace", "path": "displayName", "value": ""}), 400, "invalidValue"),
        (json!({"op": "Replace", "path": "displayName", "value": "x".repeat(61)}), 400, "invalidValue"),
        (json!({"op": "Replace", "path": "displayName", "value": ["A"]}), 400, "invalidValue"),
        (json!({"op": "Replace", "path": "userName", "value": "A"}), 400, "invalidPath"),
        (json!({"op": "Replace", "path": "id", "value": "1"}), 400, "mutability"),
        (json!({"op": "Replace", "value": "A"}), 400, "invalidValue"),
        (json!({"op": "Replace", "value": {"colour": "red"}}), 400, "invalidPath"),
    ] {
        let good = json!({"op": "Replace", "path": "displayName", "value": "Changed"});
        let refused = patch(&client, &path, json!([good, operation])).await;
        assert_eq!((refused.status, refused.scim_type().as_str()), (status, scim_type), "{operation}");
    }
    assert_eq!(patch(&client, "/api/v1/scim/Groups/1", json!([])).await.status, 404);
    assert_eq!(client.get(&path).await.json(), before);
}

#[tokio::test]
async fn joining_reactivates_and_leaving_deletes_provisioned_users() {
    let mut client = client().await;
    let path = team(&mut client, "Alpha").await;
    let first = format!("/api/v1/scim/Groups/{}", client.sandbox.team_id());
    let (ann, bob) = (person(&client, "Ann").await, person(&client, "Bob").await);
    client.sandbox.token_for(&bob);
    let users = [format!("/api/v1/scim/Users/{ann}"), format!("/api/v1/scim/Users/{bob}")];
    for user in &users {
        patch(&client, user, json!([{"op": "Replace", "path": "active", "value": "false"}])).await;
    }
    patch(&client, &path, json!([{"op": "Add", "path": "members", "value": values(&[&ann, &bob])}])).await;
    for user in &users {
        assert_eq!(client.get(user).await.json()["active"], true);
    }
    let leave = json!([{"op": "Remove", "path": "members", "value": values(&[&ann, &bob])}]);
    assert_eq!(patch(&client, &first, leave.clone()).await.status, 200);
    assert_eq!(client.get(&users[0]).await.json()["groups"].as_array().unwrap().len(), 1);
    assert_eq!(patch(&client, &path, leave).await.status, 200);
    assert_eq!(client.get(&users[0]).await.status, 404, "never signed in, and in no team");
    assert_eq!(client.get(&users[1]).await.json()["groups"], json!([]), "signed in once");
}

#[tokio::test]
async fn leaving_a_team_means_leaving_its_boards() {
    let mut client = client().await;
    let team = client.sandbox.team_id().to_owned();
    let ann = person(&client, "Ann").await;
    let (scim, user_token) = (client.token.clone(), client.sandbox.token_for(&ann));
    client.token = user_token;
    let board = client.post("/v2/boards", json!({"name": "Hers"})).await.json();
    client.token = scim;
    let leave = json!([{"op": "Remove", "path": "members", "value": values(&[&ann])}]);
    assert_eq!(patch(&client, &format!("/api/v1/scim/Groups/{team}"), leave).await.status, 200);
    client.token = client.sandbox.token();
    let board = client.get(&format!("/v2/boards/{}", board["id"].as_str().unwrap())).await.json();
    assert_eq!(board["owner"]["id"], client.sandbox.user_id());
}

#[tokio::test]
async fn a_change_may_be_large_but_not_too_large() {
    let client = client().await;
    let path = format!("/api/v1/scim/Groups/{}", client.sandbox.team_id());
    let ann = person(&client, "Ann").await;
    let times = |count: usize| {
        let values: Vec<Value> = vec![json!({"value": ann}); count];
        json!([{"op": "Add", "path": "members", "value": values}])
    };
    let with_name = |mut operations: Value| {
        let name = json!({"op": "Replace", "path": "displayName", "value": "My Team"});
        operations.as_array_mut().unwrap().push(name);
        operations
    };
    assert_eq!(patch(&client, &path, with_name(times(8_000))).await.status, 200);
    let refused = patch(&client, &path, times(8_001)).await;
    assert_eq!((refused.status, refused.scim_type().as_str()), (413, ""));

    let operations = json!([{"op": "Replace", "path": "displayName", "value": "My Team"}]);
    let body = json!({"schemas": [PATCH_OP], "Operations": operations}).to_string();
    let authorization = format!("Bearer {}", client.token);
    let headers = [("Authorization", authorization.as_str()), ("Content-Type", "application/scim+json")];
    for (size, status) in [(800_000, 200), (800_001, 413)] {
        let padded = format!("{body}{}", " ".repeat(size - body.len()));
        assert_eq!(client.raw("PATCH", &path, &headers, &padded).await.unwrap().status, status, "{size}");
    }
}
