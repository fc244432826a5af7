//! SCIM has a separate host, token, pages and errors.

use futures_util::TryStreamExt;
use miro::http::header;
use miro::model::UserId;
use miro::model::scim::{GroupChanges, NewUser, ResourceName, SchemaUri, User};
use miro::prelude::*;
use miro::transport::Script;
use serde_json::json;

use crate::environment::{scripted, target};

fn user(id: usize) -> serde_json::Value {
    json!({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "id": id.to_string(),
        "userName": format!("{id}@example.com"), "active": true,
        "meta": {"resourceType": "User", "location": format!("http://api-hailey:9111/api/v1/scim/Users/{id}")}})
}

fn page(start: usize, users: &[serde_json::Value], total: usize) -> Script {
    let page = json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "totalResults": total,
        "startIndex": start, "itemsPerPage": users.len(), "Resources": users});
    Script::json(200, page.to_string()).header("content-type", "application/scim+json")
}

#[tokio::test]
async fn scim_calls_use_their_host_and_token() {
    let (transport, api) =
        scripted([Script::json(201, user(7).to_string()), page(1, &[], 0), Script::status(204)]);
    let scim = api.scim("scim-token");
    let created = scim.users().create(NewUser::new("7@example.com")).await.unwrap();
    assert!(scim.groups().list().await.unwrap().resources.is_empty());
    scim.users().delete(&created).await.unwrap();
    for sent in transport.sent() {
        assert_eq!(sent.uri.host(), Some("miro.com"));
        assert!(sent.uri.path().starts_with("/api/v1/scim/"), "{}", sent.uri);
        assert_eq!(sent.headers[header::AUTHORIZATION], "Bearer scim-token");
        assert_eq!(sent.headers[header::ACCEPT], "application/scim+json, application/json");
    }
}

#[tokio::test]
async fn one_malformed_user_does_not_fail_the_page() {
    let bad = json!({"userName": "nobody"});
    let (transport, api) = scripted([page(1, &[user(1), bad], 3), page(3, &[user(3)], 3)]);
    let users = api.scim("scim-token").users();
    let elements: Vec<_> = {
        use futures_util::StreamExt;
        users.list().limit(2).stream().collect().await
    };
    assert_eq!(
        elements.iter().filter_map(|user| user.as_ref().ok()).map(UserId::from).collect::<Vec<_>>(),
        [UserId::new("1"), UserId::new("3")]
    );
    assert_eq!(elements[1].as_ref().unwrap_err().json_path(), Some("$.Resources[1]"));
    let sent = transport.sent();
    assert_eq!(
        sent.iter().map(target).collect::<Vec<_>>(),
        ["/api/v1/scim/Users?count=2", "/api/v1/scim/Users?count=2&startIndex=3"]
    );
}

#[tokio::test]
async fn never_calls_internal_hosts_from_references() {
    let (transport, api) = scripted([page(1, &[user(1)], 1), Script::json(200, user(1).to_string())]);
    let users = api.scim("scim-token").users();
    let all: Vec<User> = users.list().stream().try_collect().await.unwrap();
    users.get(&all[0]).await.unwrap();
    assert!(transport.sent().iter().all(|sent| sent.uri.host() == Some("miro.com")));
}

#[tokio::test]
async fn shows_the_scim_error_detail() {
    let refusal = json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"], "status": "413",
        "detail": "Too many members"});
    let refusal = Script::json(413, refusal.to_string()).header("content-type", "application/scim+json");
    let (_, api) = scripted([refusal]);
    let groups = api.scim("scim-token").groups();
    let error = groups.update("7", GroupChanges::new().add_members(["1"])).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status().map(|status| status.as_u16())),
        (ErrorKind::Rejected, Some(413))
    );
    assert!(error.to_string().contains("Too many members"), "{error}");
}

#[tokio::test]
async fn rejects_an_empty_patch_before_sending() {
    let (transport, api) = scripted([]);
    let error = api.scim("scim-token").groups().update("7", GroupChanges::new()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.to_string().contains("nothing is changed"), "{error}");
    assert!(transport.sent().is_empty());
}

#[tokio::test]
async fn the_name_of_a_schema_is_one_segment() {
    let schema = json!({"id": "urn:ietf:params:scim:schemas:core:2.0:User", "name": "User"});
    let kind = json!({"id": "Group", "endpoint": "/Groups"});
    let (transport, api) = scripted([schema, kind].map(|response| Script::json(200, response.to_string())));
    let discovery = api.scim("scim-token").discovery();
    assert_eq!(discovery.schema(SchemaUri::User).await.unwrap().id, SchemaUri::User);
    assert_eq!(discovery.resource_type(ResourceName::Group).await.unwrap().id, ResourceName::Group);
    let sent = transport.sent();
    let user = "urn%3Aietf%3Aparams%3Ascim%3Aschemas%3Acore%3A2.0%3AUser";
    assert_eq!(target(&sent[0]), format!("/api/v1/scim/Schemas/{user}"));
    assert_eq!(target(&sent[1]), "/api/v1/scim/ResourceTypes/Group");
}
