//! Whole imports, on the sandbox.

use std::collections::BTreeMap;
use std::future::{pending, poll_fn};
use std::task::Poll;

use futures_util::TryStreamExt;
use miro::api::BoardHandle;
use miro::model::{Item, NewBoard};
use miro_sandbox::Sandbox;

use crate::connection::Connection;
use crate::{import, rows};

async fn board() -> (Connection, BoardHandle) {
    let connection = Connection::to_sandbox(Sandbox::start().await).unwrap();
    let board = connection.api.boards().create(NewBoard::new("Import")).await.unwrap();
    let board = connection.api.board(&board.id);
    (connection, board)
}

/// How often each text is on the board.
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
async fn good_rows_are_imported_and_bad_ones_are_told() {
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
async fn an_import_that_was_stopped_goes_on_where_it_ended() {
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

#[tokio::test]
async fn what_miro_refuses_is_told_with_its_line() {
    let (connection, board) = board().await;
    board.delete().await.unwrap();
    let rows = rows::read(&b"text\na\nb\n"[..], 10, 0).unwrap();
    let ending = import::import(&connection.api, &board, rows, pending()).await;
    assert_eq!((ending.created, ending.resume), (0, None));
    assert_eq!(ending.failed.iter().map(|bad| bad.line).collect::<Vec<_>>(), [2, 3]);
}
