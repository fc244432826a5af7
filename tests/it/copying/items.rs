//! Items of each kind, with everything that can be set.

use futures_util::TryStreamExt;
use miro::model::experimental::{NewCodeWidget, NewMindMapNode};
use miro::model::{
    AppCardStatus, DocFormatContentType, FontFamily, HorizontalAlignment, IconShape, ItemChanges, NewAppCard,
    NewAppCardField, NewCard, NewDocFormat, NewEmbed, NewText, StickyNoteShape, StrokeStyle,
    VerticalAlignment,
};
use miro::prelude::*;
use miro::wire::Timestamp;
use serde_json::json;

use super::{boards, common};

/// Creates an item, reads it, creates the same again, and reads that.
macro_rules! again {
    ($from:expr, $to:expr, $new:expr) => {{
        let id = $from.create($new).await.unwrap().id;
        let read = $from.get(&id).await.unwrap();
        let copy = $to.create(read.to_new()).await.unwrap();
        let copy = $to.get(&copy.id).await.unwrap();
        assert_ne!(copy.id, read.id);
        assert_eq!(common(&copy), common(&read));
        copy
    }};
}

#[tokio::test]
async fn sticky_notes() {
    let (_sandbox, _, from, to) = boards().await;
    let new = NewStickyNote::new("<p>hello <b>you</b></p>")
        .shape(StickyNoteShape::Rectangle)
        .fill_color(StickyColor::LightPink)
        .text_align(HorizontalAlignment::Left)
        .text_align_vertical(VerticalAlignment::Bottom)
        .width(200.0)
        .at(10.0, -20.5);
    let copy = again!(from.sticky_notes(), to.sticky_notes(), new);
    assert_eq!(copy.data.unwrap().content.as_deref(), Some("<p>hello <b>you</b></p>"));
}

#[tokio::test]
async fn shapes() {
    let (_sandbox, _, from, to) = boards().await;
    let new = NewShape::new(ShapeKind::RoundRectangle)
        .content("<p>Start</p>")
        .fill_color("#f80")
        .fill_opacity(0.5)
        .border_color("#1a1a1a")
        .border_opacity(0.75)
        .border_style(StrokeStyle::Dotted)
        .border_width(2.5)
        .color("#000000")
        .font_family(FontFamily::OpenSans)
        .font_size(36.0)
        .text_align(HorizontalAlignment::Center)
        .text_align_vertical(VerticalAlignment::Middle)
        .width(120.0)
        .height(60.0)
        .rotation(45.0)
        .at(1.0, 2.0);
    again!(from.shapes(), to.shapes(), new);
    // Everything else is left to Miro, too.
    again!(from.shapes(), to.shapes(), NewShape::new(ShapeKind::Star));
}

#[tokio::test]
async fn texts() {
    let (_sandbox, _, from, to) = boards().await;
    let new = NewText::new("What went well?")
        .color("#1a1a1a")
        .fill_color("#ffffff")
        .fill_opacity(0.25)
        .font_family(FontFamily::PtSerif)
        .font_size(14.0)
        .text_align(HorizontalAlignment::Right)
        .width(300.0)
        .rotation(-5.0)
        .at(0.0, -300.0);
    again!(from.texts(), to.texts(), new);
}

#[tokio::test]
async fn cards() {
    let (sandbox, _, from, to) = boards().await;
    let due: Timestamp = "2026-12-24T18:00:00Z".parse().unwrap();
    let new = NewCard::new("Write the report")
        .description("in full")
        .assignee_id(sandbox.user_id())
        .due_date(due)
        .card_theme("#ff0000")
        .width(400.0)
        .height(100.0)
        .rotation(1.0)
        .at(5.0, 5.0);
    again!(from.cards(), to.cards(), new);
}

#[tokio::test]
async fn app_cards() {
    let (_sandbox, _, from, to) = boards().await;
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
        .fill_color("#ff0000")
        .width(400.0)
        .height(100.0)
        .rotation(1.0)
        .at(5.0, 5.0);
    let copy = again!(from.app_cards(), to.app_cards(), new);
    assert_eq!(copy.data.unwrap().fields.len(), 2);
}

#[tokio::test]
async fn frames() {
    let (_sandbox, _, from, to) = boards().await;
    let new = NewFrame::new("Sprint 12").show_content(false).fill_color("#f5f6f8").width(900.0).height(500.0);
    again!(from.frames(), to.frames(), new.at(7.0, 8.0));
}

#[tokio::test]
async fn embeds() {
    let (_sandbox, _, from, to) = boards().await;
    let new = NewEmbed::new("https://www.youtube.com/watch?v=HlVSNEiFCBk").mode(EmbedMode::Inline);
    again!(from.embeds(), to.embeds(), new.width(427.0).at(1.0, 1.0));
    // The preview in a response is not a URL that a request could name.
    let new = NewEmbed::new("https://vimeo.com/1").preview_url("https://example.com/preview.png");
    let embed = from.embeds().create(new).await.unwrap();
    assert!(embed.data.as_ref().unwrap().preview_url.is_some());
    assert_eq!(embed.to_new().to_json()["data"], json!({"url": "https://vimeo.com/1"}));
}

#[tokio::test]
async fn doc_formats() {
    let (_sandbox, _, from, to) = boards().await;
    let docs = from.doc_formats();
    let new = NewDocFormat::new("# Notes\n\n- first").content_version(2.0).at(3.0, 4.0);
    let id = docs.create(new).await.unwrap().id;
    let read = docs.get(&id).await.unwrap();
    let copy = to.doc_formats().create(read.to_new().unwrap()).await.unwrap();
    assert_eq!(common(&to.doc_formats().get(&copy.id).await.unwrap()), common(&read));
    let as_html = docs.get(&id).content_type(DocFormatContentType::Html).await.unwrap();
    assert_eq!(as_html.to_new(), None);
}

#[tokio::test]
async fn code_widgets() {
    let (_sandbox, _, from, to) = boards().await;
    let new = NewCodeWidget::new("fn main() {}")
        .language("rust")
        .line_numbers_visible(true)
        .title("main.rs")
        .width(500.0)
        .height(200.0)
        .rotation(2.0)
        .at(3.0, 4.0);
    again!(from.code_widgets(), to.code_widgets(), new);
}

#[tokio::test]
async fn mind_maps() {
    let (_sandbox, _, from, to) = boards().await;
    let new = NewMindMapNode::new("Plan").width(200.0).at(0.0, 0.0);
    let root = again!(from.mind_map_nodes(), to.mind_map_nodes(), new);
    let nodes = to.mind_map_nodes();
    let child = nodes.create(NewMindMapNode::new("Step").below(&root).at(300.0, 0.0)).await.unwrap();
    let copy = nodes.create(child.to_new().below(&root).at(300.0, 100.0)).await.unwrap();
    assert_eq!(common(&copy), common(&child));
}

#[tokio::test]
async fn a_frame_with_its_items() {
    let (sandbox, _, from, to) = boards().await;
    let frame = from.frames().create(NewFrame::new("Frame").at(500.0, 500.0)).await.unwrap();
    for (number, x) in [(1, 100.0), (2, 300.0)] {
        let note = NewStickyNote::new(number.to_string()).inside(&frame.id).at(x, 200.0);
        from.sticky_notes().create(note).await.unwrap();
    }
    from.shapes().create(NewShape::new(ShapeKind::Star).inside(&frame.id).at(400.0, 200.0)).await.unwrap();

    let new_frame = to.frames().create(frame.to_new()).await.unwrap();
    let items: Vec<Item> = from.items().list_in_frame(&frame.id).stream().try_collect().await.unwrap();
    let copies = items.iter().map(|item| item.to_new().unwrap().inside(&new_frame.id));
    to.items().create_bulk(copies).await.unwrap();

    let copied: Vec<Item> = to.items().list_in_frame(&new_frame.id).stream().try_collect().await.unwrap();
    let moved = |items: &[Item]| {
        let parents = items.iter().map(|item| item.parent().unwrap().id.clone()).collect::<Vec<_>>();
        let rest = items.iter().map(|item| {
            let mut item = common(item);
            item["parent"] = json!("a frame");
            item
        });
        (parents, rest.collect::<Vec<_>>())
    };
    let ((old, before), (new, after)) = (moved(&items), moved(&copied));
    assert_eq!((old, new), (vec![frame.id; 3], vec![new_frame.id; 3]));
    assert_eq!(before, after);
    assert_eq!(sandbox.requests().iter().filter(|request| request.path.ends_with("/bulk")).count(), 1);
}

#[tokio::test]
async fn an_item_is_copied_without_its_frame_by_default() {
    let (_sandbox, _, from, to) = boards().await;
    let frame = from.frames().create(NewFrame::new("Frame")).await.unwrap();
    let note = from.sticky_notes().create(NewStickyNote::new("x")).await.unwrap();
    let item = from.item(&note.id).update(ItemChanges::new().inside(&frame.id).at(50.0, 60.0)).await.unwrap();
    let copy = to.items().create_bulk([item.to_new().unwrap()]).await.unwrap().data.items.remove(0);
    let position = copy.position().unwrap();
    assert_eq!((copy.parent(), position.x, position.y), (None, Some(50.0), Some(60.0)));
}
