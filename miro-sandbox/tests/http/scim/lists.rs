//! Paging, sorting and projections.

use serde_json::{Value, json};

use super::{client, query, texts, user};
use crate::client::Client;

/// Adds users; John Smith exists initially.
async fn with_users() -> Client {
    let client = client().await;
    for (name, language) in [("Cem", Some("tr_TR")), ("ann", None), ("Bob", Some("en_US"))] {
        let email = format!("{name}@example.com");
        user(&client, json!({"userName": email, "displayName": name, "preferredLanguage": language})).await;
    }
    client
}

async fn list(client: &Client, pairs: &[(&str, &str)]) -> Value {
    let list = client.get(&format!("/api/v1/scim/Users?{}", query(pairs))).await;
    assert_eq!(list.status, 200, "{pairs:?}: {}", list.body);
    list.json()
}

#[tokio::test]
async fn pages_start_at_index_one() {
    let client = with_users().await;
    let page = async |start: &str, count: &str| {
        let page = list(&client, &[("startIndex", start), ("count", count)]).await;
        assert_eq!(page["schemas"], json!(["urn:ietf:params:scim:api:messages:2.0:ListResponse"]));
        assert_eq!(page["totalResults"], 4);
        assert_eq!(page["itemsPerPage"], page["Resources"].as_array().unwrap().len());
        (page["startIndex"].as_u64().unwrap(), texts(&page, "displayName").join(" "))
    };
    assert_eq!(page("", "").await, (1, "John Smith Cem ann Bob".to_owned()));
    assert_eq!(page("1", "2").await, (1, "John Smith Cem".to_owned()));
    assert_eq!(page("3", "2").await, (3, "ann Bob".to_owned()));
    assert_eq!(page("4", "1000").await, (4, "Bob".to_owned()));
    assert_eq!(page("5", "2").await, (5, String::new()));
    assert_eq!(page("0", "1").await, (1, "John Smith".to_owned()), "the standard wants it that way");
    assert_eq!(page("-7", "-7").await, (1, String::new()));
    assert_eq!(page("9223372036854775807", "0").await, (i64::MAX as u64, String::new()));
    for wrong in ["count=1001", "count=many", "startIndex=1.5", "startIndex=9223372036854775808"] {
        let refused = client.get(&format!("/api/v1/scim/Users?{wrong}")).await;
        assert_eq!((refused.status, refused.scim_type().as_str()), (400, "invalidValue"), "{wrong}");
    }
}

#[tokio::test]
async fn default_page_size_is_100() {
    let client = client().await;
    for number in 0..120 {
        user(&client, json!({"userName": format!("user{number}@example.com")})).await;
    }
    assert_eq!(list(&client, &[]).await["itemsPerPage"], 100);
    assert_eq!(list(&client, &[("count", "1000")]).await["itemsPerPage"], 121);
}

#[tokio::test]
async fn lists_are_sorted() {
    let client = with_users().await;
    let names = async |pairs: &[(&str, &str)]| texts(&list(&client, pairs).await, "displayName").join(" ");
    assert_eq!(names(&[("sortBy", "displayName")]).await, "ann Bob Cem John Smith");
    let descending = ("sortOrder", "descending");
    assert_eq!(names(&[("sortBy", "DISPLAYNAME"), descending]).await, "John Smith Cem Bob ann");
    assert_eq!(names(&[("sortBy", "emails.value"), ("count", "2")]).await, "ann Bob");
    assert_eq!(names(&[("sortBy", "emails"), ("sortOrder", "ascending")]).await, "ann Bob Cem John Smith");
    let by_language = names(&[("sortBy", "preferredLanguage")]).await;
    assert_eq!(by_language, "Bob Cem John Smith ann", "without a value they come last");
    assert_eq!(names(&[("sortOrder", "descending")]).await, "John Smith Cem ann Bob", "by nothing");
    for wrong in ["sortBy=nickName", "sortBy=name", "sortBy=displayName&sortOrder=up"] {
        let refused = client.get(&format!("/api/v1/scim/Users?{wrong}")).await;
        assert_eq!((refused.status, refused.scim_type().as_str()), (400, "invalidValue"), "{wrong}");
    }
}

#[tokio::test]
async fn attributes_are_selected() {
    let client = with_users().await;
    let filter = ("filter", "displayName eq \"Bob\"");
    let bob =
        list(&client, &[filter, ("attributes", "userName, emails.value")]).await["Resources"][0].clone();
    let expected = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "id": bob["id"],
        "userName": "Bob@example.com",
        "emails": [{"value": "Bob@example.com"}],
    });
    assert_eq!(bob, expected);
    let path = format!("/api/v1/scim/Users/{}", bob["id"].as_str().unwrap());
    assert_eq!(client.get(&format!("{path}?attributes=userName,emails.value")).await.json(), expected);
    let group = format!("/api/v1/scim/Groups/{}", client.sandbox.team_id());
    let group = client.get(&format!("{group}?attributes=members.display")).await.json();
    assert_eq!(group.get("displayName"), None);
    let member = group["members"].as_array().unwrap().iter().find(|member| member["display"] == "Bob");
    assert_eq!(member, Some(&json!({"display": "Bob"})));
    let refused = client.get(&format!("{path}?attributes=userName,nickName")).await;
    assert_eq!((refused.status, refused.scim_type().as_str()), (400, "invalidValue"));
}
