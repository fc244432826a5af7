//! Input that Miro is known to reject: it fails before anything is sent, and the error says what to write.

use futures_util::StreamExt;
use miro::http::Method;
use miro::model::compliance::NewBoardExport;
use miro::model::{
    BoardMemberChanges, BoardSort, ConnectorChanges, FrameChanges, FrameFormat, FrameLayout, ImageDetails,
    ImageUpload, ItemChanges, LinkAccess, NewCaption, NewItemGroup, NewText, Percent, ShapeChanges,
    StickyNoteChanges, TextChanges,
};
use miro::prelude::*;
use miro::transport::Script;
use miro::upload::FileUpload;
use serde_json::json;

use super::board;
use crate::environment::{last_body, scripted, target};

/// Returns the error of a call that sends nothing.
fn rejection<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
    error.to_string()
}

#[tokio::test]
async fn live_row_07_rejects_an_empty_change_before_sending() {
    let (transport, api) =
        scripted([r#"{"id":"1","type":"card"}"#, "{}"].map(|json| Script::json(200, json)));
    let board = api.board("b");
    let empty = "`body` changes nothing, and Miro refuses an empty change: set a field, or make no call";
    for text in [
        rejection(board.update(BoardChanges::new()).await),
        rejection(board.item("1").update(ItemChanges::new()).await),
        rejection(board.shapes().update("1", ShapeChanges::new()).await),
        rejection(board.texts().update("1", TextChanges::default()).await),
        rejection(board.frames().update("1", FrameChanges::new()).await),
        rejection(board.tags().update("1", TagChanges::new()).await),
        rejection(board.connectors().update("1", ConnectorChanges::new()).await),
        rejection(board.members().update("1", BoardMemberChanges::new()).await),
        rejection(api.org("1").team("2").update(miro::model::organization::TeamChanges::new()).await),
    ] {
        assert!(text.contains(empty), "{text}");
    }
    let mut batch = board.items().update_all([(ItemId::new("1"), ItemChanges::new())]);
    assert!(rejection(batch.next().await.unwrap().result).contains(empty));
    assert!(transport.sent().is_empty());

    // A cleared field is a change, a copy changes nothing on purpose, and a raw request is left to the program.
    board.cards().update("1", CardChanges::new().clear_due_date()).await.unwrap();
    api.request(Method::PATCH, "/v2/boards/b").json(&json!({})).await.unwrap();
    assert_eq!(transport.sent().len(), 2);
}

#[tokio::test]
async fn live_row_06_rejects_a_group_of_one_item_before_sending() {
    let (sandbox, board) = board().await;
    let groups = board.item_groups();
    sandbox.clear_requests();
    for (items, count) in [(vec![], 0), (vec!["1"], 1), (vec!["1", "1"], 1)] {
        let expected = format!("`data.items`: a group has two items or more, and this one has {count}");
        let created = rejection(groups.create(NewItemGroup::of(items.clone())).await);
        let replaced = rejection(groups.replace("7", NewItemGroup::of(items)).await);
        assert!(created.contains(&expected) && replaced.contains(&expected), "{created}");
    }
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn rejects_misspelled_body_values_with_a_suggestion() {
    let (sandbox, board) = board().await;
    sandbox.clear_requests();
    let notes = board.sticky_notes();
    let misspelt = NewStickyNote::new("a").fill_color("lightyellow");
    for (text, expected) in [
        (
            rejection(notes.create(misspelt.clone()).await),
            "`style.fillColor`: \"lightyellow\" is not a value of StickyColor; did you mean \"light_yellow\"? \
             StickyColor::Unknown(\"lightyellow\".into()) is sent as it is",
        ),
        (
            rejection(notes.update("1", StickyNoteChanges::new().fill_color("#ff0000")).await),
            "\"#ff0000\" is not a value of StickyColor; the values are gray, light_yellow, yellow,",
        ),
        (rejection(board.shapes().create(NewShape::new("rectangel")).await), "did you mean \"rectangle\"?"),
        (
            rejection(board.texts().create(NewText::new("a").font_family("Open Sans")).await),
            "did you mean \"open_sans\"?",
        ),
        (
            rejection(
                board
                    .connectors()
                    .update("1", ConnectorChanges::new().end_stroke_cap("diamond_filled"))
                    .await,
            ),
            "`style.endStrokeCap`: \"diamond_filled\" is not a value of StrokeCap; did you mean",
        ),
        (
            rejection(board.items().create_bulk([NewItem::from(NewText::new("a")), misspelt.into()]).await),
            "`body[1]`: `style.fillColor`: \"lightyellow\"",
        ),
    ] {
        assert!(text.contains(expected), "{text}");
    }
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn rejects_misspelled_path_and_query_values() {
    let (transport, api) = scripted([]);
    for (text, expected) in [
        (
            rejection(api.boards().list().sort("alphabetical").await),
            "`sort` \"alphabetical\" is not a value of BoardSort; did you mean \"alphabetically\"?",
        ),
        (rejection(api.board("b").items().list().kind("stickynote").await), "did you mean \"sticky_note\"?"),
        (
            rejection(api.scim("token").discovery().resource_type("Users").await),
            "`resource` \"Users\" is not a value of ResourceName; did you mean \"User\"?",
        ),
    ] {
        assert!(text.contains(expected), "{text}");
    }
    assert!(transport.sent().is_empty());
}

#[tokio::test]
async fn sends_deliberate_unknown_values_unchanged() {
    let note = r#"{"id":"1","type":"sticky_note","style":{"fillColor":"gold"}}"#;
    let (transport, api) = scripted([note, note, note, r#"{"data":[]}"#].map(|json| Script::json(200, json)));
    let notes = api.board("b").sticky_notes();
    let read = notes.get("1").await.unwrap().style.unwrap().fill_color.unwrap();
    notes.update("1", StickyNoteChanges::new().fill_color(&read)).await.unwrap();
    let deliberate = StickyColor::Unknown("lightyellow".into());
    notes.update("1", StickyNoteChanges::new().fill_color(deliberate)).await.unwrap();
    api.boards().list().sort(BoardSort::Unknown("size".into())).await.unwrap();
    let sent = transport.sent();
    assert_eq!(&sent[1].body[..], br#"{"style":{"fillColor":"gold"}}"#);
    assert_eq!(&sent[2].body[..], br#"{"style":{"fillColor":"lightyellow"}}"#);
    assert_eq!(target(&sent[3]), "/v2/boards?sort=size&limit=50");
}

#[tokio::test]
async fn live_row_15_rejects_response_only_values() {
    let (transport, api) = scripted([Script::json(200, r#"{"id":"1","type":"frame"}"#)]);
    let frames = api.board("b").frames();
    for (text, expected) in [
        (
            rejection(frames.update("1", FrameChanges::new().format(FrameFormat::Ratio16x9)).await),
            "`data.format`: Miro takes only custom in requests, not ratio_16x9",
        ),
        (
            rejection(frames.create(NewFrame::new("a").layout(FrameLayout::Grid)).await),
            "`data.type`: Miro takes only freeform in requests, not grid",
        ),
        (
            rejection(
                api.boards()
                    .create(NewBoard::new("a").invite_to_account_and_board_link_access(LinkAccess::Guest))
                    .await,
            ),
            "Miro takes only viewer, commenter, editor, no_access in requests, not guest",
        ),
    ] {
        assert!(text.contains(expected), "{text}");
    }
    assert!(transport.sent().is_empty());
    let own = FrameFormat::Unknown("ratio_16x9".into());
    frames.update("1", FrameChanges::new().format(own)).await.unwrap();
    assert_eq!(&transport.sent()[0].body[..], br#"{"data":{"format":"ratio_16x9"}}"#);
}

#[tokio::test]
async fn accepts_a_board_url_as_its_id() {
    let (sandbox, board) = board().await;
    let id = board.get().await.unwrap().id;
    let api = crate::environment::api(&sandbox);
    for pasted in [
        format!("https://miro.com/app/board/{id}/?moveToWidget=345&cot=14"),
        format!("https://miro.com/app/board/{id}/?share_link_id=123"),
        format!("{id}/"),
        id.as_str().replace('=', "%3D"),
    ] {
        assert_eq!(api.board(pasted.as_str()).get().await.unwrap().id, id, "{pasted}");
        assert_eq!(
            sandbox.requests().last().unwrap().path,
            format!("/v2/boards/{}", id.as_str().replace('=', "%3D"))
        );
    }
    let note = board.sticky_notes().create(NewStickyNote::new("a")).await.unwrap();
    let pasted = format!("https://miro.com/app/board/{id}/?moveToWidget={}&cot=14", note.id);
    assert_eq!(api.board(pasted.as_str()).item(pasted.as_str()).get().await.unwrap().id(), &note.id);
}

#[tokio::test]
async fn rejects_other_urls_without_showing_them() {
    let (transport, api) = scripted([]);
    let invitation = "https://miro.com/welcomeonboard/c2VjcmV0LXNlY3JldC1zZWNyZXQ=";
    let export = NewBoardExport::of([invitation]);
    for (text, name) in [
        (rejection(api.board(invitation).get().await), "board_id"),
        (rejection(api.boards().copy(invitation, BoardCopy::new()).await), "copy_from"),
        (rejection(api.compliance("7").board_exports().create("request-1", export).await), "boardIds"),
    ] {
        assert!(text.contains(name) && text.contains("is the address of a page that is no board"), "{text}");
        assert!(!text.contains("c2VjcmV0"), "an invitation is a secret: {text}");
    }
    let text = rejection(api.board("b").item("https://miro.com/app/board/b=/").get().await);
    assert!(text.contains("`item_id` is an address without an item"), "{text}");
    assert!(transport.sent().is_empty());
}

#[tokio::test]
async fn live_row_03_rejects_positions_outside_the_frame_before_sending() {
    let (sandbox, board) = board().await;
    let new = NewFrame::new("Frame").at(-1_000.0, 0.0).width(800.0).height(450.0);
    let frame = board.frames().create(new).await.unwrap();
    sandbox.clear_requests();
    let note = |x, y| NewStickyNote::new("a").at(x, y);
    let rule = "in a frame, coordinates count from its top left corner to the item's centre";
    for (text, expected) in [
        (
            rejection(board.sticky_notes().create(note(-900.0, 20.0).inside(&frame.id)).await),
            "`position`: (-900, 20) is outside the frame: ",
        ),
        (
            rejection(board.sticky_notes().create(note(100.0, 450.5).inside(&frame)).await),
            "(100, 450.5) is outside the frame, which is 800 wide and 450 high: ",
        ),
        (
            rejection(board.item("1").update(ItemChanges::new().inside(&frame).x(801.0)).await),
            "x = 801 is outside the frame, which is 800 wide",
        ),
        (
            rejection(
                board
                    .items()
                    .create_bulk([NewItem::from(note(1.0, 1.0)), note(1.0, -1.0).inside("7").into()])
                    .await,
            ),
            "`body[1]`: `position`: (1, -1) is outside the frame: ",
        ),
    ] {
        assert!(text.contains(expected) && text.contains(rule), "{text}");
    }
    let logo = ImageUpload::new(FileUpload::from_bytes("a.png", "a"))
        .details(ImageDetails::new().at(-1.0, 0.0).inside(&frame.id));
    assert!(rejection(board.images().upload(logo).await).contains(rule));
    assert!(sandbox.requests().is_empty());

    // A frame that has grown since it was read is given by its id.
    board.sticky_notes().create(note(800.0, 450.0).inside(&frame)).await.unwrap();
    let changes = ItemChanges::new().inside(&frame).at(-1.0, -1.0).leave_frame();
    let note = board.sticky_notes().create(note(1.0, 1.0).inside(&frame)).await.unwrap();
    board.item(&note.id).update(changes).await.unwrap();
    assert_eq!(
        last_body(&sandbox, "PATCH"),
        json!({"position": {"x": -1.0, "y": -1.0}, "parent": {"id": null}})
    );
}

#[tokio::test]
async fn connector_positions_are_percentages() {
    let caption = |position: Percent| NewCaption::new("a").position(position);
    let sent = |caption| serde_json::to_value(caption).unwrap()["position"].clone();
    assert_eq!(sent(NewCaption::new("a").position(50)), "50%");
    assert_eq!(sent(caption(Percent::from_fraction(0.5))), "50%");
    assert_eq!(sent(caption(Percent::new(0.5))), "0.5%");
    let (transport, api) = scripted([]);
    for position in [Percent::new(100.5), Percent::from_fraction(-0.5), Percent::new(f64::NAN)] {
        let changes = ConnectorChanges::new().captions([caption(position)]);
        let text = rejection(api.board("b").connectors().update("1", changes).await);
        assert!(text.contains("`captions`: `position`: "), "{text}");
    }
    assert!(transport.sent().is_empty());
}
