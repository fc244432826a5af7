use serde_json::{Value, json};

use super::{complaint, complaints};
use crate::client::Client;
use crate::form::Form;

#[tokio::test]
async fn live_row_01_reasons_of_a_400_are_only_in_its_fields() {
    let client = Client::start().await;
    let board = client.board().await;
    let notes = format!("{board}/sticky_notes");
    let unsupported = client.post(&notes, json!({"metadata": {}})).await;
    assert_eq!(complaints(&unsupported), [("metadata".into(), "Field [metadata] is not supported".into())]);
    for wrong in [json!([]), json!("text"), json!(1), Value::Null] {
        let response = client.post(&notes, wrong).await;
        let message = "Unexpected type of value, expected of type [Object]";
        assert_eq!(complaints(&response), [(String::new(), message.into())]);
    }
    // Query parameters, too.
    for query in ["limit=9", "cursor=foo", "type=star"] {
        let response = client.get(&format!("{board}/items?{query}")).await;
        let name = query.split('=').next().unwrap();
        assert_eq!(complaints(&response)[0].0, name);
    }
}

#[tokio::test]
async fn live_row_02_messages_equal_those_of_miro() {
    let client = Client::start().await;
    let board = client.board().await;
    let notes = client.sandbox.seed_items(&super::board_id(&board), "sticky_note", 2);
    let ends = json!({"startItem": {"id": notes[0]}, "endItem": {"id": notes[1]}});
    let connector = |name: &str, value: Value| {
        let mut connector = ends.clone();
        connector[name] = value;
        connector
    };
    let fixed_ratio = "Only height or width should be passed for widgets with fixed aspect ratio";
    let color = "Color value has invalid hex string, only css compatible hex strings are allowed";
    let percentage = "Unexpected type of value, expected of type [Percentage]";
    let cases = [
        ("sticky_notes", json!({"metadata": {}}), "Field [metadata] is not supported"),
        ("sticky_notes", json!({"zIndex": 1}), "Field [zIndex] is not supported"),
        ("groups", json!({"data": {"items": [notes[0]]}}), "Group should have at least two items"),
        ("groups", json!({"data": {}}), "Field [data.items] of type [Array] is required"),
        (
            "items/bulk",
            vec![json!({"type": "shape"}); 21].into(),
            "At most 20 items could be created with a single request",
        ),
        ("shapes", json!({"style": {"fillColor": "red"}}), color),
        ("connectors", connector("captions", json!([{"content": "c", "position": 0.5}])), percentage),
        ("connectors", connector("captions", json!([{"content": "c", "position": "half"}])), percentage),
        ("sticky_notes", json!({"geometry": {"width": 10, "height": 10}}), fixed_ratio),
        ("cards", json!({"parent": {"id": "frame"}}), "Has illegal integer number value"),
    ];
    for (route, body, message) in cases {
        let response = client.post(&format!("{board}/{route}"), body).await;
        let messages: Vec<String> = complaints(&response).into_iter().map(|(_, message)| message).collect();
        assert!(messages.contains(&message.to_owned()), "{route}: {messages:?}");
    }
    let cap = connector("style", json!({"endStrokeCap": "diamond_filled"}));
    let cap = complaint(&client.post(&format!("{board}/connectors"), cap).await);
    assert!(cap.starts_with("Unexpected value [diamond_filled], expected one of: [none, stealth, "), "{cap}");
}

#[tokio::test]
async fn live_row_07_empty_change_is_rejected() {
    let client = Client::start().await;
    let board = client.board().await;
    let mut paths = vec![board.clone()];
    let url = json!({"data": {"url": "https://example.com/a"}});
    for (route, body) in [
        ("sticky_notes", json!({})),
        ("shapes", json!({})),
        ("texts", json!({"data": {"content": "t"}})),
        ("cards", json!({})),
        ("app_cards", json!({})),
        ("frames", json!({"data": {}})),
        ("images", url.clone()),
        ("documents", url.clone()),
        ("embeds", url),
        ("tags", json!({"title": "t"})),
    ] {
        paths.push(format!("{board}/{route}/{}", client.item(&board, route, body).await));
    }
    let id = |path: &String| path.rsplit('/').next().unwrap().to_owned();
    let ends: Vec<String> = paths[1..3].iter().map(id).collect();
    paths.push(format!("{board}/items/{}", ends[0]));
    let connector = json!({"startItem": {"id": ends[0]}, "endItem": {"id": ends[1]}});
    let connector = client.post(&format!("{board}/connectors"), connector).await;
    paths.push(format!("{board}/connectors/{}", super::id(&connector)));
    for path in &paths {
        let before = client.get(path).await.json();
        assert_eq!(complaints(&client.patch(path, json!({})).await).len(), 1, "{path}");
        assert_eq!(client.get(path).await.json(), before, "{path}");
    }
}

#[tokio::test]
async fn live_row_16_order_of_creation_is_the_stacking_order() {
    let client = Client::start().await;
    let board = client.board().await;
    let notes = format!("{board}/sticky_notes");
    let note = format!("{notes}/{}", client.item(&board, "sticky_notes", json!({})).await);
    for field in ["zIndex", "bringToFront"] {
        let message = format!("Field [{field}] is not supported");
        assert_eq!(complaint(&client.post(&notes, json!({field: 1})).await), message);
        assert_eq!(complaint(&client.patch(&note, json!({field: 1})).await), message);
        let bulk = json!([{"type": "sticky_note", field: 1}]);
        assert_eq!(complaint(&client.post(&format!("{board}/items/bulk"), bulk).await), message);
    }
}

#[tokio::test]
async fn live_row_17_json_of_an_upload_needs_no_content_type() {
    let client = Client::start().await;
    let images = format!("{}/images", client.board().await);
    let form = |title: &str| {
        let data = json!({"title": title}).to_string();
        let form = Form::default().part("form-data; name=\"data\"", data.as_bytes());
        form.file("resource", "a.png", "image/png", b"png")
    };
    let created = client.upload("POST", &images, form("First")).await;
    assert_eq!((created.status, &created.json()["data"]["title"]), (201, &json!("First")));
    let path = format!("{images}/{}", super::id(&created));
    let changed = client.upload("PATCH", &path, form("Second")).await;
    assert_eq!((changed.status, &changed.json()["data"]["title"]), (200, &json!("Second")));
}
