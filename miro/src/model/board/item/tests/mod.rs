//! Items as Miro sends them, and bodies as Miro accepts them.

use serde_json::{Value, json};

use super::Item;

mod copy;
mod read;
mod write;

/// The fields that all items of a page share, and the specific fields of a kind.
fn item(kind: &str, own: &Value) -> Value {
    let mut item = json!({
        "id": "3458764517517819000",
        "type": kind,
        "position": {"x": 100, "y": "-50.5", "origin": "center", "relativeTo": "parent_top_left"},
        "geometry": {"width": 320, "height": 94.5, "rotation": null},
        "parent": {"id": 3_458_764_517_517_819_001_u64, "links": {"self": "http://api.miro.com/v2/boards/a=/frames/1"}},
        "createdAt": "2022-03-30T17:26:50.000Z",
        "createdBy": {"id": "3458764517517852417", "type": "user"},
        "modifiedAt": "2022-03-30T17:26:50.000Z",
        "modifiedBy": {"id": "3458764517517852418", "type": "user"},
        "links": {"self": "http://api.miro.com/v2/boards/a=/items/1"},
        "from_next_year": {"kept": true},
    });
    for (name, value) in own.as_object().unwrap() {
        item[name] = value.clone();
    }
    item
}

fn read(json: &Value) -> Item {
    serde_json::from_slice(json.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}: {json}"))
}

fn samples() -> Vec<Value> {
    let look = json!({"fillColor": "#8fd14f", "fillOpacity": "0.5", "color": "#1a1a1a", "fontSize": "14",
        "fontFamily": "open_sans", "textAlign": "left", "borderColor": "transparent", "borderOpacity": 1,
        "borderStyle": "dashed", "borderWidth": "2.0", "textAlignVertical": "unknown", "blend": "multiply"});
    vec![
        item(
            "sticky_note",
            &json!({"data": {"content": "<p>hello</p>", "shape": "square"},
            "style": {"fillColor": "light_yellow", "textAlign": "center", "textAlignVertical": "top"}}),
        ),
        item("shape", &json!({"data": {"content": "Hello", "shape": "flow_chart_or"}, "style": look})),
        item("text", &json!({"data": {"content": "Hello"}, "style": look})),
        item(
            "card",
            &json!({"data": {"title": "card", "description": "d", "assigneeId": 3_074_457_362_577_955_300_u64,
            "dueDate": "2023-10-12T22:00:55.000Z"}, "style": {"cardTheme": "#2d9bf0"}}),
        ),
        item(
            "app_card",
            &json!({"data": {"title": "card", "owned": true, "status": "connected", "fields": [
            {"value": "Status", "iconShape": "round", "iconUrl": "https://x", "fillColor": "#2fa9e3", "new": 1}, null,
        ]}, "style": {"fillColor": "#2d9bf0"}}),
        ),
        item(
            "frame",
            &json!({"data": {"title": "Frame", "format": "a4", "type": "unknown", "showContent": false},
            "style": {"fillColor": "#ffffffff"}}),
        ),
        item(
            "image",
            &json!({"data": {"title": "Image", "imageUrl": "https://api.miro.com/v2/boards/a=/resources/1"}}),
        ),
        item(
            "document",
            &json!({"data": {"title": "Doc", "documentUrl": "https://api.miro.com/v2/boards/a=/resources/1"}}),
        ),
        item(
            "embed",
            &json!({"data": {"url": "https://x", "mode": "modal", "contentType": "video", "html": "<iframe>",
            "providerName": "YouTube", "providerUrl": "https://y", "previewUrl": "https://z", "title": "t",
            "description": "d"}}),
        ),
        item("doc_format", &json!({"data": {"contentType": "markdown", "content": "# Title"}})),
        item("hologram", &json!({"data": {"shape": "sphere", "content": 7}, "style": [1, 2]})),
    ]
}
