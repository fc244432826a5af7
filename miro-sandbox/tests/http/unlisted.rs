//! Operations that are missing in Miro's specification.

use serde_json::{Value, json};

use crate::client::Client;

/// Creates a client, and the path of a new board's comments.
async fn comments() -> (Client, String) {
    let client = Client::start().await;
    let comments = client.board().await.replace("/v2/", "/v2-experimental/") + "/comments";
    (client, comments)
}

#[tokio::test]
async fn live_row_13_a_comment_is_a_thread() {
    let (client, comments) = comments().await;
    let created = client.post(&comments, json!({"content": "Nice", "x": 100, "y": 50, "color": "red"})).await;
    assert_eq!((created.status, &created.json()["resolved"]), (201, &json!(false)));
    let comment = created.json();
    let names: Vec<_> = comment.as_object().unwrap().keys().cloned().collect();
    let seen = ["createdAt", "createdBy", "id", "mentionedUsers", "messages", "position", "resolved", "type"];
    assert_eq!(names, seen, "no text of its own, and nothing of what Miro does not know");
    assert_eq!(comment["messages"][0]["content"], "Nice");
    assert_eq!(
        (&comment["messages"][0]["type"], &comment["messages"][0]["reactions"]),
        (&json!("message"), &json!([]))
    );
    assert_eq!(comment["position"], json!({"type": "canvas", "x": 0.0, "y": 0.0}));

    let list = client.get(&format!("{comments}?limit=50&offset=0")).await.json();
    assert_eq!(
        (&list["total"], &list["data"], &list["type"]),
        (&json!(1), &json!([comment]), &json!("list"))
    );
    assert_eq!(client.get(&format!("{comments}?limit=51")).await.status, 400);
    assert_eq!(client.post(&comments, json!({"content": ""})).await.status, 400);
    assert_eq!(client.post(&comments, json!({})).await.status, 400);
}

#[tokio::test]
async fn live_row_13_a_comment_is_replied_to_and_resolved_and_stays() {
    let (client, comments) = comments().await;
    let created = client.post(&comments, json!({"content": "Why?"})).await.json();
    let comment = format!("{comments}/{}", created["id"].as_str().unwrap());
    let replied = client.post(&format!("{comment}/messages"), json!({"content": "Because"})).await;
    let texts: Vec<Value> = replied.json()["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|message| message["content"].clone())
        .collect();
    assert_eq!((replied.status, texts), (201, vec![json!("Why?"), json!("Because")]));
    assert_eq!(client.patch(&comment, json!({"resolved": true})).await.json()["resolved"], true);
    assert_eq!(client.patch(&comment, json!({"resolved": "yes"})).await.status, 400);
    assert_eq!(client.patch(&comment, json!({})).await.status, 400);
    let read = client.get(&comment).await.json();
    assert_eq!((&read["resolved"], &read["messages"]), (&json!(true), &replied.json()["messages"]));
    assert_eq!(client.delete(&comment).await.status, 405);
    assert_eq!(client.delete(&format!("{comment}/messages")).await.status, 405);
    assert_eq!(client.get(&format!("{comments}/1")).await.status, 404);
    assert_eq!(client.patch(&format!("{comments}/1"), json!({"resolved": true})).await.status, 404);
    assert_eq!(client.post(&format!("{comments}/1/messages"), json!({"content": "a"})).await.status, 404);
}

#[tokio::test]
async fn live_row_13_an_item_holds_a_comment() {
    let client = Client::start().await;
    let board = client.board().await;
    let comments = board.replace("/v2/", "/v2-experimental/") + "/comments";
    let note = client.post(&format!("{board}/sticky_notes"), json!({"data": {"content": "a"}})).await.json();
    let sent = json!({"content": "Here", "itemId": note["id"]});
    let position = client.post(&comments, sent).await.json()["position"].clone();
    assert_eq!(position, json!({"type": "attached", "x": 0.0, "y": 0.0, "itemId": note["id"]}));
    assert_eq!(client.post(&comments, json!({"content": "Where?", "itemId": "7"})).await.status, 404);
}

#[tokio::test]
async fn live_row_22_diagrams_and_tables_are_read_only() {
    let client = Client::start().await;
    let board = client.sandbox.seed_board("Drawn");
    for (kind, route, other) in [
        ("diagram", "diagrams", "data_table_formats"),
        ("data_table_format", "data_table_formats", "diagrams"),
    ] {
        let raw = json!({"type": kind, "position": {"x": 1.0, "y": 2.0}, "createdBy": {"id": "1"}});
        let id = client.sandbox.insert_raw_item(&board, raw);
        let items = format!("/v2/boards/{}/{route}", board.replace('=', "%3D"));
        let list = client.get(&items).await.json();
        assert_eq!((&list["total"], &list["data"][0]["id"]), (&json!(1), &json!(id)));
        let item = format!("{items}/{id}");
        assert_eq!(client.get(&item).await.json()["position"], json!({"x": 1.0, "y": 2.0}));
        assert_eq!(client.get(&item.replace(route, other)).await.status, 404, "it is no {other}");
        assert_eq!(client.get(&format!("{item}/rows")).await.status, 404);
        assert_eq!(client.get(&format!("{items}?limit=9")).await.status, 400);
        assert_eq!(client.post(&items, json!({})).await.status, 405);
        assert_eq!(client.delete(&item).await.status, 405);
    }
}

#[tokio::test]
async fn live_row_21_scim_groups_are_created_and_deleted() {
    let mut client = Client::start().await;
    let board_of_the_first = client.board().await;
    client.token = client.sandbox.scim_token();
    let groups = "/api/v1/scim/Groups";
    let user = client.post("/api/v1/scim/Users", json!({"userName": "ann@example.com"})).await.json();
    let sent = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
        "displayName": "Design",
        "members": [{"value": user["id"]}],
    });
    let created = client.post(groups, sent).await;
    let group = created.json();
    assert_eq!((created.status, &group["displayName"]), (201, &json!("Design")));
    assert_eq!(group["members"][0]["value"], user["id"]);
    let path = format!("{groups}/{}", group["id"].as_str().unwrap());
    assert_eq!(client.get(&path).await.json()["members"], group["members"]);

    assert_eq!(client.post(groups, json!({"members": []})).await.status, 400);
    assert_eq!(
        client.post(groups, json!({"displayName": "A", "members": [{"value": "7"}]})).await.status,
        404
    );

    assert_eq!(client.delete(&path).await.status, 204);
    assert_eq!(client.get(&path).await.status, 404);
    let user = format!("/api/v1/scim/Users/{}", user["id"].as_str().unwrap());
    assert_eq!(client.get(&user).await.status, 200, "its members stay");
    let first = format!("{groups}/{}", client.sandbox.team_id());
    assert_eq!(client.delete(&first).await.status, 409, "{board_of_the_first} is in it");
}
