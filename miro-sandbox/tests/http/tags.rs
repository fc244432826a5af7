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

#[tokio::test]
async fn detaching_never_deletes_an_item() {
    let client = Client::start().await;
    let board = client.board().await;
    let card = client.item(&board, "cards", json!({})).await;
    let tag = client.item(&board, "tags", json!({"title": "t"})).await;
    for query in ["tag_id=", "tag_id=1", &format!("tag_id={tag}")] {
        let response = client.delete(&format!("{board}/items/{card}?{query}")).await;
        assert!(matches!(response.status, 400 | 404), "{query}: {response:?}");
    }
    assert_eq!(client.get(&format!("{board}/cards/{card}")).await.status, 200);
    let unknown = format!("{board}/items/1?tag_id={tag}");
    assert_eq!(client.send("POST", &unknown, None).await.status, 404);
    assert_eq!(client.delete(&unknown).await.status, 404);
    assert_eq!(client.get(&format!("{board}/items?tag_id=1")).await.status, 404);
}

#[tokio::test]
async fn titles_have_up_to_120_characters_and_twelve_colors_exist() {
    let client = Client::start().await;
    let board = client.board().await;
    let tags = format!("{board}/tags");
    assert_eq!(client.post(&tags, json!({"title": "ß".repeat(120)})).await.status, 201);
    assert_eq!(client.post(&tags, json!({"title": ""})).await.status, 201, "no characters are allowed");
    let colors =
        "red light_green cyan yellow magenta green blue gray violet dark_green dark_blue black".split(' ');
    for color in colors {
        let made = client.post(&tags, json!({"title": color, "fillColor": color})).await;
        assert_eq!((made.status, &made.json()["fillColor"]), (201, &json!(color)));
    }
    for refused in ["unknown", "light_yellow", "#ff0000"] {
        let body = json!({"title": "x", "fillColor": refused});
        assert_eq!(client.post(&tags, body).await.fields(), ["fillColor"], "{refused}");
    }
    assert_eq!(client.get(&tags).await.json()["total"], 14);
    let other = client.board().await;
    assert_eq!(client.post(&format!("{other}/tags"), json!({"title": "red"})).await.status, 201, "per board");
}
