//! Filters of the two lists.

use serde_json::json;

use super::{ENTERPRISE_USER, client, query, texts, user};
use crate::client::Client;

async fn found(client: &Client, filter: &str) -> Vec<String> {
    let list = client.get(&format!("/api/v1/scim/Users?{}", query(&[("filter", filter)]))).await;
    assert_eq!(list.status, 200, "{filter}: {}", list.body);
    let list = list.json();
    let names = texts(&list, "displayName");
    assert_eq!(list["totalResults"], names.len());
    names
}

#[tokio::test]
async fn users_are_filtered() {
    let client = client().await;
    let ann =
        json!({"userName": "ann@miro.com", "displayName": "Ann", ENTERPRISE_USER: {"department": "IT"}});
    user(&client, ann).await;
    user(&client, json!({"userName": "bob@miro.com", "displayName": "Bob", "active": false})).await;
    user(&client, json!({"userName": "cem@test.com", "displayName": "Cem", "userType": "Free"})).await;
    let team = client.sandbox.team_id();
    for (filter, names) in [
        (r#"userName eq "ann@miro.com""#.to_owned(), &["Ann"][..]),
        (r#"USERNAME EQ "ANN@MIRO.COM""#.to_owned(), &["Ann"]),
        ("active eq false".to_owned(), &["Bob"]),
        (r#"displayName co "n""#.to_owned(), &["John Smith", "Ann"]),
        (r#"userType ne "Full""#.to_owned(), &["Cem"]),
        (format!(r#"groups.value eq "{team}" and userName ew "miro.com""#), &["Ann", "Bob"]),
        (r#"emails.value sw "cem""#.to_owned(), &["Cem"]),
        (r#"emails[type eq "work" and value co "cem"]"#.to_owned(), &["Cem"]),
        (format!(r#"{ENTERPRISE_USER}:department eq "it""#), &["Ann"]),
        (format!("{ENTERPRISE_USER}:department pr"), &["Ann"]),
        (r#"displayName ge "bob" and displayName lt "john""#.to_owned(), &["Bob", "Cem"]),
        (r#"not (active eq true) or displayName eq "Cem""#.to_owned(), &["Bob", "Cem"]),
        (r#"(active eq false or userType eq "Free") and displayName sw "c""#.to_owned(), &["Cem"]),
        (r#"roles.value eq "ORGANIZATION_INTERNAL_ADMIN""#.to_owned(), &["John Smith"]),
        (format!("id eq {}", client.sandbox.user_id()), &["John Smith"]),
        (r#"displayName eq "nobody""#.to_owned(), &[]),
    ] {
        assert_eq!(found(&client, &filter).await, names, "{filter}");
    }
}

#[tokio::test]
async fn malformed_filters_are_rejected() {
    let client = client().await;
    for filter in [
        "",
        "userName",
        "userName eq",
        "userName = \"a\"",
        "nickName pr",
        "(active eq true",
        "active gt true",
    ] {
        let refused = client.get(&format!("/api/v1/scim/Users?{}", query(&[("filter", filter)]))).await;
        assert_eq!((refused.status, refused.scim_type().as_str()), (400, "invalidFilter"), "{filter}");
    }
}

#[tokio::test]
async fn groups_are_filtered_by_simple_attributes_only() {
    let client = client().await;
    let found = async |filter: &str| {
        client.get(&format!("/api/v1/scim/Groups?{}", query(&[("filter", filter)]))).await
    };
    assert_eq!(texts(&found(r#"displayName eq "my team""#).await.json(), "displayName"), ["My Team"]);
    assert_eq!(found(r#"displayName eq "Product Team""#).await.json()["totalResults"], 0);
    assert_eq!(found(r#"members.value eq "1""#).await.scim_type(), "invalidFilter");
    assert_eq!(found(r#"not (displayName pr or members[value eq "1"])"#).await.scim_type(), "invalidFilter");
    assert_eq!(found(r#"active eq true"#).await.scim_type(), "invalidFilter");
}
