use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn a_tag_is_created_changed_and_deleted() {
    let client = Client::start().await;
    let tags = format!("{}/tags", client.board().await);
    let created = client.post(&tags, json!({"title": "to do"})).await;
    assert_eq!((created.status, &created.json()["fillColor"]), (201, &json!("red")));
    let path = format!("{tags}/{}", created.json()["id"].as_str().unwrap());
    let changed = client.patch(&path, json!({"fillColor": "magenta"})).await.json();
    assert_eq!((&changed["title"], &changed["fillColor"]), (&json!("to do"), &json!("magenta")));
    assert_eq!(client.patch(&path, json!({"fillColor": null})).await.json()["fillColor"], "red");
    assert_eq!(client.post(&tags, json!({"title": "to do"})).await.fields(), ["title"]);
    assert_eq!(client.post(&tags, json!({"title": "To do"})).await.status, 201, "titles are case-sensitive");
    assert_eq!(client.patch(&path, json!({"title": "To do"})).await.fields(), ["title"]);
    assert_eq!(client.patch(&path, json!({"title": "to do"})).await.status, 200);
    assert_eq!(client.post(&tags, json!({"title": "x".repeat(121)})).await.fields(), ["title"]);
    assert_eq!(client.post(&tags, json!({"fillColor": "pink"})).await.fields(), ["fillColor", "title"]);
    assert_eq!(client.get(&tags).await.json()["total"], 2);
    assert_eq!(client.delete(&path).await.status, 204);
    assert_eq!(client.get(&path).await.status, 404);
}

#[tokio::test]
async fn tags_are_attached_to_cards_and_sticky_notes() {
    let client = Client::start().await;
    let board = client.board().await;
    let note = client.item(&board, "sticky_notes", json!({})).await;
    let shape = client.item(&board, "shapes", json!({})).await;
    let mut tags = Vec::new();
    for number in 0..9 {
        tags.push(client.item(&board, "tags", json!({"title": number.to_string()})).await);
    }
    let attach = async |item: &str, tag: &str| {
        client.send("POST", &format!("{board}/items/{item}?tag_id={tag}"), None).await.status
    };
    for tag in &tags[..8] {
        assert_eq!(attach(&note, tag).await, 204);
    }
    assert_eq!(attach(&note, &tags[0]).await, 204, "again");
    assert_eq!(attach(&note, &tags[8]).await, 400, "the ninth");
    assert_eq!(attach(&shape, &tags[0]).await, 400);
    assert_eq!(attach(&note, "1").await, 404);
    assert_eq!(client.send("POST", &format!("{board}/items/{note}"), None).await.status, 400);

    let of_item = format!("{board}/items/{note}/tags");
    assert_eq!(client.get(&of_item).await.json()["tags"].as_array().unwrap().len(), 8);
    let detach = format!("{board}/items/{note}?tag_id={}", tags[0]);
    assert_eq!(client.delete(&detach).await.status, 204);
    assert_eq!(client.delete(&detach).await.status, 404);
    assert_eq!(client.delete(&format!("{board}/tags/{}", tags[1])).await.status, 204);
    assert_eq!(client.get(&of_item).await.json()["tags"].as_array().unwrap().len(), 6);
    assert_eq!(client.get(&format!("{board}/items/{note}")).await.status, 200, "detaching deletes no item");

    let tagged = client.get(&format!("{board}/items?tag_id={}", tags[2])).await.json();
    assert_eq!((&tagged["total"], &tagged["offset"]), (&json!(1), &json!(0)));
    assert_eq!(tagged["data"][0]["id"], note.as_str());
}

#[tokio::test]
async fn a_board_has_at_most_100_tags() {
    let client = Client::start().await;
    let tags = format!("{}/tags", client.board().await);
    for number in 0..100 {
        assert_eq!(client.post(&tags, json!({"title": number.to_string()})).await.status, 201);
    }
    assert_eq!(client.post(&tags, json!({"title": "100"})).await.status, 400);
}
