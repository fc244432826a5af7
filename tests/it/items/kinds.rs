//! Each kind of item: what is created is read back, and a change sends only what was set.

use miro::model::{
    AppCardChanges, AppCardStatus, CardChanges, FrameChanges, HorizontalAlignment, NewAppCard,
    NewAppCardField, NewCard, NewText, ShapeChanges, StickyNoteChanges, StickyNoteShape, TextChanges,
};
use miro::prelude::*;
use miro::wire::Timestamp;
use serde_json::json;

use super::board;
use crate::environment::last_body;

#[tokio::test]
async fn round_trips_a_sticky_note() {
    let (sandbox, board) = board().await;
    let notes = board.sticky_notes();
    let new = NewStickyNote::new("hello")
        .shape(StickyNoteShape::Rectangle)
        .fill_color(StickyColor::Cyan)
        .text_align(HorizontalAlignment::Left)
        .width(350.0)
        .at(10.0, -20.0);
    let note = notes.create(new).await.unwrap();
    let (data, style) = (note.data.as_ref().unwrap(), note.style.as_ref().unwrap());
    assert_eq!(note.kind, ItemKind::StickyNote);
    assert_eq!((data.content.as_deref(), &data.shape), (Some("hello"), &Some(StickyNoteShape::Rectangle)));
    assert_eq!(style.fill_color, Some(StickyColor::Cyan));
    assert_eq!(style.text_align, Some(HorizontalAlignment::Left));
    assert_eq!(note.geometry.as_ref().unwrap().width, Some(350.0));
    assert!(note.created_at.is_some() && note.created_by.is_some());
    assert!(note.extra.is_empty(), "{:?}", note.extra);
    assert_eq!(notes.get(&note.id).await.unwrap(), note);

    let changed = notes.update(&note, StickyNoteChanges::new().content("bye")).await.unwrap();
    assert_eq!(last_body(&sandbox, "PATCH"), json!({"data": {"content": "bye"}}));
    assert_eq!(changed.data.unwrap().shape, Some(StickyNoteShape::Rectangle));
    assert_eq!((changed.style, changed.position), (note.style.clone(), note.position.clone()));
    notes.delete(&note.id).await.unwrap();
    assert_eq!(notes.get(&note.id).await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn round_trips_a_shape() {
    let (sandbox, board) = board().await;
    let shapes = board.shapes();
    let new = NewShape::new(ShapeKind::Circle)
        .content("Start")
        .fill_color("#ff9d48")
        .border_width(2.5)
        .font_size(36.0)
        .width(120.0)
        .height(60.0)
        .rotation(45.0);
    let shape = shapes.create(new).await.unwrap();
    let style = shape.style.as_ref().unwrap();
    assert_eq!(shape.data.as_ref().unwrap().shape, Some(ShapeKind::Circle));
    // Miro sends these numbers as strings.
    assert_eq!((style.border_width, style.font_size, style.fill_opacity), (Some(2.5), Some(36.0), Some(1.0)));
    assert_eq!(style.fill_color.as_ref().unwrap().as_str(), "#ff9d48");
    assert_eq!(shape.geometry.as_ref().unwrap().rotation, Some(45.0));
    assert_eq!(shapes.get(&shape.id).await.unwrap(), shape);

    let changes = ShapeChanges::new().shape(ShapeKind::Star).height(80.0);
    let changed = shapes.update(&shape.id, changes).await.unwrap();
    assert_eq!(
        last_body(&sandbox, "PATCH"),
        json!({"data": {"shape": "star"}, "geometry": {"height": 80.0}})
    );
    let (data, geometry) = (changed.data.unwrap(), changed.geometry.unwrap());
    assert_eq!((data.content.as_deref(), data.shape), (Some("Start"), Some(ShapeKind::Star)));
    assert_eq!((geometry.width, geometry.height), (Some(120.0), Some(80.0)));
    shapes.delete(&shape.id).await.unwrap();
}

#[tokio::test]
async fn round_trips_a_text() {
    let (sandbox, board) = board().await;
    let texts = board.texts();
    let text = texts.create(NewText::new("What went well?").font_size(18.0).width(300.0)).await.unwrap();
    assert_eq!(text.data.as_ref().unwrap().content.as_deref(), Some("What went well?"));
    assert_eq!(texts.get(&text.id).await.unwrap(), text);
    let changed = texts.update(&text.id, TextChanges::new().color("#f00")).await.unwrap();
    assert_eq!(last_body(&sandbox, "PATCH"), json!({"style": {"color": "#ff0000"}}));
    assert_eq!(changed.style.unwrap().font_size, Some(18.0));
    texts.delete(&text.id).await.unwrap();
}

#[tokio::test]
async fn round_trips_a_card_and_clears_it_with_null() {
    let (sandbox, board) = board().await;
    let cards = board.cards();
    let due: Timestamp = "2026-12-24T18:00:00Z".parse().unwrap();
    let new = NewCard::new("Report").description("in full").assignee_id(sandbox.user_id()).due_date(due);
    let card = cards.create(new).await.unwrap();
    let data = card.data.as_ref().unwrap();
    assert_eq!((data.title.as_deref(), data.description.as_deref()), (Some("Report"), Some("in full")));
    assert_eq!(data.assignee_id.as_ref().unwrap(), &sandbox.user_id());
    assert_eq!(data.due_date, Some(due));

    let changes = CardChanges::new().clear_description().clear_due_date();
    let changed = cards.update(&card.id, changes).await.unwrap();
    assert_eq!(last_body(&sandbox, "PATCH"), json!({"data": {"description": null, "dueDate": null}}));
    let data = changed.data.unwrap();
    assert_eq!((data.description, data.due_date), (None, None));
    assert_eq!(data.title.as_deref(), Some("Report"), "other fields are unchanged");
    assert_eq!(data.assignee_id.unwrap(), sandbox.user_id());
    cards.delete(&card.id).await.unwrap();
}

#[tokio::test]
async fn round_trips_an_app_card() {
    let (sandbox, board) = board().await;
    let cards = board.app_cards();
    let fields = [NewAppCardField::new("In progress").fill_color("#2fa9e3"), "plain".into()];
    let new = NewAppCard::new("BUG-7").status(AppCardStatus::Connected).fields(fields);
    let card = cards.create(new).await.unwrap();
    let data = card.data.as_ref().unwrap();
    assert_eq!((data.status.as_ref(), data.owned), (Some(&AppCardStatus::Connected), Some(true)));
    assert_eq!(data.fields.len(), 2);
    assert_eq!(data.fields[1].value.as_deref(), Some("plain"));
    assert_eq!(cards.get(&card.id).await.unwrap(), card);

    let kept = NewAppCardField::from(&data.fields[0]).tooltip("since Monday");
    let changed = cards.update(&card.id, AppCardChanges::new().fields([kept])).await.unwrap();
    let sent = json!({"data": {"fields": [
        {"value": "In progress", "fillColor": "#2fa9e3", "iconShape": "round", "tooltip": "since Monday"},
    ]}});
    assert_eq!(last_body(&sandbox, "PATCH"), sent);
    assert_eq!(changed.data.unwrap().fields.len(), 1);
    cards.delete(&card.id).await.unwrap();
}

#[tokio::test]
async fn round_trips_a_frame_and_keeps_its_items_on_delete() {
    let (sandbox, board) = board().await;
    let frames = board.frames();
    let frame = frames.create(NewFrame::new("Sprint").width(800.0).height(400.0)).await.unwrap();
    assert_eq!(frame.data.as_ref().unwrap().title.as_deref(), Some("Sprint"));
    let note = NewStickyNote::new("inside").inside(&frame.id).at(100.0, 100.0);
    let note = board.sticky_notes().create(note).await.unwrap();
    assert_eq!(note.parent.unwrap().id, frame.id);

    let changed = frames.update(&frame.id, FrameChanges::new().title("Sprint 13")).await.unwrap();
    assert_eq!(last_body(&sandbox, "PATCH"), json!({"data": {"title": "Sprint 13"}}));
    assert_eq!(changed.geometry, frame.geometry);
    frames.delete(&frame.id).await.unwrap();
    let left = board.sticky_notes().get(&note.id).await.unwrap();
    let position = left.position.unwrap();
    assert_eq!((left.parent, position.x, position.y), (None, Some(-300.0), Some(-100.0)));
}
