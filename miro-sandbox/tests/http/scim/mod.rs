//! The SCIM API.

mod discovery;
mod errors;
mod filters;
mod groups;
mod limits;
mod lists;
mod patches;
mod users;

use serde_json::{Value, json};

use crate::client::{Client, Response};

pub(crate) const PATCH_OP: &str = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const ENTERPRISE_USER: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// Creates a client with the token of the SCIM API.
pub(crate) async fn client() -> Client {
    let mut client = Client::start().await;
    client.token = client.sandbox.scim_token();
    client
}

/// Creates a user and returns its path.
async fn user(client: &Client, body: Value) -> String {
    let created = client.post("/api/v1/scim/Users", body).await;
    assert_eq!(created.status, 201, "{}", created.body);
    format!("/api/v1/scim/Users/{}", id(&created.json()))
}

async fn patch(client: &Client, path: &str, operations: Value) -> Response {
    client.patch(path, json!({"schemas": [PATCH_OP], "Operations": operations})).await
}

fn id(resource: &Value) -> String {
    resource["id"].as_str().unwrap().to_owned()
}

/// Returns the texts of a property of all resources in a list.
fn texts(list: &Value, name: &str) -> Vec<String> {
    let resources = list["Resources"].as_array().unwrap().iter();
    resources.map(|resource| resource[name].as_str().unwrap().to_owned()).collect()
}

/// Returns an encoded query.
fn query(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}
