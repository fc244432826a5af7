//! Discovery of the SCIM API.

use serde_json::{Value, json};

use super::{ENTERPRISE_USER, client, texts};

#[tokio::test]
async fn features_are_listed() {
    let config = client().await.get("/api/v1/scim/ServiceProviderConfig").await.json();
    for (feature, supported) in [
        ("patch", true),
        ("bulk", false),
        ("filter", true),
        ("changePassword", false),
        ("sort", true),
        ("etag", false),
    ] {
        assert_eq!(config[feature]["supported"], supported, "{feature}");
    }
    assert_eq!(config["filter"]["maxResults"], 200);
    assert_eq!(config["authenticationSchemes"][0]["type"], "oauthbearertoken");
}

#[tokio::test]
async fn resource_types_are_users_and_groups() {
    let client = client().await;
    let list = client.get("/api/v1/scim/ResourceTypes").await.json();
    assert_eq!(
        (&list["totalResults"], texts(&list, "endpoint")),
        (&json!(2), vec!["/Users".to_owned(), "/Groups".to_owned()])
    );
    let user = client.get("/api/v1/scim/ResourceTypes/User").await;
    assert!(user.header("etag").starts_with("W/\""));
    assert_eq!(user.json(), list["Resources"][0]);
    assert_eq!(user.json()["schemaExtensions"], json!([{"schema": ENTERPRISE_USER, "required": false}]));
}

#[tokio::test]
async fn schemas_name_the_attributes_of_resources() {
    let client = client().await;
    let list = client.get("/api/v1/scim/Schemas").await.json();
    assert_eq!(texts(&list, "name"), ["User", "Group", "EnterpriseUser"]);
    let admin = format!("/api/v1/scim/Users/{}", client.sandbox.user_id());
    let admin = client.get(&admin).await.json();
    let schema = client.get("/api/v1/scim/Schemas/urn:ietf:params:scim:schemas:core:2.0:user").await.json();
    let attributes = schema["attributes"].as_array().unwrap();
    let named = |name: &str| attributes.iter().find(|attribute| attribute["name"] == name);
    for name in
        admin.as_object().unwrap().keys().filter(|name| !["schemas", "id", "meta"].contains(&name.as_str()))
    {
        assert!(named(name).is_some(), "{name} is not in the schema");
    }
    let user_name = named("userName").unwrap();
    assert_eq!((&user_name["required"], &user_name["uniqueness"]), (&json!(true), &json!("server")));
    let roles = named("roles").unwrap();
    assert_eq!((&roles["type"], &roles["multiValued"]), (&json!("complex"), &json!(true)));
    let parts = roles["subAttributes"].as_array().unwrap();
    assert_eq!(
        parts.iter().map(|part| &part["name"]).collect::<Vec<_>>(),
        ["type", "value", "display", "primary"]
    );
    assert_eq!(list["Resources"][0]["attributes"][1].get("subAttributes"), None, "Miro's list has no parts");
    let location: &Value = &schema["meta"]["location"];
    assert_eq!(location, "https://miro.com/api/v1/scim/Schemas/urn:ietf:params:scim:schemas:core:2.0:User");
}
