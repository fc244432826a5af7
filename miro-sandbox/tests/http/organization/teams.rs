use serde_json::json;

use super::{created, id, listed, organization, person, team};
use crate::client::Client;

#[tokio::test]
async fn team_is_deleted_with_its_content() {
    let client = Client::start().await;
    let teams = format!("{}/teams", organization(&client));
    let team = created(&client, &teams, json!({"name": "Developers"})).await;
    let creator = client.get(&format!("{team}/members/{}", client.sandbox.user_id())).await.json();
    assert_eq!((&creator["role"], &creator["teamId"]), (&json!("admin"), &json!(id(&team))));

    assert_eq!(client.patch(&team, json!({"name": "Builders"})).await.json()["name"], "Builders");
    assert_eq!(client.patch(&team, json!({})).await.json()["name"], "Builders");
    assert_eq!(client.patch(&team, json!({"name": null})).await.fields(), ["name"]);
    assert_eq!(
        client.post(&teams, json!({"name": "x".repeat(61), "size": 1})).await.fields(),
        ["name", "size"]
    );
    assert_eq!(listed(&client, &format!("{teams}?name=BUILD"), "name").await, ["Builders"]);
    assert_eq!(listed(&client, &teams, "name").await, ["My Team", "Builders"]);

    let project = created(&client, &format!("{team}/projects"), json!({"name": "P"})).await;
    let board = client.post("/v2/boards", json!({"teamId": id(&team)})).await.json();
    let kept = client.board().await;
    assert_eq!(client.delete(&team).await.status, 204);
    for gone in [&team, &project, &format!("{team}/members"), &format!("{team}/settings")] {
        assert_eq!(client.get(gone).await.status, 404, "{gone}");
    }
    assert_eq!(client.get(&format!("/v2/boards/{}", board["id"].as_str().unwrap())).await.status, 404);
    assert_eq!(client.get(&kept).await.status, 200);
    assert_eq!(client.delete(&team).await.status, 404);
}

#[tokio::test]
async fn people_of_the_organization_join_a_team() {
    let client = Client::start().await;
    let teams = format!("{}/teams", organization(&client));
    let members = format!("{}/members", created(&client, &teams, json!({"name": "T"})).await);
    let (ann, email) = person(&client, 1);
    let invited = client.post(&members, json!({"email": email})).await;
    assert_eq!(invited.status, 201);
    let invited = invited.json();
    assert_eq!((&invited["id"], &invited["role"]), (&json!(ann), &json!("member")));
    for by in ["createdBy", "modifiedBy"] {
        assert_eq!(invited[by], client.sandbox.user_id(), "{by}");
    }
    let again = client.post(&members, json!({"email": email, "role": "admin"})).await;
    assert_eq!((again.status, again.code().as_str()), (409, "conflict"));
    assert_eq!(client.post(&members, json!({"email": "nobody@example.com"})).await.fields(), ["email"]);
    let role = json!({"email": "john.smith@example.com", "role": "team_guest"});
    assert_eq!(client.post(&members, role).await.fields(), ["role"]);
    assert_eq!(client.post(&members, json!({})).await.fields(), ["email"]);

    assert_eq!(listed(&client, &format!("{members}?role=member"), "id").await, [ann.as_str()]);
    assert!(listed(&client, &format!("{members}?role=team_guest"), "id").await.is_empty());
    assert_eq!(client.get(&format!("{members}?role=boss")).await.fields(), ["role"]);
    let first = client.get(&format!("{members}?limit=1")).await.json();
    let next = format!("{members}?limit=1&cursor={}", first["cursor"].as_str().unwrap().replace('=', "%3D"));
    assert_eq!(listed(&client, &next, "id").await, [ann.as_str()]);

    let member = format!("{members}/{ann}");
    assert_eq!(client.patch(&member, json!({"role": "non_team"})).await.fields(), ["role"]);
    assert_eq!(client.patch(&member, json!({"role": "admin"})).await.json()["role"], "admin");
    assert_eq!(client.delete(&member).await.status, 204);
    assert_eq!(client.get(&member).await.status, 404);
    assert_eq!(client.patch(&member, json!({"role": "admin"})).await.status, 404);
}

#[tokio::test]
async fn a_team_keeps_an_admin() {
    let client = Client::start().await;
    let members = format!("{}/members", team(&client));
    let admin = format!("{members}/{}", client.sandbox.user_id());
    assert_eq!(client.patch(&admin, json!({"role": "member"})).await.code(), "conflict");
    assert_eq!(client.delete(&admin).await.status, 409);
    let (ann, _) = person(&client, 1);
    client.patch(&format!("{members}/{ann}"), json!({"role": "admin"})).await;
    assert_eq!(client.patch(&admin, json!({"role": "member"})).await.status, 200);
    assert_eq!(client.delete(&admin).await.status, 204);
    assert_eq!(listed(&client, &members, "role").await, ["admin"]);
}

#[tokio::test]
async fn leaving_a_team_means_leaving_its_projects() {
    let client = Client::start().await;
    let project = created(&client, &format!("{}/projects", team(&client)), json!({"name": "P"})).await;
    let (ann, email) = person(&client, 1);
    let body = json!({"email": email, "role": "viewer"});
    let member = created(&client, &format!("{project}/members"), body).await;
    assert_eq!(client.get(&member).await.status, 200);
    assert_eq!(client.delete(&format!("{}/members/{ann}", team(&client))).await.status, 204);
    assert_eq!(client.get(&member).await.status, 404);
}

#[tokio::test]
async fn settings_belong_to_one_team() {
    let client = Client::start().await;
    let defaults = client.get(&format!("{}/default_teams_settings", organization(&client))).await.json();
    assert_eq!(
        (&defaults["organizationId"], defaults.get("teamId")),
        (&json!(client.sandbox.organization_id()), None)
    );
    let settings = format!("{}/settings", team(&client));
    let changes = json!({
        "teamCopyAccessLevelSettings": {"copyAccessLevel": "board_owner"},
        "teamSharingPolicySettings": {"allowListedDomains": ["example.com"]},
    });
    let changed = client.patch(&settings, changes).await.json();
    assert_eq!(changed["teamId"], client.sandbox.team_id());
    assert_eq!(
        changed["teamCopyAccessLevelSettings"],
        json!({"copyAccessLevel": "board_owner", "copyAccessLevelLimitation": "anyone"})
    );
    assert_eq!(changed["teamSharingPolicySettings"]["defaultBoardAccess"], "edit");
    assert_eq!(client.get(&settings).await.json(), changed);

    let other = created(&client, &format!("{}/teams", organization(&client)), json!({"name": "T"})).await;
    let others = client.get(&format!("{other}/settings")).await.json();
    for section in ["teamCopyAccessLevelSettings", "teamSharingPolicySettings"] {
        assert_eq!(others[section], defaults[section], "{section}");
    }
    let wrong = json!({
        "teamInvitationSettings": {"whoCanInvite": "nobody"},
        "teamSharingPolicySettings": {"defaultProjectAccess": "edit"},
        "color": "red",
    });
    let mut fields = client.patch(&settings, wrong).await.fields();
    fields.sort();
    assert_eq!(
        fields,
        ["color", "teamInvitationSettings.whoCanInvite", "teamSharingPolicySettings.defaultProjectAccess"]
    );
    assert_eq!(client.get(&settings).await.json(), changed);
}
