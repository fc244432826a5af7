//! Items by kind. Snapshots cover creation with everything; this covers creation with the least, and changes.

use miro::model::{
    AppCardChanges, AppCardStatus, CardChanges, EmbedChanges, EmbedMode, FontFamily, FrameChanges,
    FrameFormat, FrameLayout, HorizontalAlignment, IconShape, NewAppCard, NewAppCardField, NewCard,
    NewDocFormat, NewDocument, NewEmbed, NewImage, NewText, ShapeChanges, StickyNoteChanges, StickyNoteShape,
    StrokeStyle, TextChanges, VerticalAlignment,
};
use miro::prelude::*;

use crate::requests::{Calls, FRAME, ITEM, USER};

pub(super) async fn make(calls: &Calls) {
    notes_and_texts(calls).await;
    shapes(calls).await;
    cards(calls).await;
    frames_and_embeds(calls).await;
    bulk(calls).await;
}

async fn notes_and_texts(calls: &Calls) {
    let notes = calls.board().sticky_notes();
    calls.make(notes.create(NewStickyNote::new("hello"))).await;
    calls.make(notes.update(ITEM, StickyNoteChanges::new().content("bye"))).await;
    let changes = StickyNoteChanges::new()
        .content("bye")
        .shape(StickyNoteShape::Rectangle)
        .fill_color(StickyColor::Yellow)
        .text_align(HorizontalAlignment::Left)
        .text_align_vertical(VerticalAlignment::Top)
        .at(10.0, 20.5)
        .inside(FRAME);
    calls.make(notes.update(ITEM, changes.clone().width(200.0))).await;
    calls.make(notes.update(ITEM, changes.height(228.0))).await;

    let texts = calls.board().texts();
    calls.make(texts.create(NewText::new("hello"))).await;
    calls.make(texts.update(ITEM, TextChanges::new().content("bye"))).await;
    let changes = TextChanges::new()
        .content("bye")
        .color("#1a1a1a")
        .fill_color("#ffffff")
        .fill_opacity(0.5)
        .font_family(FontFamily::PtSerif)
        .font_size(14.0)
        .text_align(HorizontalAlignment::Right)
        .width(300.0)
        .rotation(-5.0)
        .at(0.0, 300.0)
        .inside(FRAME);
    calls.make(texts.update(ITEM, changes)).await;
}

async fn shapes(calls: &Calls) {
    let changes = ShapeChanges::new()
        .content("<p>Start</p>")
        .shape(ShapeKind::Circle)
        .fill_color("#ff8800")
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
        .inside(FRAME);
    let shapes = calls.board().shapes();
    calls.make(shapes.create(NewShape::new(ShapeKind::Star))).await;
    calls.make(shapes.update(ITEM, ShapeChanges::new().content("Start"))).await;
    calls.make(shapes.update(ITEM, changes.clone())).await;
    let flowcharts = calls.board().flowcharts();
    calls.make(flowcharts.create_shape(NewShape::new(ShapeKind::FlowChartProcess))).await;
    calls.make(flowcharts.update_shape(ITEM, ShapeChanges::new().content("Start"))).await;
    calls.make(flowcharts.update_shape(ITEM, changes.shape(ShapeKind::FlowChartProcess))).await;
}

async fn cards(calls: &Calls) {
    let cards = calls.board().cards();
    calls.make(cards.create(NewCard::new("Write the report"))).await;
    calls.make(cards.update(ITEM, CardChanges::new().title("Report"))).await;
    let due: miro::wire::Timestamp = "2026-12-24T18:00:00Z".parse().unwrap();
    let changes = CardChanges::new()
        .title("Read the report")
        .description("in full")
        .assignee_id(USER)
        .due_date(due)
        .card_theme("#2d9bf0")
        .width(320.0)
        .height(94.0)
        .rotation(0.0)
        .at(5.0, 5.0)
        .inside(FRAME);
    calls.make(cards.update(ITEM, changes)).await;

    let cards = calls.board().app_cards();
    calls.make(cards.create(NewAppCard::new("BUG-7").fields(["open"]))).await;
    calls.make(cards.update(ITEM, AppCardChanges::new().title("BUG-7"))).await;
    let field = NewAppCardField::new("In progress")
        .tooltip("since Monday")
        .icon_url("https://example.com/icon.png")
        .icon_shape(IconShape::Square)
        .fill_color("#2fa9e3")
        .text_color("#1a1a1a");
    let changes = AppCardChanges::new()
        .title("BUG-8")
        .description("does not work")
        .status(AppCardStatus::Connected)
        .fields([field])
        .fill_color("#2d9bf0")
        .width(320.0)
        .height(94.0)
        .rotation(0.0)
        .at(5.0, 5.0)
        .inside(FRAME);
    calls.make(cards.update(ITEM, changes)).await;
}

async fn frames_and_embeds(calls: &Calls) {
    let frames = calls.board().frames();
    calls.make(frames.create(NewFrame::new("Sprint 12"))).await;
    calls.make(frames.update(ITEM, FrameChanges::new().title("Sprint 12"))).await;
    let changes = FrameChanges::new()
        .title("Sprint 13")
        .format(FrameFormat::Custom)
        .layout(FrameLayout::Freeform)
        .show_content(true)
        .fill_color("#ffffffff")
        .width(800.0)
        .height(450.0)
        .at(0.0, 0.0);
    calls.make(frames.update(ITEM, changes)).await;

    let embeds = calls.board().embeds();
    calls.make(embeds.create(NewEmbed::new("https://vimeo.com/1"))).await;
    calls.make(embeds.update(ITEM, EmbedChanges::new().mode(EmbedMode::Modal))).await;
    let changes = EmbedChanges::new()
        .url("https://vimeo.com/2")
        .mode(EmbedMode::Inline)
        .preview_url("https://example.com/preview.png")
        .at(10.0, 20.5)
        .inside(FRAME);
    calls.make(embeds.update(ITEM, changes.clone().width(854.0))).await;
    calls.make(embeds.update(ITEM, changes.height(480.0))).await;

    calls.make(calls.board().doc_formats().create(NewDocFormat::new("# Notes"))).await;
}

/// One item of each kind that bulk creation accepts, with everything that its kind can set. Each is a separate
/// request, because in one request the union of what is set would hide what one kind lacks.
async fn bulk(calls: &Calls) {
    let items: [NewItem; 8] = [
        NewStickyNote::new("hello")
            .shape(StickyNoteShape::Square)
            .fill_color(StickyColor::Yellow)
            .text_align(HorizontalAlignment::Left)
            .text_align_vertical(VerticalAlignment::Top)
            .width(200.0)
            .at(1.0, 2.0)
            .inside(FRAME)
            .into(),
        NewStickyNote::new("high").height(228.0).into(),
        NewText::new("hello")
            .color("#1a1a1a")
            .fill_color("#ffffff")
            .fill_opacity(0.5)
            .font_family(FontFamily::PtSerif)
            .font_size(14.0)
            .text_align(HorizontalAlignment::Right)
            .rotation(-5.0)
            .into(),
        NewCard::new("Write")
            .description("in full")
            .assignee_id(USER)
            .due_date("2026-12-24T18:00:00Z".parse::<miro::wire::Timestamp>().unwrap())
            .card_theme("#2d9bf0")
            .into(),
        NewImage::new("https://example.com/logo.png").title("Logo").into(),
        NewDocument::new("https://example.com/plan.pdf").title("Plan").into(),
        NewEmbed::new("https://vimeo.com/1")
            .mode(EmbedMode::Inline)
            .preview_url("https://example.com/preview.png")
            .into(),
        NewFrame::new("Sprint 12").into(),
    ];
    calls.make(calls.board().items().create_bulk(items)).await;
    let shape = NewShape::new(ShapeKind::Circle)
        .content("<p>Start</p>")
        .fill_color("#ff8800")
        .fill_opacity(0.5)
        .border_color("#1a1a1a")
        .border_opacity(1.0)
        .border_style(StrokeStyle::Dotted)
        .border_width(2.0)
        .color("#000000")
        .font_family(FontFamily::OpenSans)
        .font_size(36.0)
        .text_align(HorizontalAlignment::Center)
        .text_align_vertical(VerticalAlignment::Middle);
    calls.make(calls.board().items().create_bulk([shape])).await;
    let field = NewAppCardField::new("In progress")
        .tooltip("since Monday")
        .icon_url("https://example.com/icon.png")
        .icon_shape(IconShape::Square)
        .fill_color("#2fa9e3")
        .text_color("#1a1a1a");
    let card = NewAppCard::new("BUG-7")
        .description("does not work")
        .status(AppCardStatus::Connected)
        .fields([field])
        .fill_color("#2d9bf0");
    calls.make(calls.board().items().create_bulk([card])).await;
}
