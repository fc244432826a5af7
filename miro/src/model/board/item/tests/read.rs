use serde_json::{Value, json};

use super::{item, read, samples};
use crate::model::*;
use crate::model::{FontFamily, HexColor, ItemId, RelativeTo, UserId, VerticalAlignment};

#[test]
fn the_type_decides_what_an_item_is_read_as() {
    let items: Vec<Item> = samples().iter().map(read).collect();
    let [note, shape, text, card, app_card, frame, image, document, embed, doc_format, hologram] = &items[..]
    else {
        panic!("{items:?}")
    };
    let note = note.as_sticky_note().unwrap();
    assert_eq!(note.data.as_ref().unwrap().content.as_deref(), Some("<p>hello</p>"));
    assert_eq!(note.style.as_ref().unwrap().fill_color, Some(StickyColor::LightYellow));
    let shape = shape.as_shape().unwrap();
    assert_eq!(shape.data.as_ref().unwrap().shape, Some(ShapeKind::FlowChartOr));
    let style = shape.style.as_ref().unwrap();
    assert_eq!((style.font_size, style.fill_opacity, style.border_width), (Some(14.0), Some(0.5), Some(2.0)));
    assert_eq!(style.border_color, Some(HexColor::new("transparent")));
    assert_eq!(style.text_align_vertical, Some(VerticalAlignment::Unknown("unknown".into())));
    assert_eq!(style.extra["blend"], "multiply");
    let text = text.as_text().unwrap();
    assert_eq!(text.style.as_ref().unwrap().font_family, Some(FontFamily::OpenSans));
    assert_eq!(text.style.as_ref().unwrap().extra["borderStyle"], "dashed");
    let card = card.as_card().unwrap().data.as_ref().unwrap();
    assert_eq!(card.assignee_id, Some(UserId::new("3074457362577955300")));
    assert_eq!(card.due_date.unwrap().to_string(), "2023-10-12T22:00:55.000Z");
    let app_card = app_card.as_app_card().unwrap().data.as_ref().unwrap();
    assert_eq!((app_card.owned, app_card.fields.len()), (Some(true), 1));
    assert_eq!(app_card.fields[0].icon_shape, Some(IconShape::Round));
    let frame = frame.as_frame().unwrap().data.as_ref().unwrap();
    assert_eq!((frame.format.clone(), frame.show_content), (Some(FrameFormat::A4), Some(false)));
    assert!(image.as_image().unwrap().data.as_ref().unwrap().image_url.is_some());
    assert!(document.as_document().unwrap().data.as_ref().unwrap().document_url.is_some());
    assert_eq!(embed.as_embed().unwrap().data.as_ref().unwrap().mode, Some(EmbedMode::Modal));
    let doc_format = doc_format.as_doc_format().unwrap().data.as_ref().unwrap();
    assert_eq!(doc_format.content_type, Some(DocFormatContentType::Markdown));
    assert!(matches!(hologram, Item::Unknown(item) if !item.kind.is_known()));
}

#[test]
fn what_all_kinds_share_can_be_asked_of_any_item() {
    for sample in samples() {
        let item = read(&sample);
        assert_eq!(ItemId::from(&item), "3458764517517819000");
        assert_eq!(item.kind().as_str(), sample["type"]);
        let position = item.position().unwrap();
        assert_eq!((position.x, position.y), (Some(100.0), Some(-50.5)));
        assert_eq!(position.relative_to, Some(RelativeTo::ParentTopLeft));
        assert_eq!(item.geometry().unwrap().height, Some(94.5));
        assert_eq!(item.parent().unwrap().id, "3458764517517819001");
        assert_eq!(item.created_at().unwrap().unix_seconds(), 1_648_661_210);
        assert_eq!(item.modified_at(), item.created_at());
        assert_eq!(item.created_by().unwrap().id, "3458764517517852417");
        assert_eq!(item.modified_by().unwrap().id, "3458764517517852418");
        assert!(item.links().unwrap().self_link.is_some());
    }
}

#[test]
fn an_item_survives_a_round_trip() {
    for sample in samples() {
        let item = read(&sample);
        let written = serde_json::to_value(&item).unwrap();
        assert_eq!(written["from_next_year"], json!({"kept": true}));
        assert_eq!(read(&written), item);
        // The same from a JSON value.
        assert_eq!(serde_json::from_value::<Item>(sample).unwrap(), item);
    }
}

#[test]
fn an_item_of_an_unknown_kind_keeps_everything() {
    let sample = item("hologram", &json!({"data": {"depth": 3}, "style": [1, null], "zzz": "0.10"}));
    let item = read(&sample);
    let Item::Unknown(unknown) = &item else { panic!("{item:?}") };
    assert_eq!(unknown.raw, sample);
    assert_eq!(serde_json::to_value(&item).unwrap(), sample);
    assert_eq!(serde_json::from_value::<UnknownItem>(sample).unwrap(), *unknown);
}

#[test]
fn an_item_of_an_unknown_kind_may_mean_something_else_by_the_common_fields() {
    let sample = json!({"id": 7, "type": "hologram", "position": "everywhere"});
    let item = read(&sample);
    assert_eq!((item.id().as_str(), item.kind().as_str(), item.position()), ("7", "hologram", None));
    assert_eq!(serde_json::to_value(&item).unwrap(), sample);
}

#[test]
fn id_and_type_are_required_and_nothing_else() {
    let kinds = "sticky_note shape text card app_card frame image document embed doc_format new";
    for kind in kinds.split(' ') {
        let item = read(&json!({"id": "1", "type": kind}));
        assert_eq!((item.id().as_str(), item.kind().as_str()), ("1", kind));
        let nulls = json!({"id": "1", "type": kind, "data": null, "position": null, "geometry": null, "parent": null,
            "createdAt": null, "createdBy": null, "modifiedAt": null, "modifiedBy": null, "links": null});
        if kind != "new" {
            assert_eq!(read(&nulls), item);
        }
        let error = serde_json::from_value::<Item>(json!({"type": kind})).unwrap_err().to_string();
        assert!(error.starts_with("missing field `id`"), "{error}");
    }
    for json in [r#"{"id":"1"}"#, r#"{"id":"1","type":null}"#] {
        let error = serde_json::from_str::<Item>(json).unwrap_err().to_string();
        assert!(error.starts_with("missing field `type`"), "{error}");
    }
}

#[test]
fn an_error_says_where_in_the_item_it_is() {
    let json = "{\"type\":\"text\",\n\"style\":{\"fontSize\":14},\"id\":{}}";
    let error = serde_json::from_str::<Item>(json).unwrap_err();
    assert_eq!((error.line(), error.column()), (2, 31), "{error}");
    let json = r#"{"id":"1","type":"card","data":{"dueDate":soon}}"#;
    let error = serde_json::from_str::<Item>(json).unwrap_err();
    assert_eq!((error.line(), error.column()), (1, 43), "{error}");
}

/// The JSON with its fields in this order, then all others.
fn ordered(json: &Value, first: &[&str]) -> String {
    let fields = json.as_object().unwrap();
    let others = fields.keys().map(String::as_str).filter(|name| !first.contains(name));
    let names = first.iter().copied().filter(|name| fields.contains_key(*name)).chain(others);
    let fields: Vec<_> = names.map(|name| format!("{}:{}", json!(name), fields[name])).collect();
    format!("{{{}}}", fields.join(","))
}

#[test]
fn the_type_may_stand_anywhere() {
    for sample in samples().iter().chain(&[json!({"id": 7, "type": 8, "size": 9})]) {
        let item = read(sample);
        for first in [
            &["type"][..],
            &["id", "type"],
            &["type", "id", "data"],
            &["data", "type", "id"],
            &["from_next_year", "position", "id", "type"],
            &["style", "data", "size", "createdAt", "type"],
        ] {
            let json = ordered(sample, first);
            assert_eq!(serde_json::from_str::<Item>(&json).unwrap(), item, "{json}");
        }
    }
}

#[test]
fn a_value_that_does_not_fit_costs_itself_only_wherever_it_stands() {
    for json in [
        r#"{"id":"1","data":{"content":{}},"createdBy":{"name":"Ada"},"type":"text"}"#,
        r#"{"id":"1","type":"text","data":{"content":{}},"createdBy":{"name":"Ada"}}"#,
    ] {
        let item: Item = serde_json::from_str(json).unwrap();
        let text = item.as_text().unwrap();
        assert_eq!(text.data.as_ref().unwrap().extra["content"], json!({}));
        assert_eq!((text.created_by.as_ref(), &text.extra["createdBy"]), (None, &json!({"name": "Ada"})));
        assert_eq!(serde_json::to_value(&item).unwrap(), serde_json::from_str::<Value>(json).unwrap());
    }
    let json = r#"{"data":{"content":{}},"id":{},"type":"text"}"#;
    let error = serde_json::from_str::<Item>(json).unwrap_err();
    assert_eq!((error.line(), error.column()), (1, 30), "{error}");
    let json = json!({"id": "1", "type": "hologram", "position": "everywhere", "parent": {"id": "2"}});
    let hologram = read(&json);
    assert_eq!(hologram.parent().unwrap().id, "2", "what another kind means by a field costs no other field");
}

// The Python client raises on such a response, after the item was created.
#[test]
fn an_enum_value_that_is_new_in_a_created_item_is_readable() {
    let json = r#"{"id":"1","type":"sticky_note","data":{"shape":"heart"},"style":{"fillColor":"teal"}}"#;
    let note: StickyNote = serde_json::from_str(json).unwrap();
    assert_eq!(note.data.as_ref().unwrap().shape, Some(StickyNoteShape::Unknown("heart".into())));
    assert_eq!(serde_json::to_string(&note).unwrap(), json);
}

#[test]
fn a_bulk_answer_is_a_list_of_items_of_which_some_may_be_unreadable() {
    let json = json!({"type": "bulk-list", "data": [samples()[0], {"id": "2"}, samples()[1]]});
    let items: BulkItems = serde_json::from_str(&json.to_string()).unwrap();
    assert_eq!(items.data.items, [read(&samples()[0]), read(&samples()[1])]);
    assert_eq!(items.data.rejected[0].index, 1);
    assert_eq!(items.data.rejected[0].error.json_path(), Some("$.data[1]"));
    assert_eq!(serde_json::from_str::<BulkItems>(r#"{"data":null}"#).unwrap(), BulkItems::default());
}
