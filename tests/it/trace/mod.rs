//! What a call reports to a subscriber of `tracing`: enough to see what is slow and what fails, and nothing of the
//! user's.

pub(crate) mod recorder;

use futures_util::TryStreamExt;
use miro::prelude::*;
use miro_sandbox::{Fault, Sandbox};
use tracing::Instrument;

use crate::environment;
use crate::login::log_in;
use recorder::{Entry, Recorder};

/// Returns the names and values of a span's fields.
fn fields(entry: &Entry) -> Vec<(&str, &str)> {
    entry.fields.0.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

#[tokio::test]
async fn a_call_is_one_span_with_its_declared_fields() {
    let (sandbox, api) = environment::sandbox().await;
    let board = sandbox.seed_board("Retro");
    let (recorder, _guard) = Recorder::install();
    api.board(&board).get().await.unwrap();
    let [call] = recorder.calls().try_into().unwrap();
    assert_eq!(
        fields(&call),
        [
            ("attempt", "1"),
            ("credits", "50"),
            ("method", "GET"),
            ("operation", "get-specific-board"),
            ("path", "/v2/boards/{board_id}"),
            ("status", "200"),
        ]
    );
    assert_eq!((call.level, call.target), (tracing::Level::DEBUG, "miro_core::middleware::trace"));
}

#[tokio::test]
async fn spans_and_events_have_no_user_data() {
    let (sandbox, api) = environment::sandbox().await;
    let (recorder, _guard) = Recorder::install();
    let board = api.boards().create(NewBoard::new("a name of a board")).await.unwrap();
    let board_id = board.id.as_str().to_owned();
    let board = api.board(&board_id);
    let note = board.sticky_notes().create(NewStickyNote::new("what is written on it")).await.unwrap();
    api.boards().list().query("what somebody looks for").await.unwrap();
    sandbox.next(Fault::status(503));
    board.item(note.id.clone()).get().await.unwrap();
    board.item("3458764517517999999").get().await.unwrap_err();
    assert_eq!(recorder.calls().len(), 5);
    let text = recorder.text();
    for secret in [
        &board_id,
        note.id.as_str(),
        "3458764517517999999",
        "a name of",
        "what is written",
        "what%20",
        "what somebody",
    ] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    // The path of a raw request may contain ids, so it is not reported either.
    let before = recorder.entries().len();
    api.request(http::Method::GET, format!("/v2/boards/{board_id}")).await.unwrap();
    let raw = &recorder.entries()[before];
    assert_eq!((raw.field("operation"), raw.field("path")), (Some("raw"), Some("(raw)")));
    assert!(!recorder.text().contains(&board_id));
}

#[tokio::test]
async fn the_span_of_a_call_counts_its_attempts() {
    let (sandbox, api) = environment::sandbox().await;
    let (recorder, _guard) = Recorder::install();
    sandbox.next(Fault::status(503));
    sandbox.next(Fault::Reset);
    api.boards().list().await.unwrap();
    let [call] = recorder.calls().try_into().unwrap();
    assert_eq!((call.field("attempt"), call.field("status")), (Some("3"), Some("200")));
    let again: Vec<_> =
        recorder.entries().into_iter().filter(|entry| entry.field("message") == Some("retrying")).collect();
    assert_eq!(again.len(), 2);
    for (number, entry) in again.iter().enumerate() {
        assert_eq!(entry.parent, Some("miro.call"));
        assert_eq!(entry.field("attempt"), Some((number + 1).to_string().as_str()));
        assert!(entry.field("wait_ms").is_some());
    }
}

#[tokio::test]
async fn spans_record_the_status_or_the_error_kind() {
    let (sandbox, api) = environment::sandbox().await;
    let (recorder, _guard) = Recorder::install();
    api.board("unknown").get().await.unwrap_err();
    drop(sandbox);
    let nowhere =
        MiroApi::builder("token").base_url("http://127.0.0.1:1").retry(environment::quick()).build().unwrap();
    nowhere.boards().list().await.unwrap_err();
    let [refused, broken] = recorder.calls().try_into().unwrap();
    assert_eq!((refused.field("status"), refused.field("error")), (Some("404"), None));
    assert_eq!((broken.field("status"), broken.field("error")), (None, Some("Connection")));
    assert_eq!(broken.field("attempt"), Some("4"));
}

#[tokio::test]
async fn bulk_spans_record_credits_per_item() {
    let (_sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    let (recorder, _guard) = Recorder::install();
    let notes = (0..7).map(|number| NewItem::from(NewStickyNote::new(format!("note {number}"))));
    board.items().create_bulk(notes.collect::<Vec<_>>()).await.unwrap();
    let [call] = recorder.calls().try_into().unwrap();
    assert_eq!((call.field("operation"), call.field("credits")), (Some("create-items"), Some("700")));
}

#[tokio::test]
async fn each_page_of_a_list_is_a_call() {
    let (sandbox, api) = environment::sandbox().await;
    let board = sandbox.seed_board("Retro");
    sandbox.seed_items(&board, "shape", 25);
    let (recorder, _guard) = Recorder::install();
    let items: Vec<Item> = api.board(&board).items().list().limit(10).stream().try_collect().await.unwrap();
    assert_eq!(items.len(), 25);
    let calls = recorder.calls();
    assert_eq!(calls.len(), 3);
    assert!(calls.iter().all(|call| call.field("operation") == Some("get-items")));
}

#[tokio::test]
async fn token_requests_have_spans() {
    let sandbox = Sandbox::start().await;
    let miro = environment::app(&sandbox);
    let (recorder, _guard) = Recorder::install();
    log_in(&miro, &sandbox).await;
    sandbox.expire_access_tokens();
    miro.api().boards().list().await.unwrap();
    let calls: Vec<_> = recorder
        .calls()
        .iter()
        .map(|call| {
            ["operation", "status", "credits"].map(|name| call.field(name).unwrap_or_default().to_owned())
        })
        .collect();
    assert_eq!(
        calls,
        [["oauth-token", "200", "0"], ["get-boards", "200", "50"], ["oauth-token", "200", "0"]]
    );
}

#[tokio::test]
async fn a_call_is_a_child_of_the_current_span() {
    let (_sandbox, api) = environment::sandbox().await;
    let (recorder, _guard) = Recorder::install();
    let outer = tracing::info_span!("nightly_report");
    async { api.boards().list().await.unwrap() }.instrument(outer).await;
    assert_eq!(recorder.calls()[0].parent, Some("nightly_report"));
}
