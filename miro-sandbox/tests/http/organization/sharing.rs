use serde_json::json;

use super::{created, group, id, listed, organization, team};
use crate::client::Client;

/// Returns the paths for sharing a board and a project with groups.
async fn shared(client: &Client) -> [String; 2] {
    let organization = organization(client);
    let board = client.board().await.replace("/v2/boards", &format!("{organization}/boards"));
    let project = created(client, &format!("{}/projects", team(client)), json!({"name": "P"})).await;
    [format!("{board}/groups"), format!("{organization}/projects/{}/groups", id(&project))]
}

#[tokio::test]
async fn boards_and_projects_are_shared_with_groups() {
    let client = Client::start().await;
    let (one, two) = (group(&client, "One").await, group(&client, "Two").await);
    for (path, kind) in shared(&client).await.iter().zip(["board-user-group", "project-user-group"]) {
        let both = json!({"userGroupIds": [id(&one), id(&two)], "role": "VIEWER"});
        let response = client.post(path, both).await;
        assert_eq!(response.status, 200);
        assert_eq!(
            response.json(),
            json!({"id": id(&one), "role": "VIEWER", "type": kind}),
            "the first of them"
        );
        assert_eq!(listed(&client, path, "id").await, [id(&one), id(&two)]);
        let again = json!({"userGroupIds": [id(&two)], "role": "EDITOR"});
        assert_eq!(client.post(path, again).await.json()["role"], "EDITOR");
        assert_eq!(listed(&client, path, "role").await, ["VIEWER", "EDITOR"]);
        assert_eq!(client.delete(&format!("{path}/{}", id(&one))).await.status, 204);
        assert_eq!(client.delete(&format!("{path}/{}", id(&one))).await.status, 404);
        assert_eq!(listed(&client, path, "id").await, [id(&two)]);
    }
}

#[tokio::test]
async fn sharing_with_unknown_groups_or_roles_is_rejected_completely() {
    let client = Client::start().await;
    let group = group(&client, "G").await;
    for path in shared(&client).await {
        let unknown = json!({"userGroupIds": [id(&group), "1", "2"], "role": "VIEWER"});
        assert_eq!(client.post(&path, unknown).await.fields(), ["userGroupIds.1", "userGroupIds.2"]);
        let lower = json!({"userGroupIds": [id(&group)], "role": "viewer"});
        assert_eq!(client.post(&path, lower).await.fields(), ["role"]);
        let mut fields = client.post(&path, json!({"userGroupIds": []})).await.fields();
        fields.sort();
        assert_eq!(fields, ["role", "userGroupIds"]);
        assert!(listed(&client, &path, "id").await.is_empty());
    }
    let organization = organization(&client);
    for unknown in ["boards/uXjVunknown%3D/groups", "projects/1/groups"] {
        let response = client.get(&format!("{organization}/{unknown}")).await;
        assert_eq!((response.status, response.code().as_str()), (404, "notFound"), "{unknown}");
    }
}

#[tokio::test]
async fn sharing_ends_with_the_group_or_the_board() {
    let client = Client::start().await;
    let (one, two) = (group(&client, "One").await, group(&client, "Two").await);
    let [board, project] = shared(&client).await;
    let in_team = format!("{}/groups", team(&client));
    created(&client, &in_team, json!({"userGroupId": id(&one), "role": "member"})).await;
    for path in [&board, &project] {
        client.post(path, json!({"userGroupIds": [id(&one), id(&two)], "role": "VIEWER"})).await;
    }
    assert_eq!(client.delete(&one).await.status, 204);
    assert!(listed(&client, &in_team, "id").await.is_empty());
    for path in [&board, &project] {
        assert_eq!(listed(&client, path, "id").await, [id(&two)]);
    }
    let board_id = board.split('/').nth(5).unwrap();
    assert_eq!(client.delete(&format!("/v2/boards/{board_id}")).await.status, 204);
    assert_eq!(client.get(&board).await.status, 404);
    let project_id = project.split('/').nth(5).unwrap();
    assert_eq!(client.delete(&format!("{}/projects/{project_id}", team(&client))).await.status, 204);
    assert_eq!(client.get(&project).await.status, 404);
}

#[tokio::test]
async fn both_scopes_are_needed() {
    let mut client = Client::start().await;
    let [board, _] = shared(&client).await;
    for scopes in [["boards:read", "boards:write"], ["organizations:groups:read", "organizations:read"]] {
        client.token = client.sandbox.token_with_scopes(&scopes);
        assert_eq!(client.get(&board).await.code(), "insufficientPermissions");
    }
    client.token = client.sandbox.token_with_scopes(&["organizations:groups:read", "boards:read"]);
    assert_eq!(client.get(&board).await.status, 200);
}
