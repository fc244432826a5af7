use serde_json::{Value, json};

use super::{read, samples};
use crate::model::*;
use crate::model::{FontFamily, HexColor, HorizontalAlignment, StrokeStyle, VerticalAlignment};

fn sent(body: &impl serde::Serialize) -> Value {
    serde_json::to_value(body).unwrap()
}

fn problem(body: &impl serde::Serialize) -> String {
    serde_json::to_string(body).unwrap_err().to_string()
}

#[test]
fn new_items_send_what_is_required() {
    assert_eq!(sent(&NewStickyNote::new("a")), json!({"data": {"content": "a"}}));
    assert_eq!(sent(&NewShape::new(ShapeKind::Star)), json!({"data": {"shape": "star"}}));
    assert_eq!(sent(&NewShape::new("star")), sent(&NewShape::new(ShapeKind::Star)));
    assert_eq!(sent(&NewText::new("a")), json!({"data": {"content": "a"}}));
    assert_eq!(sent(&NewCard::new("a")), json!({"data": {"title": "a"}}));
    assert_eq!(sent(&NewAppCard::new("a")), json!({"data": {"title": "a"}}));
    assert_eq!(sent(&NewFrame::new("a")), json!({"data": {"title": "a"}}));
}

#[test]
fn new_items_send_everything_that_was_set() {
    let place = json!({"x": 1.0, "y": 2.0});
    assert_eq!(
        sent(
            &NewStickyNote::new("a")
                .shape(StickyNoteShape::Rectangle)
                .fill_color(StickyColor::Blue)
                .text_align(HorizontalAlignment::Left)
                .text_align_vertical(VerticalAlignment::Middle)
                .width(100.0)
                .at(1.0, 2.0)
                .inside("9")
        ),
        json!({"data": {"content": "a", "shape": "rectangle"}, "geometry": {"width": 100.0}, "position": place,
            "style": {"fillColor": "blue", "textAlign": "left", "textAlignVertical": "middle"},
            "parent": {"id": "9"}})
    );
    assert_eq!(
        sent(
            &NewShape::new(ShapeKind::Can)
                .content("a")
                .fill_color(HexColor::RED)
                .fill_opacity(0.25)
                .border_color("#000000")
                .border_opacity(1.0)
                .border_style(StrokeStyle::Dotted)
                .border_width(1.5)
                .color("#ffffff")
                .font_family(FontFamily::Roboto)
                .font_size(288.0)
                .text_align(HorizontalAlignment::Right)
                .text_align_vertical(VerticalAlignment::Bottom)
                .width(8.0)
                .height(9.0)
                .rotation(-90.0)
                .at(1.0, 2.0)
                .inside("9")
        ),
        json!({"data": {"content": "a", "shape": "can"}, "position": place, "parent": {"id": "9"},
            "style": {"fillColor": "#f16c7f", "fillOpacity": "0.25", "borderColor": "#000000", "borderOpacity": "1",
                "borderStyle": "dotted", "borderWidth": "1.5", "color": "#ffffff", "fontFamily": "roboto",
                "fontSize": "288", "textAlign": "right", "textAlignVertical": "bottom"},
            "geometry": {"width": 8.0, "height": 9.0, "rotation": -90.0}})
    );
    assert_eq!(
        sent(
            &NewText::new("a")
                .color("#ffffff")
                .fill_color("#000000")
                .fill_opacity(0.0)
                .font_family(FontFamily::Arial)
                .font_size(1.0)
                .text_align(HorizontalAlignment::Center)
                .width(24.0)
                .rotation(45.0)
                .at(1.0, 2.0)
                .inside("9")
        ),
        json!({"data": {"content": "a"}, "position": place, "parent": {"id": "9"},
            "style": {"color": "#ffffff", "fillColor": "#000000", "fillOpacity": "0", "fontFamily": "arial",
                "fontSize": "1", "textAlign": "center"},
            "geometry": {"width": 24.0, "rotation": 45.0}})
    );
    let due: miro_core::wire::Timestamp = "2023-10-12T22:00:55Z".parse().unwrap();
    assert_eq!(
        sent(
            &NewCard::new("a")
                .description("d")
                .assignee_id("7")
                .due_date(due)
                .card_theme("#2d9bf0")
                .width(320.0)
                .height(94.0)
                .rotation(1.0)
                .at(1.0, 2.0)
                .inside("9")
        ),
        json!({"data": {"title": "a", "description": "d", "assigneeId": "7", "dueDate": "2023-10-12T22:00:55.000Z"},
            "style": {"cardTheme": "#2d9bf0"}, "position": place, "parent": {"id": "9"},
            "geometry": {"width": 320.0, "height": 94.0, "rotation": 1.0}})
    );
    let field = NewAppCardField::new("v")
        .tooltip("t")
        .icon_url("https://i")
        .icon_shape(IconShape::Square)
        .fill_color("#2fa9e3")
        .text_color("#1a1a1a");
    assert_eq!(
        sent(
            &NewAppCard::new("a")
                .description("d")
                .status(AppCardStatus::Disabled)
                .fields([field, "w".into()])
                .fill_color("#2d9bf0")
                .width(1.0)
                .height(2.0)
                .rotation(3.0)
                .at(1.0, 2.0)
                .inside("9")
        ),
        json!({"data": {"title": "a", "description": "d", "status": "disabled", "fields": [
                {"value": "v", "tooltip": "t", "iconUrl": "https://i", "iconShape": "square", "fillColor": "#2fa9e3",
                    "textColor": "#1a1a1a"}, {"value": "w"}]},
            "style": {"fillColor": "#2d9bf0"}, "position": place, "parent": {"id": "9"},
            "geometry": {"width": 1.0, "height": 2.0, "rotation": 3.0}})
    );
    assert_eq!(
        sent(
            &NewFrame::new("a")
                .format(FrameFormat::Custom)
                .layout(FrameLayout::Freeform)
                .show_content(false)
                .fill_color("#ffffffff")
                .width(800.0)
                .height(450.0)
                .at(1.0, 2.0)
        ),
        json!({"data": {"title": "a", "format": "custom", "type": "freeform", "showContent": false},
            "style": {"fillColor": "#ffffffff"}, "position": place, "geometry": {"width": 800.0, "height": 450.0}})
    );
}

#[test]
fn ranges_are_checked() {
    for (problem, expected) in [
        (problem(&ShapeChanges::new().font_size(9.0)), "`style.fontSize`: 9 is not in 10 to 288"),
        (problem(&ShapeChanges::new().border_width(0.0)), "`style.borderWidth`: 0 is not in 1 to 24"),
        (problem(&ShapeChanges::new().fill_opacity(1.1)), "`style.fillOpacity`: 1.1 is not in 0 to 1"),
        (problem(&ShapeChanges::new().width(7.0)), "`geometry.width`: 7 is less than 8"),
        (problem(&TextChanges::new().font_size(0.5)), "`style.fontSize`: 0.5 is less than 1"),
        (
            problem(&NewAppCard::new("a").fields([NewAppCardField::new("v").fill_color("blue")])),
            "`data.fields`: `fillColor`: \"blue\" is not a colour; write it like \"#ff9d48\"",
        ),
        (
            problem(&StickyNoteChanges::new().width(1.0).height(1.0)),
            "`geometry.height`: `geometry.width` is set too, and Miro takes only one of them",
        ),
    ] {
        assert_eq!(problem, expected);
    }
}

// The Python client sends defaults for fields that were not set: a shape, `y: 0`, a status.
#[test]
fn changes_send_what_was_set_and_nothing_else() {
    assert_eq!(sent(&StickyNoteChanges::new().content("a")), json!({"data": {"content": "a"}}));
    assert_eq!(sent(&ShapeChanges::new().y(3.0)), json!({"position": {"y": 3.0}}));
    assert_eq!(sent(&AppCardChanges::new().title("a")), json!({"data": {"title": "a"}}));
    assert_eq!(sent(&FrameChanges::new().x(1.0)), json!({"position": {"x": 1.0}}));
    assert_eq!(sent(&TextChanges::default()), json!({}));
    assert_eq!(sent(&ItemChanges::new().inside("9")), json!({"parent": {"id": "9"}}));
}

#[test]
fn what_is_cleared_is_sent_as_null() {
    assert_eq!(
        sent(&CardChanges::new().clear_description().clear_assignee_id().clear_due_date().leave_frame()),
        json!({"data": {"description": null, "assigneeId": null, "dueDate": null}, "parent": {"id": null}})
    );
    assert_eq!(sent(&AppCardChanges::new().clear_description()), json!({"data": {"description": null}}));
    assert_eq!(
        sent(&ItemChanges::new().leave_frame().at(0.0, 0.0)),
        json!({"parent": {"id": null}, "position": {"x": 0.0, "y": 0.0}})
    );
}

#[test]
fn bodies_of_all_kinds_go_into_one_bulk() {
    let items: Vec<NewItem> = vec![
        NewStickyNote::new("a").into(),
        NewShape::new(ShapeKind::Star).into(),
        NewText::new("a").into(),
        NewCard::new("a").into(),
        NewAppCard::new("a").into(),
        NewFrame::new("a").layout(FrameLayout::Freeform).into(),
    ];
    let sent = sent(&items);
    let kinds: Vec<_> = sent.as_array().unwrap().iter().map(|item| item["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["sticky_note", "shape", "text", "card", "app_card", "frame"]);
    assert_eq!(sent[5], json!({"type": "frame", "data": {"title": "a", "type": "freeform"}}));
    // An earlier problem remains.
    assert_eq!(
        problem(&NewItem::from(NewText::new("a").font_size(0.0))),
        "`style.fontSize`: 0 is less than 1"
    );
}

#[test]
fn fields_that_were_read_can_be_sent_again() {
    let item = read(&samples()[4]);
    let fields = &item.as_app_card().unwrap().data.as_ref().unwrap().fields;
    assert_eq!(
        sent(&AppCardChanges::new().fields(fields)),
        json!({"data": {"fields": [
            {"value": "Status", "iconShape": "round", "iconUrl": "https://x", "fillColor": "#2fa9e3"}]}})
    );
}

#[test]
fn there_are_21_basic_shapes_and_24_of_flowcharts() {
    assert_eq!(ShapeKind::VALUES.len(), 45);
    assert_eq!(FontFamily::VALUES.len(), 30);
    assert_eq!(StickyColor::VALUES.len(), 16);
}
