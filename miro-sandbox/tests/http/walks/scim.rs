//! The SCIM API: users, groups and discovery.

use std::collections::BTreeSet;

use serde_json::json;

use crate::scim::{PATCH_OP, client};

pub(crate) async fn walk() -> BTreeSet<&'static str> {
    let client = client().await;
    let created = client.post("/api/v1/scim/Users", json!({"userName": "walk@example.com"})).await.json();
    let id = created["id"].as_str().unwrap();
    let user = format!("/api/v1/scim/Users/{id}");
    client.get("/api/v1/scim/Users?count=10").await;
    client.get(&user).await;
    let replacement = json!({"userName": "walker@example.com", "preferredLanguage": "en_US"});
    client.send("PUT", &user, Some(replacement)).await;
    let rename = json!({"op": "Replace", "path": "displayName", "value": "Walker"});
    client.patch(&user, json!({"schemas": [PATCH_OP], "Operations": [rename]})).await;

    let group = format!("/api/v1/scim/Groups/{}", client.sandbox.team_id());
    client.get("/api/v1/scim/Groups").await;
    client.get(&group).await;
    let remove = json!({"op": "Remove", "path": "members", "value": [{"value": id}]});
    client.patch(&group, json!({"schemas": [PATCH_OP], "Operations": [remove]})).await;
    let add = json!({"op": "Add", "path": "members", "value": [{"value": client.sandbox.user_id()}]});
    client.patch(&group, json!({"schemas": [PATCH_OP], "Operations": [add]})).await;
    let again = client.post("/api/v1/scim/Users", json!({"userName": "again@example.com"})).await.json();
    client.delete(&format!("/api/v1/scim/Users/{}", again["id"].as_str().unwrap())).await;

    for path in [
        "ServiceProviderConfig",
        "ResourceTypes",
        "ResourceTypes/User",
        "ResourceTypes/Group",
        "Schemas",
        "Schemas/urn:ietf:params:scim:schemas:core:2.0:User",
        "Schemas/urn:ietf:params:scim:schemas:core:2.0:Group",
        "Schemas/urn%3Aietf%3Aparams%3Ascim%3Aschemas%3Aextension%3Aenterprise%3A2.0%3AUser",
    ] {
        assert_eq!(client.get(&format!("/api/v1/scim/{path}")).await.status, 200, "{path}");
    }
    client.succeeded()
}
