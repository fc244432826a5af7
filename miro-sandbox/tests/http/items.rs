use serde_json::{Value, json};

use crate::client::Client;

#[tokio::test]
async fn new_items_have_miros_defaults() {
    let client = Client::start().await;
    let board = client.board().await;
    let note = client.post(&format!("{board}/sticky_notes"), json!({"data": {"content": "Hello"}})).await;
    assert_eq!(note.status, 201);
    let note = note.json();
    let id = note["id"].as_str().unwrap();
    assert!(id.len() == 19 && id.starts_with("345876"), "{id}");
    assert_eq!(note["data"], json!({"content": "Hello", "shape": "square"}));
    assert_eq!(note["style"]["fillColor"], "light_yellow");
    assert_eq!(
        note["position"],
        json!({"x": 0.0, "y": 0.0, "origin": "center", "relativeTo": "canvas_center"})
    );
    assert!(note["createdAt"].as_str().unwrap().ends_with('Z'));
    assert_eq!(note["createdBy"], json!({"id": client.sandbox.user_id(), "type": "user"}));
    assert!(note["links"]["self"].as_str().unwrap().starts_with("https://api.miro.com/v2/boards/"));

    let shape = client.post(&format!("{board}/shapes"), json!({})).await.json();
    assert_eq!(shape["data"]["shape"], "rectangle");
    assert_eq!((&shape["style"]["fontSize"], &shape["style"]["borderWidth"]), (&json!("14"), &json!("2.0")));
    assert_eq!(shape["style"]["fillOpacity"], "0.0");
    let filled =
        client.post(&format!("{board}/shapes"), json!({"style": {"fillColor": "#8fd14f"}})).await.json();
    assert_eq!(filled["style"]["fillOpacity"], "1.0");
    let frame = client.post(&format!("{board}/frames"), json!({"data": {}})).await.json();
    assert_eq!(frame["data"]["title"], "Sample frame title");
    assert_eq!(frame["style"]["fillColor"], "#ffffffff");
}

#[tokio::test]
async fn change_affects_only_sent_fields() {
    let client = Client::start().await;
    let board = client.board().await;
    let body = json!({
        "data": {"content": "a", "shape": "rectangle"},
        "style": {"fillColor": "cyan"},
        "position": {"x": 10, "y": 20},
        "geometry": {"width": 700},
    });
    let path = format!("{board}/sticky_notes/{}", client.item(&board, "sticky_notes", body).await);
    let before = client.get(&path).await.json();
    let after = client.patch(&path, json!({"position": {"x": 11}})).await.json();
    assert_eq!(
        after["position"],
        json!({"x": 11.0, "y": 20.0, "origin": "center", "relativeTo": "canvas_center"})
    );
    for section in ["data", "style", "geometry", "createdAt"] {
        assert_eq!(after[section], before[section], "{section}");
    }
    let after =
        client.patch(&path, json!({"data": {"content": "b"}, "style": {"fillColor": null}})).await.json();
    assert_eq!(after["data"], json!({"content": "b", "shape": "rectangle"}));
    assert_eq!(after["style"]["fillColor"], "light_yellow");
    let both = json!({"geometry": {"width": 1, "height": 1}});
    assert_eq!(client.patch(&path, both).await.fields(), ["geometry"]);
}

#[tokio::test]
async fn null_clears_an_optional_field_but_not_a_required_one() {
    let client = Client::start().await;
    let board = client.board().await;
    let card = json!({"data": {"title": "t", "description": "d", "dueDate": "2023-10-12T22:00:55Z"}});
    let card = format!("{board}/cards/{}", client.item(&board, "cards", card).await);
    assert_eq!(client.get(&card).await.json()["data"]["dueDate"], "2023-10-12T22:00:55.000Z");
    let cleared = client.patch(&card, json!({"data": {"dueDate": null}})).await.json();
    assert_eq!(cleared["data"], json!({"title": "t", "description": "d"}));
    let text =
        format!("{board}/texts/{}", client.item(&board, "texts", json!({"data": {"content": "t"}})).await);
    assert_eq!(client.patch(&text, json!({"data": {"content": null}})).await.fields(), ["data.content"]);
    assert_eq!(client.patch(&text, json!({"data": null})).await.fields(), ["data.content"]);
    assert_eq!(client.patch(&text, json!({"data": {}})).await.fields(), ["data.content"], "even unchanged");
    assert_eq!(client.patch(&text, json!({"style": {"color": "#000000"}})).await.status, 200);
}

#[tokio::test]
async fn invalid_requests_are_rejected_like_miro_does() {
    let client = Client::start().await;
    let board = client.board().await;
    let cases: &[(&str, Value, &[&str])] = &[
        ("sticky_notes", json!({"style": {"fillColor": "#ff0000"}}), &["style.fillColor"]),
        ("sticky_notes", json!({"data": {"shape": "circle"}}), &["data.shape"]),
        ("sticky_notes", json!({"geometry": {"width": 10, "height": 10}}), &["geometry"]),
        ("shapes", json!({"style": {"fillColor": "red"}}), &["style.fillColor"]),
        (
            "shapes",
            json!({"style": {"fontSize": "9", "borderWidth": "25"}}),
            &["style.borderWidth", "style.fontSize"],
        ),
        ("shapes", json!({"style": {"fillOpacity": "1.5"}}), &["style.fillOpacity"]),
        ("shapes", json!({"data": {"shape": "blob"}}), &["data.shape"]),
        ("shapes", json!({"geometry": {"width": 7}}), &["geometry.width"]),
        ("shapes", json!({"position": {"x": "1"}}), &["position.x"]),
        ("frames", json!({"data": {}, "style": {"fillColor": "gray"}}), &["style.fillColor"]),
        ("frames", json!({"data": {"format": "a4"}}), &["data.format"]),
        ("frames", json!({"data": {}, "parent": {"id": "1"}}), &["parent"]),
        ("frames", json!({}), &["data"]),
        ("frames", json!({"data": {}, "geometry": {"rotation": 1}}), &["geometry.rotation"]),
        ("texts", json!({}), &["data.content"]),
        ("texts", json!({"data": {"content": "t"}, "geometry": {"width": 10}}), &["geometry.width"]),
        ("cards", json!({"data": {"assigneeId": "ann"}}), &["data.assigneeId"]),
        ("cards", json!({"data": {"dueDate": "tomorrow"}}), &["data.dueDate"]),
        ("cards", json!({"style": {"cardTheme": "blue"}}), &["style.cardTheme"]),
        ("app_cards", json!({"data": {"status": "lost"}}), &["data.status"]),
        ("app_cards", json!({"data": {"fields": [{"iconShape": "star"}]}}), &["data.fields.0.iconShape"]),
        ("app_cards", json!({"data": {"owned": true}}), &["data.owned"]),
        (
            "app_cards",
            json!({"data": {"fields": [{"iconUrl": "http://example.com/a.png"}]}}),
            &["data.fields.0.iconUrl"],
        ),
        ("images", json!({"data": {"title": "t"}}), &["data.url"]),
        ("images", json!({"data": {"url": "https://example.com/a.png"}, "style": {}}), &["style"]),
        ("images", json!({"data": {"url": "https://example.com", "altText": "a"}}), &["data.altText"]),
        (
            "documents",
            json!({"data": {"url": "https://example.com/a.pdf"}, "geometry": {"width": 1}}),
            &["geometry"],
        ),
        ("embeds", json!({"data": {"url": "https://example.com/v", "mode": "popup"}}), &["data.mode"]),
        ("embeds", json!({"data": {"url": "ftp://example.com/v"}}), &["data.url"]),
        ("cards", json!({"colour": "blue"}), &["colour"]),
        ("cards", json!({"parent": {"id": "1"}}), &["parent.id"]),
        ("cards", json!({"data": 1}), &["data"]),
    ];
    for (route, body, fields) in cases {
        let response = client.post(&format!("{board}/{route}"), body.clone()).await;
        assert_eq!(response.fields(), *fields, "{route} {body}");
    }
    assert_eq!(client.get(&format!("{board}/items")).await.json()["total"], 0);
}

#[tokio::test]
async fn children_are_placed_relative_to_the_corner_of_their_frame() {
    let client = Client::start().await;
    let board = client.board().await;
    let frame =
        json!({"data": {}, "position": {"x": 1000, "y": 500}, "geometry": {"width": 400, "height": 200}});
    let frame = client.item(&board, "frames", frame).await;
    let note = json!({"position": {"x": 850, "y": 430}});
    let note = client.item(&board, "sticky_notes", note).await;
    let path = format!("{board}/items/{note}");
    // The corner of the frame is at (800, 400).
    let inside = client.patch(&path, json!({"parent": {"id": frame}})).await.json();
    let expected = json!({"x": 50.0, "y": 30.0, "origin": "center", "relativeTo": "parent_top_left"});
    assert_eq!(inside["position"], expected);
    assert_eq!(inside["parent"], json!({"id": frame}), "no links here");
    let outside = client.patch(&path, json!({"parent": null, "position": {"x": 1}})).await.json();
    let expected = json!({"x": 1.0, "y": 430.0, "origin": "center", "relativeTo": "canvas_center"});
    assert_eq!((&outside["position"], outside.get("parent")), (&expected, None));
    assert_eq!(client.patch(&path, json!({"data": {}, "style": {}})).await.fields(), ["data", "style"]);
    let frame_path = format!("{board}/items/{frame}");
    assert_eq!(client.patch(&frame_path, json!({"parent": {"id": frame}})).await.fields(), ["parent"]);
}

#[tokio::test]
async fn items_in_a_frame_are_listed_and_outlive_it() {
    let client = Client::start().await;
    let board = client.board().await;
    let frame = client.item(&board, "frames", json!({"data": {}})).await;
    let child = client.item(&board, "sticky_notes", json!({"parent": {"id": frame}})).await;
    let other = client.item(&board, "sticky_notes", json!({})).await;
    let list = client.get(&format!("{board}/items?parent_item_id={frame}")).await.json();
    assert_eq!((&list["total"], &list["data"][0]["id"]), (&json!(1), &json!(child)));
    let typed = |kind: &str| format!("{board}/items?parent_item_id={frame}&type={kind}");
    assert_eq!(client.get(&typed("sticky_note")).await.json()["total"], 1);
    assert_eq!(client.get(&typed("shape")).await.json()["total"], 0);
    assert_eq!(client.get(&typed("doc_format")).await.status, 400, "fewer types than on the whole board");
    assert_eq!(client.get(&format!("{board}/items?parent_item_id={other}")).await.status, 400);
    assert_eq!(client.get(&format!("{board}/items?parent_item_id=1")).await.status, 404);
    assert_eq!(client.delete(&format!("{board}/frames/{frame}")).await.status, 204);
    let left = client.get(&format!("{board}/items")).await.json();
    let ids = [&left["data"][0]["id"], &left["data"][1]["id"]];
    assert_eq!((&left["total"], ids), (&json!(2), [&json!(child), &json!(other)]));
}

#[tokio::test]
async fn item_is_served_only_under_its_kind() {
    let client = Client::start().await;
    let board = client.board().await;
    let shape = client.item(&board, "shapes", json!({})).await;
    for path in ["texts", "sticky_notes", "frames"] {
        assert_eq!(client.get(&format!("{board}/{path}/{shape}")).await.status, 404);
        assert_eq!(client.delete(&format!("{board}/{path}/{shape}")).await.status, 404);
    }
    let generic = client.get(&format!("{board}/items/{shape}")).await.json();
    assert_eq!((&generic["type"], generic.get("links")), (&json!("shape"), None));
    assert_eq!(client.get(&format!("{board}/items?type=text")).await.json()["total"], 0);
    assert_eq!(client.get(&format!("{board}/items?type=shape")).await.json()["total"], 1);
    assert_eq!(client.get(&format!("{board}/items?type=star")).await.status, 400);
    assert_eq!(client.delete(&format!("{board}/items/{shape}")).await.status, 204);
}

#[tokio::test]
async fn files_and_embeds_have_derived_properties() {
    let client = Client::start().await;
    let board = client.board().await;
    let url = "https://example.com/a";
    let image =
        client.post(&format!("{board}/images"), json!({"data": {"url": url, "title": "A"}})).await.json();
    assert!(image["data"]["imageUrl"].as_str().unwrap().contains("/resources/"));
    assert!(image["data"].get("url").is_none() && image.get("style").is_none());
    let path = format!("{board}/images/{}", image["id"].as_str().unwrap());
    let renamed = client.patch(&path, json!({"data": {"title": "B"}})).await.json();
    assert_eq!(
        (&renamed["data"]["title"], &renamed["data"]["imageUrl"]),
        (&json!("B"), &image["data"]["imageUrl"])
    );
    let document = client.post(&format!("{board}/documents"), json!({"data": {"url": url}})).await.json();
    assert!(document["data"]["documentUrl"].is_string());
    let path = format!("{board}/documents/{}", document["id"].as_str().unwrap());
    let wide = client.patch(&path, json!({"geometry": {"width": 420}})).await.json();
    assert_eq!(wide["geometry"]["height"], 594.0, "only a creation cannot say how large it is");
    let embed =
        client.post(&format!("{board}/embeds"), json!({"data": {"url": url, "mode": "modal"}})).await.json();
    assert_eq!(embed["data"]["providerName"], "example.com");
}

#[tokio::test]
async fn raw_items_are_sent_unchanged() {
    let client = Client::start().await.unchecked();
    let id = client.sandbox.seed_board("Board");
    let raw = json!({"id": "5", "type": "hologram", "data": {"depth": 3}, "links": {}, "createdAt": null});
    client.sandbox.insert_raw_item(&id, raw.clone());
    client.sandbox.seed_items(&id, "card", 3);
    assert_eq!(client.sandbox.item_count(&id), 4);
    let items = client.get(&format!("/v2/boards/{id}/items")).await.json();
    assert_eq!((&items["total"], &items["data"][0]), (&json!(4), &raw));
    assert_eq!(client.get(&format!("/v2/boards/{id}/items/5")).await.json(), raw);
    assert_eq!(
        client.patch(&format!("/v2/boards/{id}/items/5"), json!({"position": {"x": 1}})).await.status,
        400
    );
}

#[tokio::test]
async fn items_keep_connectors_and_tags_when_their_frame_is_deleted() {
    let client = Client::start().await;
    let board = client.board().await;
    let frame = client.item(&board, "frames", json!({"data": {}})).await;
    let inside = client.item(&board, "sticky_notes", json!({"parent": {"id": frame}})).await;
    let outside = client.item(&board, "sticky_notes", json!({})).await;
    let other = client.item(&board, "sticky_notes", json!({})).await;
    let tag = client.item(&board, "tags", json!({"title": "t"})).await;
    for item in [&inside, &outside] {
        client.send("POST", &format!("{board}/items/{item}?tag_id={tag}"), None).await;
    }
    let connectors = format!("{board}/connectors");
    for ends in [[&inside, &outside], [&outside, &other]] {
        client.post(&connectors, json!({"startItem": {"id": ends[0]}, "endItem": {"id": ends[1]}})).await;
    }
    assert_eq!(client.delete(&format!("{board}/items/{frame}")).await.status, 204);
    assert_eq!(client.get(&format!("{board}/items")).await.json()["total"], 3);
    assert_eq!(client.get(&connectors).await.json()["total"], 2);
    assert_eq!(client.get(&format!("{board}/items?tag_id={tag}")).await.json()["total"], 2);
    assert_eq!(client.delete(&format!("{board}/items/{inside}")).await.status, 204);
    let left = client.get(&connectors).await.json();
    assert_eq!((&left["total"], &left["data"][0]["endItem"]["id"]), (&json!(1), &json!(other)));
    assert_eq!(client.get(&format!("{board}/tags")).await.json()["total"], 1);
    assert_eq!(client.get(&format!("{board}/items?tag_id={tag}")).await.json()["total"], 1);
}
