use miro_sandbox::Sandbox;
use serde_json::{Value, json};

use super::{assert_gone, board_id, complaint, id};
use crate::client::Client;

#[tokio::test]
async fn live_row_06_group_is_not_an_item_and_has_no_timestamps() {
    let client = Client::start().await;
    let board = client.board().await;
    let notes = client.sandbox.seed_items(&board_id(&board), "sticky_note", 2);
    let groups = format!("{board}/groups");
    for few in [json!([]), json!([notes[0]])] {
        let response = client.post(&groups, json!({"data": {"items": few}})).await;
        assert_eq!(complaint(&response), "Group should have at least two items");
    }
    let created = client.post(&groups, json!({"data": {"items": notes}})).await;
    assert_eq!(created.status, 201, "{}", created.body);
    let created = created.json();
    let group = created["id"].as_str().unwrap();
    for timestamp in ["createdAt", "createdBy", "modifiedAt", "modifiedBy"] {
        assert_eq!(created.get(timestamp), None, "{timestamp}");
    }
    for method in ["GET", "DELETE"] {
        assert_gone(&client, method, &board, &format!("{board}/items/{group}")).await;
    }
    assert_eq!(client.get(&format!("{groups}/{group}")).await.status, 200);
}

#[tokio::test]
async fn live_row_09_a_connector_is_created_with_200_or_201() {
    for (status, builder) in [(200, Sandbox::builder()), (201, Sandbox::builder().connectors_created())] {
        // The specification has only 200.
        let client = Client::of(builder.start().await).unchecked();
        let board = client.board().await;
        let notes = client.sandbox.seed_items(&board_id(&board), "sticky_note", 2);
        let ends = json!({"startItem": {"id": notes[0]}, "endItem": {"id": notes[1]}});
        let created = client.post(&format!("{board}/connectors"), ends).await;
        assert_eq!(created.status, status);
        let path = format!("{board}/connectors/{}", id(&created));
        assert_eq!(client.delete(&path).await.status, 204);
        for method in ["DELETE", "GET"] {
            assert_gone(&client, method, &board, &path).await;
        }
    }
}

#[tokio::test]
async fn live_row_09_an_item_is_deleted_once() {
    let client = Client::start().await;
    let board = client.board().await;
    for route in ["items", "sticky_notes"] {
        let note = client.item(&board, "sticky_notes", json!({})).await;
        let path = format!("{board}/{route}/{note}");
        assert_eq!(client.delete(&path).await.status, 204);
        for method in ["DELETE", "GET"] {
            assert_gone(&client, method, &board, &path).await;
        }
    }
}

#[tokio::test]
async fn live_row_11_a_filled_shape_has_other_defaults_than_the_reference() {
    let style = async |builder: miro_sandbox::Builder, style: Value| {
        let client = Client::of(builder.start().await);
        let board = client.board().await;
        let shape = client.post(&format!("{board}/shapes"), json!({"style": style})).await.json();
        let board_id = board.trim_start_matches("/v2/boards/");
        let link =
            format!("https://api.miro.com/v2/boards/{board_id}/shapes/{}", shape["id"].as_str().unwrap());
        assert_eq!(shape["links"]["self"], link, "https, and the id of the board percent-encoded");
        assert!(board_id.ends_with("%3D"));
        let style = shape["style"].clone();
        assert!(style.as_object().unwrap().values().all(Value::is_string), "{style}");
        style
    };
    let seen = json!({
        "borderColor": "#1a1a1a",
        "borderOpacity": "0.0",
        "borderStyle": "normal",
        "borderWidth": "2.0",
        "color": "#1a1a1a",
        "fillColor": "#abcdef",
        "fillOpacity": "1.0",
        "fontFamily": "open_sans",
        "fontSize": "14",
        "textAlign": "left",
        "textAlignVertical": "top",
    });
    let filled = json!({"fillColor": "#abcdef"});
    assert_eq!(style(Sandbox::builder(), filled.clone()).await, seen);
    let mut documented = seen.clone();
    documented["borderOpacity"] = "1.0".into();
    documented["fontFamily"] = "arial".into();
    assert_eq!(style(Sandbox::builder().documented_shapes(), filled).await, documented);
    let own = json!({"fillColor": "#abcdef", "borderWidth": "4", "fontFamily": "roboto"});
    let own = style(Sandbox::builder(), own).await;
    assert_eq!((&own["borderOpacity"], &own["fontFamily"]), (&json!("1.0"), &json!("roboto")));
}

#[tokio::test]
async fn live_row_12_app_card_field_keeps_objects_of_integrations() {
    // The specification requires text.
    let client = Client::start().await.unchecked();
    let board = client.board().await;
    let fields = json!([
        {"label": "Status", "value": "Open", "iconShape": "round"},
        {"label": "Owner", "value": {"name": "Somebody"}, "iconShape": "square"},
    ]);
    let card = client.post(&format!("{board}/app_cards"), json!({"data": {"fields": fields}})).await;
    assert_eq!((card.status, &card.json()["data"]["fields"]), (201, &fields));
    let path = format!("{board}/app_cards/{}", id(&card));
    assert_eq!(client.get(&path).await.json()["data"]["fields"], fields);
    assert_eq!(client.get(&format!("{board}/items")).await.json()["data"][0]["data"]["fields"], fields);
    let changed = client.patch(&path, json!({"data": {"title": "A task"}})).await.json();
    assert_eq!(changed["data"]["fields"], fields);
}

#[tokio::test]
async fn live_row_14_tags_are_dark_gray_as_well() {
    // The specification lacks the color.
    let client = Client::start().await.unchecked();
    let tags = format!("{}/tags", client.board().await);
    let colors = [
        "red",
        "light_green",
        "cyan",
        "yellow",
        "magenta",
        "green",
        "blue",
        "gray",
        "violet",
        "dark_gray",
        "dark_green",
        "dark_blue",
        "black",
    ];
    for color in colors {
        let tag = client.post(&tags, json!({"title": color, "fillColor": color})).await;
        assert_eq!((tag.status, &tag.json()["fillColor"]), (201, &json!(color)));
    }
    let unknown = client.post(&tags, json!({"title": "t", "fillColor": "light_gray"})).await;
    let known = colors.join(", ");
    assert_eq!(complaint(&unknown), format!("Unexpected value [light_gray], expected one of: [{known}]"));
}
