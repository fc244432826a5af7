use serde_json::{Value, json};

use super::{created, id, listed, organization, person, team};
use crate::client::Client;

#[tokio::test]
async fn a_project_lives_in_one_team() {
    let client = Client::start().await;
    let projects = format!("{}/projects", team(&client));
    let project = created(&client, &projects, json!({"name": "P"})).await;
    assert_eq!(
        client.get(&project).await.json(),
        json!({"id": id(&project), "name": "P", "type": "project"})
    );
    assert_eq!(client.patch(&project, json!({"name": "Q"})).await.json()["name"], "Q");
    assert_eq!(client.patch(&project, json!({"name": "Q"})).await.status, 200, "its own name is not taken");
    assert_eq!(client.patch(&project, json!({})).await.fields(), ["name"], "here Miro wants a name always");
    assert_eq!(client.post(&projects, json!({"name": ""})).await.fields(), ["name"]);
    assert_eq!(client.post(&projects, json!({"name": "Q"})).await.code(), "conflict");

    let other = created(&client, &format!("{}/teams", organization(&client)), json!({"name": "T"})).await;
    created(&client, &format!("{other}/projects"), json!({"name": "Q"})).await;
    assert_eq!(client.get(&format!("{other}/projects/{}", id(&project))).await.status, 404);
    let second = created(&client, &projects, json!({"name": "R"})).await;
    assert_eq!(client.patch(&second, json!({"name": "Q"})).await.status, 409);
    assert_eq!(listed(&client, &projects, "name").await, ["Q", "R"]);
    assert_eq!(client.delete(&project).await.status, 204);
    assert_eq!(listed(&client, &projects, "name").await, ["R"]);
    assert_eq!(client.get(&format!("{project}/members")).await.status, 404);
}

#[tokio::test]
async fn project_settings_are_private_initially() {
    let client = Client::start().await;
    let project = created(&client, &format!("{}/projects", team(&client)), json!({"name": "P"})).await;
    let settings = format!("{project}/settings");
    let private = json!({"sharingPolicySettings": {"teamAccess": "private"}, "type": "project_settings"});
    assert_eq!(client.get(&settings).await.json(), private);
    let view = json!({"sharingPolicySettings": {"teamAccess": "view"}});
    assert_eq!(client.patch(&settings, view).await.json()["sharingPolicySettings"]["teamAccess"], "view");
    let edit = json!({"sharingPolicySettings": {"teamAccess": "edit"}});
    assert_eq!(client.patch(&settings, edit).await.fields(), ["sharingPolicySettings.teamAccess"]);
    assert_eq!(client.patch(&settings, json!({"sharingPolicySettings": null})).await.json(), private);
}

#[tokio::test]
async fn project_members_have_roles() {
    let client = Client::start().await;
    let project = created(&client, &format!("{}/projects", team(&client)), json!({"name": "P"})).await;
    let members = format!("{project}/members");
    let owner = format!("{members}/{}", client.sandbox.user_id());
    assert_eq!(client.get(&owner).await.json()["role"], "owner", "the creator");
    let (ann, email) = person(&client, 1);
    let body = json!({"email": email, "role": "commentator"});
    let member = created(&client, &members, body.clone()).await;
    assert_eq!(
        client.get(&member).await.json(),
        json!({"id": ann, "email": email, "role": "commentator", "type": "project_member"})
    );
    assert_eq!(client.post(&members, body).await.status, 409);
    assert_eq!(client.post(&members, json!({"email": email})).await.fields(), ["role"]);
    let commenter = json!({"email": "john.smith@example.com", "role": "commenter"});
    assert_eq!(client.post(&members, commenter).await.fields(), ["role"], "projects spell it commentator");

    assert_eq!(client.delete(&owner).await.status, 409);
    assert_eq!(client.patch(&member, json!({"role": "owner"})).await.json()["role"], "owner");
    assert_eq!(client.delete(&owner).await.status, 204);
    assert_eq!(listed(&client, &members, "email").await, [email.as_str()]);
    assert_eq!(client.patch(&member, json!({"role": "viewer"})).await.status, 409);
}

#[tokio::test]
async fn boards_are_placed_in_projects() {
    let client = Client::start().await;
    let other = created(&client, &format!("{}/teams", organization(&client)), json!({"name": "T"})).await;
    let project = created(&client, &format!("{other}/projects"), json!({"name": "P"})).await;
    let board = client.post("/v2/boards", json!({"projectId": id(&project)})).await.json();
    assert_eq!((&board["project"]["id"], &board["team"]["id"]), (&json!(id(&project)), &json!(id(&other))));
    let found = client.get(&format!("/v2/boards?project_id={}", id(&project))).await.json();
    assert_eq!(found["data"][0]["id"], board["id"]);
    let placed = json!({"teamId": client.sandbox.team_id(), "projectId": id(&project)});
    assert_eq!(client.post("/v2/boards", placed).await.fields(), ["projectId"]);
    assert_eq!(client.post("/v2/boards", json!({"projectId": "1"})).await.fields(), ["projectId"]);
    assert_eq!(client.sandbox.board_count(), 1);

    let path = format!("/v2/boards/{}", board["id"].as_str().unwrap().replace('=', "%3D"));
    let moved = client.patch(&path, json!({"teamId": client.sandbox.team_id()})).await.json();
    assert_eq!((&moved["team"]["name"], moved.get("project")), (&json!("My Team"), None));
    client.patch(&path, json!({"projectId": id(&project)})).await;
    assert_eq!(client.delete(&project).await.status, 204);
    let left = client.get(&path).await.json();
    assert_eq!((left.get("project"), &left["team"]["id"]), (None::<&Value>, &json!(id(&other))));
}
