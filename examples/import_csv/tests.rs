//! Complete imports, on the sandbox.

use std::collections::BTreeMap;
use std::future::{pending, poll_fn};
use std::task::Poll;

use futures_util::TryStreamExt;
use miro::api::BoardHandle;
use miro::model::{Item, NewBoard};
use miro_sandbox::{Fault, FaultRule, Sandbox};

use crate::connection::Connection;
use crate::import::Undone;
use crate::{import, leftover, rows, summary};

async fn board() -> (Connection, BoardHandle) {
    // Each note costs 100 credits, and a test must not wait a minute for more.
    let sandbox = Sandbox::builder().rate_limit(1_000_000).start().await;
    let connection = Connection::to_sandbox(sandbox).unwrap();
    let board = connection.api.boards().create(NewBoard::new("Import")).await.unwrap();
    let board = connection.api.board(&board.id);
    (connection, board)
}

/// Counts how often each text is on the board.
async fn texts(board: &BoardHandle) -> BTreeMap<String, usize> {
    let items: Vec<Item> = board.items().list().stream().try_collect().await.unwrap();
    let mut texts = BTreeMap::new();
    for item in items {
        let content = item.as_sticky_note().unwrap().data.clone().unwrap().content.unwrap();
        *texts.entry(content.replace("<p>", "").replace("</p>", "")).or_default() += 1;
    }
    texts
}

fn csv(count: usize) -> String {
    (0..count).fold("text,color\n".to_owned(), |text, number| text + &format!("Note {number},cyan\n"))
}

#[tokio::test]
async fn imports_good_rows_and_reports_bad_ones() {
    let (connection, board) = board().await;
    let text = csv(105).replace("Note 7,cyan", "Note 7,cian").replace("Note 90,cyan", ",cyan");
    let rows = rows::read(text.as_bytes(), 10, 0).unwrap();
    assert_eq!(rows.bad.iter().map(|bad| bad.line).collect::<Vec<_>>(), [9, 92]);
    let ending = import::import(&connection.api, &board, rows, pending()).await;
    assert_eq!((ending.created, ending.failed.len(), ending.resume), (103, 0, None));
    let texts = texts(&board).await;
    assert_eq!(texts.len(), 103);
    assert!(!texts.contains_key("Note 7") && texts.contains_key("Note 104"), "{texts:?}");
    assert!(texts.values().all(|count| *count == 1));
}

#[tokio::test]
async fn a_stopped_import_resumes_at_its_row() {
    let (connection, board) = board().await;
    let text = csv(600);
    let sandbox = connection.sandbox.as_ref().unwrap();
    let id = board.get().await.unwrap().id;
    let some_are_there = poll_fn(|context| {
        if sandbox.item_count(id.as_str()) > 0 {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    });
    let rows = rows::read(text.as_bytes(), 10, 0).unwrap();
    let ending = import::import(&connection.api, &board, rows, some_are_there).await;
    let skip = ending.resume.expect("it was stopped before the end");
    assert!(ending.failed.is_empty() && ending.created == skip && (20..600).contains(&skip), "{ending:?}");
    assert_eq!(texts(&board).await.len(), skip);

    let rows = rows::read(text.as_bytes(), 10, skip).unwrap();
    let ending = import::import(&connection.api, &board, rows, pending()).await;
    assert_eq!((ending.created, ending.resume), (600 - skip, None));
    let texts = texts(&board).await;
    assert_eq!(texts.len(), 600);
    assert!(texts.values().all(|count| *count == 1));
}

fn lines(rows: &[Undone]) -> Vec<u64> {
    rows.iter().map(|row| row.line).collect()
}

#[tokio::test]
async fn reports_rows_with_unknown_outcome_apart_from_failed_ones() {
    let (connection, board) = board().await;
    let sandbox = connection.sandbox.as_ref().unwrap();
    // The response of one in twenty calls is lost.
    let lost = FaultRule::new(Fault::status(503).after_effect());
    sandbox.add_fault(lost.operation("create-items").probability(0.05, 7));
    let text = csv(2_000);
    let rows = rows::read(text.as_bytes(), 10, 0).unwrap();
    let ending = import::import(&connection.api, &board, rows, pending()).await;
    let unknown = ending.unknown.len();
    assert!(unknown > 0 && unknown.is_multiple_of(20), "{unknown}");
    assert_eq!((ending.created, ending.failed.len(), ending.resume), (2_000 - unknown, 0, None));
    let expected = format!("{} notes created, 0 failed, {unknown} unknown, 0 bad.", 2_000 - unknown);
    assert_eq!(summary(&ending, 0), expected);
    assert_eq!(texts(&board).await.len(), 2_000, "they are there");
    let reasons = leftover::reasons(&ending.unknown);
    assert_eq!(reasons.len(), unknown / 20, "the rows of a call are reported together: {reasons:?}");
    assert!(reasons.iter().all(|reason| reason.contains("look before you try again")), "{reasons:?}");
}

#[tokio::test]
async fn failed_rows_are_reimported_at_their_positions() {
    let (connection, board) = board().await;
    let sandbox = connection.sandbox.as_ref().unwrap();
    sandbox.next_on("POST", "/v2/boards", Fault::status(403));
    let text = csv(50);
    let rows = rows::read(text.as_bytes(), 10, 0).unwrap();
    let ending = import::import(&connection.api, &board, rows, pending()).await;
    assert_eq!((ending.created, lines(&ending.failed)), (30, (2..=21).collect::<Vec<_>>()));
    assert!(ending.unknown.is_empty());

    let directory = tempfile::tempdir().unwrap();
    let file = leftover::write(&directory.path().join("notes.csv"), "failed", &ending.failed).unwrap();
    let rows = rows::read(std::fs::File::open(file).unwrap(), 3, 0).unwrap();
    assert!(rows.bad.is_empty());
    let ending = import::import(&connection.api, &board, rows, pending()).await;
    assert_eq!((ending.created, ending.failed.len() + ending.unknown.len()), (20, 0));
    let texts = texts(&board).await;
    assert!(texts.len() == 50 && texts.values().all(|count| *count == 1), "{texts:?}");
    let items: Vec<Item> = board.items().list().stream().try_collect().await.unwrap();
    let mut places: Vec<String> =
        items.iter().map(|item| format!("{:?}", item.position().map(|place| (place.x, place.y)))).collect();
    places.sort();
    places.dedup();
    assert_eq!(places.len(), 50, "no two notes lie on each other");
}

#[tokio::test]
async fn reports_rejected_rows_by_line() {
    let (connection, board) = board().await;
    board.delete().await.unwrap();
    let rows = rows::read(&b"text\na\nb\n"[..], 10, 0).unwrap();
    let ending = import::import(&connection.api, &board, rows, pending()).await;
    assert_eq!((ending.created, ending.resume), (0, None));
    assert_eq!(lines(&ending.failed), [2, 3]);
    assert_eq!(leftover::reasons(&ending.failed).len(), 1, "one reason for both");
}
