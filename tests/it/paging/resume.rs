//! A list that failed on the way goes on where it failed.

use futures_util::{StreamExt, TryStreamExt};
use miro::prelude::*;
use miro_sandbox::Fault;

use super::{board_with_items, boards, ids};

#[tokio::test]
async fn a_list_by_cursor_is_taken_up_where_it_failed() {
    let (sandbox, board, expected) = board_with_items(130).await;
    let list = board.items().list();
    let mut stream = list.clone().stream();
    let mut items: Vec<Item> = stream.by_ref().take(100).try_collect().await.unwrap();
    sandbox.next(Fault::status(500));
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Server);

    // As a program would that stops here and goes on in another run.
    let place = error.cursor().unwrap().as_str().to_owned();
    let rest: Vec<Item> = list.resume_from(place).stream().try_collect().await.unwrap();
    assert_eq!(rest.len(), 30);
    items.extend(rest);
    assert_eq!(ids(&items), expected);
}

#[tokio::test]
async fn a_list_by_offset_is_taken_up_where_it_failed() {
    let (sandbox, api, expected) = boards(130).await;
    let list = api.boards().list().limit(40);
    let mut stream = list.clone().stream();
    let mut found: Vec<Board> = stream.by_ref().take(80).try_collect().await.unwrap();
    sandbox.next(Fault::html(500));
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!(error.cursor().unwrap().as_str(), "80");
    found.extend(list.resume_from(error.cursor().unwrap()).stream().try_collect::<Vec<_>>().await.unwrap());
    assert_eq!(found.iter().map(|board| board.id.to_string()).collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn pages_are_taken_up_where_they_failed() {
    let (sandbox, board, expected) = board_with_items(45).await;
    let list = board.items().list().limit(20).prefetch(1);
    let mut pages = list.clone().pages();
    // With a page ahead, the fault meets the second page while the first is handed out.
    sandbox.next_on("GET", "/v2/boards", Fault::Delay(std::time::Duration::ZERO));
    sandbox.next_on("GET", "/v2/boards", Fault::status(400));
    let first = pages.next().await.unwrap().unwrap();
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(pages.next().await.is_none());
    assert_eq!(error.cursor(), first.cursor.as_ref());
    let rest: Vec<Item> = list.resume_from(error.cursor().unwrap()).stream().try_collect().await.unwrap();
    assert_eq!(ids(&rest), expected[20..]);
}

#[tokio::test]
async fn an_error_ends_the_stream_and_comes_once() {
    let (sandbox, board, _) = board_with_items(130).await;
    for prefetch in [0, 1, 3] {
        let mut stream = board.items().list().prefetch(prefetch).stream();
        let first: Vec<Item> = stream.by_ref().take(50).try_collect().await.unwrap();
        assert_eq!(first.len(), 50);
        drop(stream);

        sandbox.next(Fault::status(500));
        sandbox.clear_requests();
        let mut stream = board.items().list().prefetch(prefetch).stream();
        let error = stream.next().await.unwrap().unwrap_err();
        assert!(error.cursor().is_none(), "the first page has no cursor: the list starts anew");
        for _ in 0..3 {
            assert!(stream.next().await.is_none());
        }
        assert_eq!(sandbox.requests().len(), 1, "nothing is asked for after the error");
    }
}

#[tokio::test]
async fn a_place_that_is_none_is_told() {
    let (sandbox, api, _) = boards(3).await;
    let error = api.boards().list().resume_from("MTIz").stream().next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Rejected, "{error}");
    let error = api.boards().list().resume_from("99").stream().try_collect::<Vec<_>>().await;
    assert!(error.unwrap().is_empty(), "behind the end there is nothing");
    assert_eq!(sandbox.requests().len(), 2);
}
