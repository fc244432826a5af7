//! The organization from the view of company admins.

mod classification;
mod groups;
mod members;
mod projects;
mod sharing;
mod teams;

use serde_json::{Value, json};

use crate::client::Client;

/// Returns the path of the organization.
pub(crate) fn organization(client: &Client) -> String {
    format!("/v2/orgs/{}", client.sandbox.organization_id())
}

/// Returns the path of the initial team.
pub(crate) fn team(client: &Client) -> String {
    format!("{}/teams/{}", organization(client), client.sandbox.team_id())
}

/// Creates a user group and returns its path.
pub(crate) async fn group(client: &Client, name: &str) -> String {
    created(client, &format!("{}/groups", organization(client)), json!({"name": name})).await
}

/// Creates an entry and returns its path.
pub(crate) async fn created(client: &Client, collection: &str, body: Value) -> String {
    let response = client.post(collection, body).await;
    assert!(matches!(response.status, 200 | 201), "{}", response.body);
    format!("{collection}/{}", response.json()["id"].as_str().unwrap())
}

/// Adds a person to the organization and its team, and returns the id and the e-mail address.
pub(crate) fn person(client: &Client, number: u8) -> (String, String) {
    let id = format!("30744573531693564{number:02}");
    client.sandbox.token_for(&id);
    (id.clone(), format!("{id}@example.com"))
}

/// Returns the last segment of a path.
pub(crate) fn id(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

/// Returns a property of all entries of a list.
pub(crate) async fn listed(client: &Client, path: &str, property: &str) -> Vec<String> {
    let list = client.get(path).await;
    assert_eq!(list.status, 200, "{}", list.body);
    let list = list.json();
    let entries = list["data"].as_array().unwrap().iter();
    entries.map(|entry| entry[property].as_str().unwrap().to_owned()).collect()
}
