use miro::model::{FrameFormat, TagColor};
use serde_json::json;

use super::{board, response};

#[tokio::test]
async fn live_row_05_reads_a_child_of_a_deleted_frame() {
    let (_, board) = board([response(
        200,
        &json!({"id": "7", "type": "text", "parent": null, "position": {"x": 10, "y": 20, "relativeTo": "canvas_center"}}),
    )]);
    let item = board.item("7").get().await.unwrap();
    assert!(item.parent().is_none());
    assert_eq!(item.position().and_then(|position| position.x), Some(10.0));
}

#[tokio::test]
async fn live_row_11_reads_a_style_of_strings() {
    let style = json!({
        "fillColor": "#abcdef", "fillOpacity": "1.0", "fontFamily": "open_sans", "fontSize": "14", "borderWidth": "2.0",
        "borderOpacity": "0.0", "borderStyle": "normal", "textAlign": "left", "textAlignVertical": "top",
    });
    let shape = json!({"id": "7", "type": "shape", "data": {"shape": "rectangle"}, "style": style});
    let (_, board) = board([response(201, &shape)]);
    let style = board.shapes().get("7").await.unwrap().style.unwrap();
    assert_eq!((style.fill_opacity, style.border_opacity), (Some(1.0), Some(0.0)));
    assert_eq!((style.font_size, style.border_width), (Some(14.0), Some(2.0)));
    assert!(style.extra.is_empty(), "{:?}", style.extra);
}

#[tokio::test]
async fn live_row_12_a_field_of_an_app_card_may_have_an_object() {
    let fields =
        json!([{"label": "Status", "value": "Open"}, {"label": "Owner", "value": {"name": "Somebody"}}]);
    let card = json!({"id": "7", "type": "app_card", "data": {"title": "A task", "fields": fields}});
    let (_, board) = board([response(200, &card)]);
    let data = board.app_cards().get("7").await.unwrap().data.unwrap();
    assert_eq!(data.title.as_deref(), Some("A task"));
    assert_eq!((data.fields[0].value.as_deref(), data.fields[1].value.as_deref()), (Some("Open"), None));
    assert_eq!(data.fields[1].extra["value"]["name"], "Somebody");
    assert_eq!(serde_json::to_value(&data).unwrap()["fields"], fields, "and is written back as it came");
}

#[tokio::test]
async fn live_row_14_tags_may_be_dark_gray() {
    let (_, board) =
        board([response(200, &json!({"id": "7", "type": "tag", "title": "x", "fillColor": "dark_gray"}))]);
    assert_eq!(board.tags().get("7").await.unwrap().fill_color, Some(TagColor::DarkGray));
}

#[tokio::test]
async fn live_row_15_reads_a_frame_made_by_hand() {
    let (_, board) = board([
        response(
            200,
            &json!({"id": "7", "type": "frame", "data": {"format": "ratio_16x9", "type": "unknown", "title": "x"}, "parent": {"id": "345"}}),
        ),
        response(
            200,
            &json!({"id": "8", "type": "frame", "data": {"title": "y"}, "parent": {"type": "mindmap"}}),
        ),
    ]);
    let frame = board.frames().get("7").await.unwrap();
    let data = frame.data.as_ref().unwrap();
    assert_eq!(data.format.as_ref().map(FrameFormat::as_str), Some("ratio_16x9"));
    assert_eq!(frame.parent.as_ref().unwrap().id, "345");
    let other = board.frames().get("8").await.unwrap();
    assert_eq!((other.parent, &other.extra["parent"]["type"]), (None, &json!("mindmap")));
}
