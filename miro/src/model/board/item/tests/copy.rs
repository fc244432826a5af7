use miro_core::upload::FileUpload;
use serde_json::{Value, json};

use super::{read, samples};
use crate::model::*;

fn copied(kind: &str) -> Option<Value> {
    let sample = samples().into_iter().find(|sample| sample["type"] == kind).unwrap();
    read(&sample).to_new().map(|new| serde_json::to_value(new).unwrap())
}

#[test]
fn what_miro_takes_of_an_item_is_carried_over() {
    let place = json!({"x": 100.0, "y": -50.5});
    assert_eq!(
        copied("sticky_note").unwrap(),
        json!({"type": "sticky_note", "data": {"content": "<p>hello</p>", "shape": "square"}, "position": place,
            "style": {"fillColor": "light_yellow", "textAlign": "center", "textAlignVertical": "top"},
            "geometry": {"width": 320.0}})
    );
    // Without a border that is not a color, an alignment that Miro does not specify, and unknown values.
    assert_eq!(
        copied("shape").unwrap(),
        json!({"type": "shape", "data": {"content": "Hello", "shape": "flow_chart_or"}, "position": place,
            "style": {"fillColor": "#8fd14f", "fillOpacity": "0.5", "color": "#1a1a1a", "fontSize": "14",
                "fontFamily": "open_sans", "textAlign": "left", "borderOpacity": "1", "borderStyle": "dashed",
                "borderWidth": "2"},
            "geometry": {"width": 320.0, "height": 94.5}})
    );
    assert_eq!(copied("text").unwrap()["geometry"], json!({"width": 320.0}));
    assert_eq!(
        copied("card").unwrap()["data"],
        json!({"title": "card", "description": "d", "assigneeId": "3074457362577955300",
            "dueDate": "2023-10-12T22:00:55.000Z"})
    );
    assert_eq!(
        copied("app_card").unwrap()["data"],
        json!({"title": "card", "status": "connected", "fields": [
            {"value": "Status", "iconShape": "round", "iconUrl": "https://x", "fillColor": "#2fa9e3"}]})
    );
    assert_eq!(
        copied("frame").unwrap(),
        json!({"type": "frame", "data": {"title": "Frame", "showContent": false}, "position": place,
            "style": {"fillColor": "#ffffffff"}, "geometry": {"width": 320.0, "height": 94.5}})
    );
    assert_eq!(copied("embed").unwrap()["data"], json!({"url": "https://x", "mode": "modal"}));
    for kind in ["image", "document", "doc_format", "hologram"] {
        assert_eq!(copied(kind), None, "{kind}");
    }
}

#[test]
fn of_an_item_of_which_nothing_came_nothing_is_carried_over() {
    for kind in ["sticky_note", "shape", "text", "card", "app_card", "frame", "embed"] {
        let new = read(&json!({"id": "1", "type": kind})).to_new().unwrap();
        assert_eq!(serde_json::to_value(new).unwrap(), json!({"type": kind}));
    }
}

#[test]
fn an_image_is_described_by_what_was_read_and_comes_from_elsewhere() {
    let image: Image = serde_json::from_value(json!({"id": "1", "type": "image",
        "data": {"title": "Logo", "altText": "A square", "imageUrl": "https://api.miro.com/v2/boards/a=/resources/1"},
        "geometry": {"width": 64.0, "height": 48.0}, "position": {"x": 1, "y": 2}, "parent": {"id": "9"}}))
    .unwrap();
    let place = json!({"x": 1.0, "y": 2.0});
    assert_eq!(
        serde_json::to_value(image.to_new("https://example.com/logo.png")).unwrap(),
        json!({"data": {"title": "Logo", "url": "https://example.com/logo.png"}, "geometry": {"width": 64.0},
            "position": place})
    );
    let (_, described) = image.to_upload(FileUpload::from_bytes("logo.png", "PNG")).into_parts();
    assert_eq!(
        serde_json::to_value(described).unwrap(),
        json!({"type": "image", "title": "Logo", "altText": "A square", "geometry": {"width": 64.0}, "position": place})
    );
}
