//! Defects of other clients of this API that must not occur here; the comment of each test names the client.
//!
//! Defects around tokens are with the tests of logins and refreshes.

use std::time::Duration;

use futures_util::TryStreamExt;
use futures_util::future::join_all;
use miro::model::organization::{NewTeam, Team};
use miro::model::{
    BoardChanges, BulkUpload, ConnectorShape, ImageDetails, ImageUpload, StickyNoteChanges, StickyNoteShape,
    StrokeCap, TeamId,
};
use miro::prelude::*;
use miro::transport::Script;
use miro::upload::FileUpload;
use miro_sandbox::{Fault, Sandbox};
use serde_json::json;

use crate::environment;
use crate::environment::{last_body, scripted, target};

/// Python and the generated client: `update_board(description)` resets the name to 'Untitled'.
#[tokio::test]
async fn changing_the_description_keeps_the_name() {
    let (sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    let changed = board.update(BoardChanges::new().description("new")).await.unwrap().unwrap();
    assert_eq!(changed.name.as_deref(), Some("Test"));
    assert_eq!(last_body(&sandbox, "PATCH"), json!({"description": "new"}));
}

/// Python: `position.x` alone sends `y: 0`.
#[tokio::test]
async fn moving_along_one_axis_keeps_the_other() {
    let (sandbox, api) = environment::sandbox().await;
    let notes = environment::board(&api).await.sticky_notes();
    let note = notes.create(NewStickyNote::new("moving").at(10.0, 20.0)).await.unwrap();
    let moved = notes.update(&note.id, StickyNoteChanges::new().x(-30.0)).await.unwrap().position.unwrap();
    assert_eq!((moved.x, moved.y), (Some(-30.0), Some(20.0)));
    assert_eq!(last_body(&sandbox, "PATCH"), json!({"position": {"x": -30.0}}));
}

/// Python: the content of a sticky note alone resets its shape.
#[tokio::test]
async fn changing_the_text_keeps_the_shape() {
    let (_sandbox, api) = environment::sandbox().await;
    let notes = environment::board(&api).await.sticky_notes();
    let note = notes.create(NewStickyNote::new("wide").shape(StickyNoteShape::Rectangle)).await.unwrap();
    let changed = notes.update(&note.id, StickyNoteChanges::new().content("still wide")).await.unwrap();
    assert_eq!(changed.data.unwrap().shape, Some(StickyNoteShape::Rectangle));
}

/// Python: an enum value that is new in a 201 raises, after the item was created. Generated: a hard error.
#[tokio::test]
async fn an_unknown_value_is_no_error() {
    let (sandbox, api) = environment::sandbox().await;
    let board_id = sandbox.seed_board("Next year");
    let note = json!({
        "id": "1",
        "type": "sticky_note",
        "data": {"content": "x", "shape": "hexagon"},
        "style": {"fillColor": "ultraviolet", "textAlign": "justified"},
    });
    sandbox.next(Fault::json(201, note).after_effect());
    let notes = api.board(&board_id).sticky_notes();
    let note = notes.create(NewStickyNote::new("x")).await.unwrap();
    let (data, style) = (note.data.unwrap(), note.style.unwrap());
    assert_eq!(data.shape.unwrap().as_str(), "hexagon");
    assert_eq!(style.fill_color, Some(StickyColor::Unknown("ultraviolet".into())));
    assert_eq!(sandbox.item_count(&board_id), 1);
}

/// Python: one connector or tag with a value that the specification lacks fails the whole list (#396, #408).
#[tokio::test]
async fn an_unknown_value_does_not_fail_the_list() {
    let connectors = json!({"data": [
        {"id": "1", "shape": "spiral", "style": {"endStrokeCap": "erd_zero_or_two", "fontSize": 14}},
        {"id": "2", "shape": "curved"},
    ]});
    let tags =
        json!({"data": [{"id": "1", "fillColor": "unknown"}, {"id": 2, "fillColor": "red"}], "total": 2});
    let (_, api) = scripted([Script::json(200, connectors.to_string()), Script::json(200, tags.to_string())]);
    let connectors = api.board("b").connectors().list().await.unwrap();
    assert!(connectors.rejected.is_empty());
    assert_eq!(connectors.data[1].shape, Some(ConnectorShape::Curved));
    let cap = connectors.data[0].style.as_ref().unwrap().end_stroke_cap.clone();
    assert_eq!(cap, Some(StrokeCap::Unknown("erd_zero_or_two".into())));
    let tags = api.board("b").tags().list().await.unwrap();
    assert_eq!((tags.rejected.len(), tags.data[0].fill_color.as_ref().unwrap().as_str()), (0, "unknown"));
}

/// Node and Python: a picture's id is a string, but a number in the specification, which breaks every list (#452).
#[tokio::test]
async fn a_picture_by_a_string_is_read_like_one_by_a_number() {
    for id in [json!("3074457345618261500"), json!(3074457345618261500_u64)] {
        let page =
            json!({"data": [{"id": "b", "picture": {"id": id}, "team": {"id": 7, "picture": {"id": id}}}]});
        let (_, api) = scripted([Script::json(200, page.to_string())]);
        let page = api.boards().list().await.unwrap();
        assert_eq!(page.data[0].picture.as_ref().unwrap().id.as_deref(), Some("3074457345618261500"));
        assert_eq!(page.data[0].team.as_ref().unwrap().id, "7");
    }
}

/// Python: a flag in the query is sent as `??delete_items=true`, and lost; a lost `tag_id` would delete the item.
#[tokio::test]
async fn a_query_starts_with_one_question_mark() {
    let (transport, api) = scripted([Script::status(204), Script::status(204)]);
    api.board("b").item("1").detach_tag("2").await.unwrap();
    api.board("b").item_groups().delete("3").await.unwrap();
    let sent = transport.sent();
    assert_eq!(target(&sent[0]), "/v2/boards/b/items/1?tag_id=2");
    assert_eq!(target(&sent[1]), "/v2/boards/b/groups/3?delete_items=true");
}

/// Node: uploading an image drops its parent. Python: an upload with `data` raises.
#[tokio::test]
async fn an_uploaded_image_is_in_its_frame() {
    let (_sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    let frame = board.frames().create(NewFrame::new("Frame")).await.unwrap();
    let logo = FileUpload::from_bytes("logo.png", "PNG");
    let upload = ImageUpload::new(logo).details(ImageDetails::new().inside(&frame.id).at(100.0, 100.0));
    let image = board.images().upload(upload).await.unwrap();
    assert_eq!(image.parent.unwrap().id, frame.id);
}

/// Python: creating several items from their files posts to an unexpanded path. Node: it always throws.
#[tokio::test]
async fn several_files_become_items_at_once() {
    let (sandbox, api) = environment::sandbox().await;
    let board_id = sandbox.seed_board("Files");
    let upload = BulkUpload::new()
        .image(FileUpload::from_bytes("logo.png", "PNG"))
        .document(FileUpload::from_bytes("plan.pdf", "%PDF-1.4"));
    let created = api.board(&board_id).items().upload_bulk(upload).await.unwrap().data.items;
    assert!(created[0].as_image().is_some() && created[1].as_document().is_some());
    let sent = sandbox.requests().pop().unwrap();
    assert_eq!(sent.operation, Some("create-items-in-bulk-using-file-from-device"));
}

/// Python: the client rejects `limit=50` as a number, because its specification says that it is a string.
#[tokio::test]
async fn a_page_size_is_a_number() {
    let (sandbox, api) = environment::sandbox().await;
    api.boards().list().limit(50).await.unwrap();
    assert_eq!(sandbox.requests()[0].query, "limit=50");
}

/// Python and Node: cursor paging stops after the first page if `total` is missing.
#[tokio::test]
async fn a_list_without_total_continues() {
    let sandbox = Sandbox::builder().without_totals().start().await;
    let board_id = sandbox.seed_board("Uncounted");
    sandbox.seed_items(&board_id, "card", 75);
    let list = environment::api(&sandbox).board(board_id).items().list();
    assert_eq!(list.stream().try_collect::<Vec<_>>().await.unwrap().len(), 75);
}

/// Node: listing all teams reads only the first page.
#[tokio::test]
async fn a_stream_reads_every_page() {
    let (sandbox, api) = environment::sandbox().await;
    let org = api.org(sandbox.organization_id());
    let mut expected = vec![TeamId::new(sandbox.team_id())];
    for number in 0..100 {
        expected.push(org.teams().create(NewTeam::new(number.to_string())).await.unwrap().id);
    }
    sandbox.clear_requests();
    let teams: Vec<Team> = org.teams().list().stream().try_collect().await.unwrap();
    assert_eq!(teams.iter().map(TeamId::from).collect::<Vec<_>>(), expected);
    assert_eq!(sandbox.requests().len(), 2, "in pages of 100");
}

/// slack-morphism: after an error its stream returns the same error forever.
#[tokio::test]
async fn a_stream_error_is_yielded_once() {
    let (_, api) = scripted([Script::status(500)]);
    let errors = api.boards().list().stream();
    let ends = futures_util::StreamExt::collect::<Vec<_>>(errors).await;
    assert_eq!(ends.len(), 1);
    assert!(ends[0].is_err());
}

/// Python and Node: no retry on a 429 without `Retry-After`, and none on 5xx.
#[tokio::test]
async fn retries_transient_errors() {
    let (sandbox, api) = environment::sandbox().await;
    sandbox.next(Fault::rate_limited(None));
    sandbox.next(Fault::status(503));
    sandbox.next(Fault::html(502));
    api.boards().list().await.unwrap();
    assert_eq!(sandbox.requests().len(), 4);
}

/// Node: the timeout option is ignored.
#[tokio::test]
async fn the_timeout_is_applied() {
    let sandbox = Sandbox::start().await;
    let builder = MiroApi::builder(sandbox.token()).base_url(sandbox.url());
    let api = builder
        .timeout(Duration::from_millis(20))
        .retry(environment::quick().max_attempts(1))
        .build()
        .unwrap();
    sandbox.next(Fault::Delay(Duration::from_secs(60)));
    assert_eq!(api.boards().list().await.unwrap_err().kind(), ErrorKind::Timeout);
}

/// Node: an HTML page or half a body with status 200 becomes `TypeError: Cannot read properties of undefined`.
#[tokio::test]
async fn reports_html_and_truncated_responses() {
    let (sandbox, api) = environment::sandbox().await;
    sandbox.next(Fault::html(200));
    let error = api.boards().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedResponse);
    assert!(error.to_string().contains("expected JSON, got text/html"), "{error}");

    (0..4).for_each(|_| sandbox.next(Fault::HalfBody));
    let error = api.boards().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(error.to_string().contains("broke before the response was complete"), "{error}");
}

/// Node: unknown item kinds lose their `data`.
#[tokio::test]
async fn an_unknown_kind_keeps_its_data() {
    let (sandbox, api) = environment::sandbox().await;
    let board_id = sandbox.seed_board("Next year");
    let item = json!({"id": "1", "type": "hologram", "data": {"depth": 3}});
    sandbox.insert_raw_item(&board_id, item.clone());
    let page = api.board(board_id).items().list().await.unwrap();
    let [Item::Unknown(hologram)] = page.data.as_slice() else { panic!("{page:?}") };
    assert_eq!((hologram.kind.as_str(), &hologram.raw), ("hologram", &item));
}

/// Node: new fields are dropped.
#[tokio::test]
async fn keeps_unknown_fields() {
    let (sandbox, api) = environment::sandbox().await;
    let board_id = sandbox.seed_board("Next year");
    let note = json!({
        "id": "1",
        "type": "sticky_note",
        "data": {"content": "x", "language": "en"},
        "style": {"fillColor": "red", "glow": true},
        "reactions": [{"emoji": "+1", "count": 2}],
    });
    sandbox.insert_raw_item(&board_id, note.clone());
    let item = api.board(board_id).items().list().await.unwrap().data.remove(0);
    let note_read = item.as_sticky_note().unwrap();
    assert_eq!(note_read.extra["reactions"][0]["count"], 2);
    assert_eq!(note_read.data.as_ref().unwrap().extra["language"], "en");
    assert_eq!(note_read.style.as_ref().unwrap().extra["glow"], true);
    assert_eq!(serde_json::to_value(&item).unwrap(), note, "and written back");
}

/// Generated: 8,500 of 10,000 items decode as the wrong kind, because their types are attempted until one fits.
#[tokio::test]
async fn the_type_field_decides_the_kind() {
    // Fields of any kind: only the type decides.
    let kinds = ["embed", "image", "card", "text", "shape", "sticky_note", "frame", "document", "app_card"];
    let data: Vec<_> =
        kinds.iter().map(|kind| json!({"data": {"title": "x"}, "id": 1, "type": kind})).collect();
    let (_, api) = scripted([Script::json(200, json!({"data": data}).to_string())]);
    let items = api.board("b").items().list().await.unwrap().data;
    assert_eq!(items.iter().map(|item| item.kind().as_str()).collect::<Vec<_>>(), kinds);
    assert!(
        items[0].as_embed().is_some() && items[2].as_card().is_some() && items[5].as_sticky_note().is_some()
    );
    assert!(!items.iter().any(|item| matches!(item, Item::Unknown(_))));
}

/// Python: 32 threads are slower than one, and connections are discarded.
#[tokio::test]
async fn thirty_two_calls_at_once_all_succeed() {
    let (sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    let calls = (0..32).map(|number| {
        let board = board.clone();
        tokio::spawn(async move { board.sticky_notes().create(NewStickyNote::new(number.to_string())).await })
    });
    let notes = join_all(calls).await;
    assert!(notes.into_iter().all(|note| note.unwrap().is_ok()));
    assert_eq!(sandbox.item_count(board.get().await.unwrap().id.as_str()), 32);
    assert_eq!(sandbox.requests().len(), 34, "each was sent once");
}

/// The MCP server of olgasafonova: an id such as `x?team_id=1` changes the request that it is inserted into.
#[tokio::test]
async fn an_id_changes_only_its_segment() {
    let (transport, api) = scripted([Script::status(204)]);
    api.board("x?team_id=1").item("../../2#").delete().await.unwrap();
    assert_eq!(target(&transport.sent()[0]), "/v2/boards/x%3Fteam_id%3D1/items/..%2F..%2F2%23");
}
