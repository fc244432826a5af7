use miro_sandbox::Sandbox;
use serde_json::{Value, json};

use super::{created, group, id, listed, organization, person, team};
use crate::client::Client;

#[tokio::test]
async fn group_names_are_unique() {
    let client = Client::start().await;
    let groups = format!("{}/groups", organization(&client));
    let one = created(&client, &groups, json!({"name": "One", "description": "First"})).await;
    let two = group(&client, "Two").await;
    assert_eq!(client.get(&two).await.json(), json!({"id": id(&two), "name": "Two", "type": "user-group"}));
    assert_eq!(client.post(&groups, json!({"name": "One"})).await.code(), "conflict");
    assert_eq!(client.patch(&two, json!({"name": "One"})).await.status, 409);
    let described = client.patch(&one, json!({"description": "The first"})).await.json();
    assert_eq!((&described["name"], &described["description"]), (&json!("One"), &json!("The first")));
    assert!(client.patch(&one, json!({"description": null})).await.json().get("description").is_none());
    let wrong = json!({"name": "", "description": "x".repeat(301)});
    let mut fields = client.post(&groups, wrong).await.fields();
    fields.sort();
    assert_eq!(fields, ["description", "name"]);
    assert_eq!(client.delete(&one).await.status, 204);
    assert_eq!(listed(&client, &groups, "name").await, ["Two"]);
    assert_eq!(client.post(&groups, json!({"name": "One"})).await.status, 201);
}

#[tokio::test]
async fn members_are_added_to_and_removed_from_a_group() {
    let client = Client::start().await;
    let members = format!("{}/members", group(&client, "G").await);
    let (ann, email) = person(&client, 1);
    let member = created(&client, &members, json!({"email": email})).await;
    let expected = json!({"id": ann, "email": email, "type": "user-group-member"});
    assert_eq!(client.get(&member).await.json(), expected);
    assert_eq!(client.get(&members).await.json()["data"], json!([expected]));
    assert_eq!(client.post(&members, json!({"email": email})).await.status, 409);
    assert_eq!(client.post(&members, json!({"email": "nobody@example.com"})).await.fields(), ["email"]);
    assert_eq!(client.post(&members, json!({"email": 1})).await.fields(), ["email"]);
    assert_eq!(client.delete(&member).await.status, 204);
    assert_eq!(client.delete(&member).await.status, 404);
    assert_eq!(client.get(&format!("{}/groups/1/members", organization(&client))).await.status, 404);
}

#[tokio::test]
async fn bulk_edit_reports_each_outcome() {
    let client = Client::start().await;
    let members = format!("{}/members", group(&client, "G").await);
    let (ann, ann_email) = person(&client, 1);
    let (ben, ben_email) = person(&client, 2);
    let edit = json!({"membersToAdd": [ann, ben_email, "nobody@example.com", ann_email]});
    let outcomes = client.patch(&members, edit).await;
    assert_eq!(outcomes.status, 207);
    let outcomes = outcomes.json();
    let added: Vec<&Value> =
        outcomes[0]["affectedUsers"].as_array().unwrap().iter().map(|user| &user["id"]).collect();
    assert_eq!(added, [&json!(ann), &json!(ben)]);
    assert_eq!((&outcomes[0]["operation"], &outcomes[0]["status"]), (&json!("addMembers"), &json!(200)));
    assert_eq!((&outcomes[1]["operation"], &outcomes[1]["status"]), (&json!("addMembers"), &json!(400)));
    let message = outcomes[1]["error"]["message"].as_str().unwrap();
    assert_eq!(
        message,
        format!("nobody@example.com is not in the organization; {ann_email} is a member already")
    );

    let outcomes = client.patch(&members, json!({"membersToRemove": [ann_email, "1"]})).await.json();
    assert_eq!((&outcomes[0]["operation"], outcomes.get(1)), (&json!("removeMembers"), None));
    assert_eq!(outcomes[0]["error"]["code"], "invalidParameters");
    assert_eq!(listed(&client, &members, "id").await, [ann.as_str(), ben.as_str()], "all or nobody");
    let both =
        json!({"membersToAdd": ["john.smith@example.com"], "membersToRemove": [ann, ben_email, ann_email]});
    let outcomes = client.patch(&members, both).await.json();
    assert_eq!((&outcomes[0]["status"], &outcomes[1]["status"]), (&json!(200), &json!(200)));
    let removed: Vec<&Value> =
        outcomes[1]["affectedUsers"].as_array().unwrap().iter().map(|user| &user["email"]).collect();
    assert_eq!(removed, [&json!(ann_email), &json!(ben_email)]);
    assert_eq!(listed(&client, &members, "email").await, ["john.smith@example.com"]);
}

#[tokio::test]
async fn bulk_edit_has_a_limit_and_costs_credits_per_person() {
    let client = Client::of(Sandbox::builder().rate_limit(100_000).start().await);
    let members = format!("{}/members", group(&client, "G").await);
    let (_, email) = person(&client, 1);
    let before: u64 = client.get(&members).await.header("x-ratelimit-remaining").parse().unwrap();
    let edit = json!({"membersToAdd": [email, "a@example.com"], "membersToRemove": ["b@example.com"]});
    let after: u64 = client.patch(&members, edit).await.header("x-ratelimit-remaining").parse().unwrap();
    assert_eq!(before - after, 3 * 50);
    let many =
        |count: usize| json!({"membersToAdd": vec!["a@example.com"; count - 1], "membersToRemove": ["1"]});
    assert_eq!(client.patch(&members, many(500)).await.status, 207);
    assert_eq!(client.patch(&members, many(501)).await.code(), "payloadTooLarge");
    assert_eq!(client.patch(&members, json!({})).await.status, 400);
    assert_eq!(client.patch(&members, json!({"membersToAdd": [1]})).await.fields(), ["membersToAdd"]);
}

#[tokio::test]
async fn groups_and_teams_see_the_same_relation() {
    let client = Client::start().await;
    let (group, other) = (group(&client, "G").await, group(&client, "H").await);
    let (groups, teams) = (format!("{}/groups", team(&client)), format!("{group}/teams"));
    let join = json!({"userGroupId": id(&group), "role": "member"});
    let joined = created(&client, &groups, join.clone()).await;
    assert_eq!(
        client.get(&joined).await.json(),
        json!({"id": id(&group), "role": "member", "type": "team-user-group"})
    );
    let team_id = client.sandbox.team_id();
    let seen = json!({"id": team_id, "role": "member", "type": "user-group-team"});
    assert_eq!(client.get(&teams).await.json()["data"], json!([seen]));
    assert_eq!(client.get(&format!("{teams}/{team_id}")).await.json(), seen);
    assert!(listed(&client, &format!("{other}/teams"), "id").await.is_empty());
    assert_eq!(client.get(&format!("{other}/teams/{team_id}")).await.status, 404);
    assert_eq!(client.get(&format!("{teams}/1")).await.status, 404);
    assert_eq!(client.post(&groups, join).await.status, 409);
    assert_eq!(
        client.post(&groups, json!({"userGroupId": "1", "role": "member"})).await.fields(),
        ["userGroupId"]
    );
    let admins = json!({"userGroupId": id(&other), "role": "admin"});
    assert_eq!(client.post(&groups, admins).await.fields(), ["role"]);
    assert_eq!(client.delete(&joined).await.status, 204);
    assert!(listed(&client, &teams, "id").await.is_empty());
}

#[tokio::test]
async fn the_teams_of_a_group_are_paged() {
    let client = Client::start().await;
    let group = group(&client, "G").await;
    let teams = format!("{}/teams", organization(&client));
    let mut ids = Vec::new();
    for name in ["A", "B", "C", "D"] {
        let team = created(&client, &teams, json!({"name": name})).await;
        if name != "B" {
            created(&client, &format!("{team}/groups"), json!({"userGroupId": id(&group), "role": "member"}))
                .await;
            ids.push(id(&team).to_owned());
        }
    }
    let first = client.get(&format!("{group}/teams?limit=2")).await.json();
    assert_eq!((&first["data"][0]["id"], &first["data"][1]["id"]), (&json!(ids[0]), &json!(ids[1])));
    let cursor = first["cursor"].as_str().unwrap().replace('=', "%3D");
    let rest = client.get(&format!("{group}/teams?limit=2&cursor={cursor}")).await.json();
    assert_eq!(
        (&rest["size"], &rest["data"][0]["id"], rest.get("cursor")),
        (&json!(1), &json!(ids[2]), None)
    );
    assert_eq!(client.delete(&format!("{teams}/{}", ids[0])).await.status, 204);
    assert_eq!(listed(&client, &format!("{group}/teams"), "id").await, ids[1..]);
}
