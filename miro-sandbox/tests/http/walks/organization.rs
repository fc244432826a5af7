//! The organization: from members and teams to board labels.

use std::collections::BTreeSet;

use serde_json::json;

use crate::client::Client;
use crate::organization::{created, group, id, organization, person, team};

pub(crate) async fn walk() -> BTreeSet<&'static str> {
    let client = Client::start().await;
    members(&client).await;
    teams(&client).await;
    projects(&client).await;
    groups(&client).await;
    sharing(&client).await;
    classification(&client).await;
    let (_, email) = person(&client, 1);
    client.send("POST", &format!("/v2/sessions/reset_all?email={email}"), None).await;
    client.succeeded()
}

async fn members(client: &Client) {
    let organization = organization(client);
    client.get(&organization).await;
    client.get(&format!("{organization}/members")).await;
    client.get(&format!("{organization}/members?emails=john.smith@example.com")).await;
    client.get(&format!("{organization}/members/{}", client.sandbox.user_id())).await;
}

async fn teams(client: &Client) {
    let organization = organization(client);
    let teams = format!("{organization}/teams");
    let team = created(client, &teams, json!({"name": "Walkers"})).await;
    client.get(&format!("{teams}?name=walk")).await;
    client.get(&team).await;
    client.patch(&team, json!({"name": "Runners"})).await;

    let (_, email) = person(client, 1);
    let members = format!("{team}/members");
    let member = created(client, &members, json!({"email": email, "role": "member"})).await;
    client.get(&members).await;
    client.get(&member).await;
    client.patch(&member, json!({"role": "admin"})).await;
    client.delete(&member).await;

    let settings = format!("{team}/settings");
    client.get(&format!("{organization}/default_teams_settings")).await;
    client.get(&settings).await;
    client.patch(&settings, json!({"teamCollaborationSettings": {"coOwnerRole": "disabled"}})).await;
    client.delete(&team).await;
}

async fn projects(client: &Client) {
    let projects = format!("{}/projects", team(client));
    let project = created(client, &projects, json!({"name": "Walk"})).await;
    client.get(&projects).await;
    client.get(&project).await;
    client.patch(&project, json!({"name": "Run"})).await;
    let settings = format!("{project}/settings");
    client.get(&settings).await;
    client.patch(&settings, json!({"sharingPolicySettings": {"teamAccess": "view"}})).await;

    let (_, email) = person(client, 1);
    let members = format!("{project}/members");
    let member = created(client, &members, json!({"email": email, "role": "viewer"})).await;
    client.get(&members).await;
    client.get(&member).await;
    client.patch(&member, json!({"role": "editor"})).await;
    client.delete(&member).await;
    client.delete(&project).await;
}

async fn groups(client: &Client) {
    let group = group(client, "Walkers").await;
    client.get(&format!("{}/groups", organization(client))).await;
    client.get(&group).await;
    client.patch(&group, json!({"description": "Round the block"})).await;

    let (_, email) = person(client, 1);
    let members = format!("{group}/members");
    let member = created(client, &members, json!({"email": email})).await;
    client.get(&members).await;
    client.get(&member).await;
    client.patch(&members, json!({"membersToAdd": ["john.smith@example.com"]})).await;
    client.delete(&member).await;

    let groups = format!("{}/groups", team(client));
    let joined = created(client, &groups, json!({"userGroupId": id(&group), "role": "member"})).await;
    client.get(&groups).await;
    client.get(&joined).await;
    client.get(&format!("{group}/teams")).await;
    client.get(&format!("{group}/teams/{}", client.sandbox.team_id())).await;
    client.delete(&joined).await;
    client.delete(&group).await;
}

async fn sharing(client: &Client) {
    let organization = organization(client);
    let group = group(client, "Readers").await;
    let board = client.board().await.replace("/v2/boards", &format!("{organization}/boards"));
    let project = created(client, &format!("{}/projects", team(client)), json!({"name": "Reading"})).await;
    for shared in [board, format!("{organization}/projects/{}", id(&project))] {
        let groups = format!("{shared}/groups");
        let share = json!({"userGroupIds": [id(&group)], "role": "COMMENTER"});
        let shared = created(client, &groups, share).await;
        client.get(&groups).await;
        client.delete(&shared).await;
    }
}

async fn classification(client: &Client) {
    let (organization, team) = (organization(client), team(client));
    let labels = client.get(&format!("{organization}/data-classification-settings")).await.json();
    let label = labels["labels"][0]["id"].as_str().unwrap();
    let number: u64 = label.parse().unwrap();
    let settings = format!("{team}/data-classification-settings");
    client.get(&settings).await;
    client.patch(&settings, json!({"defaultLabelId": number})).await;
    let board = client.board().await.replace("/v2/", &format!("{team}/"));
    let board = format!("{board}/data-classification");
    client.get(&board).await;
    client.post(&board, json!({"labelId": label})).await;
    client.patch(&format!("{team}/data-classification"), json!({"labelId": number})).await;
}
