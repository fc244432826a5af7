//! Items by kind. Creation sets everything that can be set, so that every name and form is in a snapshot.

use miro::model::{
    AppCardChanges, AppCardStatus, CardChanges, DocFormatContentType, EmbedChanges, EmbedMode, FontFamily,
    FrameChanges, FrameFormat, FrameLayout, HorizontalAlignment, IconShape, NewAppCard, NewAppCardField,
    NewCard, NewDocFormat, NewEmbed, NewText, ShapeChanges, StickyNoteChanges, StickyNoteShape, StrokeStyle,
    TextChanges, VerticalAlignment,
};
use miro::prelude::*;
use miro::wire::Timestamp;

use super::{Calls, FRAME, ITEM, USER};

pub(super) async fn sticky_notes(calls: &Calls) {
    let notes = calls.board().sticky_notes();
    let new = NewStickyNote::new("hello")
        .shape(StickyNoteShape::Rectangle)
        .fill_color(StickyColor::LightPink)
        .text_align(HorizontalAlignment::Left)
        .text_align_vertical(VerticalAlignment::Bottom)
        .width(200.0)
        .at(10.0, 20.5)
        .inside(FRAME);
    calls.make(notes.create(new)).await;
    calls.make(notes.create(NewStickyNote::new("high").height(228.0))).await;
    calls.make(notes.get(ITEM)).await;
    calls.make(notes.update(ITEM, StickyNoteChanges::new().content("bye").leave_frame())).await;
    calls.make(notes.delete(ITEM)).await;
}

/// A shape of this kind with everything that can be set.
pub(super) fn shape(kind: ShapeKind) -> NewShape {
    NewShape::new(kind)
        .content("<p>Start</p>")
        .fill_color("#f80")
        .fill_opacity(0.5)
        .border_color("#1a1a1a")
        .border_opacity(1.0)
        .border_style(StrokeStyle::Dotted)
        .border_width(2.0)
        .color("#000000")
        .font_family(FontFamily::OpenSans)
        .font_size(36.0)
        .text_align(HorizontalAlignment::Center)
        .text_align_vertical(VerticalAlignment::Middle)
        .width(120.0)
        .height(60.0)
        .rotation(45.0)
        .at(0.0, 0.0)
        .inside(FRAME)
}

pub(super) async fn shapes(calls: &Calls) {
    let shapes = calls.board().shapes();
    calls.make(shapes.create(shape(ShapeKind::RoundRectangle))).await;
    calls.make(shapes.get(ITEM)).await;
    calls.make(shapes.update(ITEM, ShapeChanges::new().shape(ShapeKind::Circle).height(120.0))).await;
    calls.make(shapes.delete(ITEM)).await;
}

pub(super) async fn texts(calls: &Calls) {
    let texts = calls.board().texts();
    let new = NewText::new("What went well?")
        .color("#1a1a1a")
        .fill_color("#ffffff")
        .fill_opacity(0.0)
        .font_family(FontFamily::PtSerif)
        .font_size(14.0)
        .text_align(HorizontalAlignment::Right)
        .width(300.0)
        .rotation(-5.0)
        .at(0.0, 300.0)
        .inside(FRAME);
    calls.make(texts.create(new)).await;
    calls.make(texts.get(ITEM)).await;
    calls.make(texts.update(ITEM, TextChanges::new().font_size(18.5))).await;
    calls.make(texts.delete(ITEM)).await;
}

pub(super) async fn cards(calls: &Calls) {
    let cards = calls.board().cards();
    let due: Timestamp = "2026-12-24T18:00:00Z".parse().unwrap();
    let new = NewCard::new("Write the report")
        .description("in full")
        .assignee_id(USER)
        .due_date(due)
        .card_theme("#2d9bf0")
        .width(320.0)
        .height(94.0)
        .rotation(0.0)
        .at(5.0, 5.0)
        .inside(FRAME);
    calls.make(cards.create(new)).await;
    calls.make(cards.get(ITEM)).await;
    let changes =
        CardChanges::new().title("Read it").clear_description().clear_assignee_id().clear_due_date();
    calls.make(cards.update(ITEM, changes)).await;
    calls.make(cards.delete(ITEM)).await;
}

pub(super) async fn app_cards(calls: &Calls) {
    let cards = calls.board().app_cards();
    let field = NewAppCardField::new("In progress")
        .tooltip("since Monday")
        .icon_url("https://example.com/icon.png")
        .icon_shape(IconShape::Square)
        .fill_color("#2fa9e3")
        .text_color("#1a1a1a");
    let new = NewAppCard::new("BUG-7")
        .description("does not work")
        .status(AppCardStatus::Connected)
        .fields([field, "and more".into()])
        .fill_color("#2d9bf0")
        .width(320.0)
        .height(94.0)
        .rotation(0.0)
        .at(5.0, 5.0)
        .inside(FRAME);
    calls.make(cards.create(new)).await;
    calls.make(cards.get(ITEM)).await;
    let changes = AppCardChanges::new().status(AppCardStatus::Disabled).clear_description();
    calls.make(cards.update(ITEM, changes)).await;
    calls.make(cards.delete(ITEM)).await;
}

pub(super) async fn frames(calls: &Calls) {
    let frames = calls.board().frames();
    let new = NewFrame::new("Sprint 12")
        .format(FrameFormat::Custom)
        .layout(FrameLayout::Freeform)
        .show_content(true)
        .fill_color("#ffffffff")
        .width(800.0)
        .height(450.0)
        .at(0.0, 0.0);
    calls.make(frames.create(new)).await;
    calls.make(frames.get(ITEM)).await;
    calls.make(frames.update(ITEM, FrameChanges::new().title("Sprint 13").x(100.0))).await;
    calls.make(frames.delete(ITEM)).await;
}

pub(super) async fn embeds(calls: &Calls) {
    let embeds = calls.board().embeds();
    let new = NewEmbed::new("https://www.youtube.com/watch?v=HlVSNEiFCBk")
        .mode(EmbedMode::Inline)
        .preview_url("https://example.com/preview.png")
        .width(854.0)
        .at(10.0, 20.5)
        .inside(FRAME);
    calls.make(embeds.create(new)).await;
    calls.make(embeds.create(NewEmbed::new("https://vimeo.com/1").height(480.0))).await;
    calls.make(embeds.get(ITEM)).await;
    calls.make(embeds.update(ITEM, EmbedChanges::new().mode(EmbedMode::Modal).leave_frame())).await;
    calls.make(embeds.delete(ITEM)).await;
}

pub(super) async fn doc_formats(calls: &Calls) {
    let docs = calls.board().doc_formats();
    let new = NewDocFormat::new("# Notes\n\n- first").content_version(1.0).at(10.0, 20.5).inside(FRAME);
    calls.make(docs.create(new)).await;
    calls.make(docs.get(ITEM)).await;
    calls.make(docs.get(ITEM).content_type(DocFormatContentType::Html)).await;
    calls.make(docs.delete(ITEM)).await;
}
