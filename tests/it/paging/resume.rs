//! A list that failed continues where it failed.

use futures_util::{StreamExt, TryStreamExt};
use miro::prelude::*;
use miro::transport::Script;
use miro_sandbox::Fault;
use serde_json::json;

use super::{board_with_items, boards, ids};
use crate::environment::scripted;

#[tokio::test]
async fn resumes_a_cursor_list_where_it_failed() {
    let (sandbox, board, expected) = board_with_items(130).await;
    let list = board.items().list();
    let mut stream = list.clone().stream();
    let mut items: Vec<Item> = stream.by_ref().take(100).try_collect().await.unwrap();
    sandbox.next(Fault::status(501));
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Server);

    // As a program does that stops here and continues in another run.
    let place = error.cursor().unwrap().as_str().to_owned();
    let rest: Vec<Item> = list.resume_from(place).stream().try_collect().await.unwrap();
    assert_eq!(rest.len(), 30);
    items.extend(rest);
    assert_eq!(ids(&items), expected);
}

#[tokio::test]
async fn resumes_an_offset_list_where_it_failed() {
    let (sandbox, api, expected) = boards(130).await;
    let list = api.boards().list().limit(40);
    let mut stream = list.clone().stream();
    let mut found: Vec<Board> = stream.by_ref().take(80).try_collect().await.unwrap();
    sandbox.next(Fault::html(501));
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!(error.cursor().unwrap().as_str(), "80");
    found.extend(list.resume_from(error.cursor().unwrap()).stream().try_collect::<Vec<_>>().await.unwrap());
    assert_eq!(found.iter().map(|board| board.id.to_string()).collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn resumes_pages_where_they_failed() {
    let (sandbox, board, expected) = board_with_items(45).await;
    let list = board.items().list().limit(20).prefetch(1);
    let mut pages = list.clone().pages();
    // With one prefetched page, the fault meets the second page while the first is returned.
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
async fn an_error_ends_the_stream_and_is_yielded_once() {
    let (sandbox, board, _) = board_with_items(130).await;
    for prefetch in [0, 1, 3] {
        let mut stream = board.items().list().prefetch(prefetch).stream();
        let first: Vec<Item> = stream.by_ref().take(50).try_collect().await.unwrap();
        assert_eq!(first.len(), 50);
        drop(stream);

        sandbox.next(Fault::status(501));
        sandbox.clear_requests();
        let mut stream = board.items().list().prefetch(prefetch).stream();
        let error = stream.next().await.unwrap().unwrap_err();
        assert!(error.cursor().unwrap().is_start(), "the first page has a place as well");
        for _ in 0..3 {
            assert!(stream.next().await.is_none());
        }
        assert_eq!(sandbox.requests().len(), 1, "nothing is asked for after the error");
    }
}

#[tokio::test]
async fn rejects_an_invalid_resume_position() {
    let (sandbox, api, _) = boards(3).await;
    let error = api.boards().list().resume_from("MTIz").stream().next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
    assert!(error.to_string().contains("whose places are numbers"), "{error}");
    let error = api.boards().list().resume_from("99").stream().try_collect::<Vec<_>>().await;
    assert!(error.unwrap().is_empty(), "there are no elements after the end");
    assert_eq!(sandbox.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn resumes_with_the_failed_page() {
    for failing in [0, 1, 2] {
        let pages: Vec<Script> =
            [item_page(0..10, Some("a")), item_page(10..20, Some("b")), item_page(20..25, None)]
                .into_iter()
                .enumerate()
                .flat_map(|(number, page)| {
                    let failures = if number == failing { 3 } else { 0 };
                    std::iter::repeat_with(|| Script::status(501)).take(failures).chain([page])
                })
                .collect();
        let (transport, api) = scripted(pages);
        let mut items = api.board("b").items().list().limit(10).stream();
        let (mut found, mut failed) = (Vec::new(), 0);
        while let Some(item) = items.next().await {
            match item {
                Ok(item) => found.push(item.id().to_string()),
                Err(error) => {
                    assert!(error.cursor().is_some());
                    failed += 1;
                    assert!(items.resume().await, "{error}");
                }
            }
        }
        assert_eq!(found, (0..25).map(|number| number.to_string()).collect::<Vec<_>>(), "page {failing}");
        assert_eq!((failed, transport.sent().len()), (3, 6));
        assert!(!items.resume().await, "it is at its end");
    }
}

#[tokio::test(start_paused = true)]
async fn does_not_resume_after_a_permanent_error() {
    let (transport, api) = scripted([Script::json(403, "{}")]);
    let mut items = api.board("b").items().list().stream();
    assert_eq!(items.next().await.unwrap().unwrap_err().kind(), ErrorKind::Forbidden);
    assert!(!items.resume().await);
    assert!(items.next().await.is_none());
    assert_eq!(transport.sent().len(), 1);

    let (transport, api) = scripted(std::iter::repeat_with(|| Script::status(501)).take(20));
    let mut pages = api.board("b").items().list().pages();
    let mut resumed = 0;
    while let Some(page) = pages.next().await {
        page.unwrap_err();
        resumed += usize::from(pages.resume().await);
    }
    assert_eq!((resumed, transport.sent().len()), (9, 10), "ten errors in a row are enough");
}

#[tokio::test]
async fn all_returns_elements_and_malformed_ones() {
    let (sandbox, board, expected) = board_with_items(70).await;
    let all = board.items().list().all().await.unwrap();
    assert_eq!((ids(&all.items), all.rejected.len()), (expected, 0));
    assert_eq!(board.items().list().max_items(60).all().await.unwrap().count(), 60);

    let page = |places: std::ops::Range<usize>, cursor: Option<&str>| {
        let element = |place: usize| match place % 5 {
            2 => json!({"type": "text"}),
            _ => json!({"id": place.to_string(), "type": "text"}),
        };
        Script::json(
            200,
            json!({"data": places.map(element).collect::<Vec<_>>(), "cursor": cursor}).to_string(),
        )
    };
    let (_, api) = scripted([page(0..5, Some("a")), page(5..10, None)]);
    let all = api.board("b").items().list().all().await.unwrap();
    assert_eq!(ids(&all.items), ["0", "1", "3", "4", "5", "6", "8", "9"]);
    assert_eq!(all.rejected.iter().map(|rejected| rejected.index).collect::<Vec<_>>(), [2, 7]);

    sandbox.next(Fault::status(501));
    let error = board.items().list().all().await.unwrap_err();
    assert!(error.cursor().unwrap().is_start());
}

fn item_page(places: std::ops::Range<usize>, cursor: Option<&str>) -> Script {
    let items: Vec<_> = places.map(|place| json!({"id": place.to_string(), "type": "text"})).collect();
    Script::json(200, json!({"data": items, "cursor": cursor}).to_string())
}
