//! Pages that are fetched while the previous one is in use.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::{StreamExt, TryStreamExt};
use miro::prelude::*;
use miro::transport::{Body, BoxFuture, Script, Transport, TransportError};
use serde_json::json;

use super::{board_with_items, cursor_page, ids};
use crate::environment::scripted;

#[tokio::test]
async fn prefetching_yields_the_same_elements() {
    let (sandbox, board, expected) = board_with_items(170).await;
    for prefetch in [1, 2, 10] {
        sandbox.clear_requests();
        let list = board.items().list().prefetch(prefetch);
        let items: Vec<Item> = list.stream().try_collect().await.unwrap();
        assert_eq!(ids(&items), expected);
        assert_eq!(sandbox.requests().len(), 4, "no page is fetched twice");
    }
}

#[tokio::test]
async fn fetches_the_next_page_while_one_is_in_use() {
    let script = || [cursor_page(0..3, Some("a")), cursor_page(3..6, Some("b")), cursor_page(6..9, None)];
    for (prefetch, prefetched) in [(0, 0), (1, 1)] {
        let (transport, api) = scripted(script());
        let mut stream = api.board("b").items().list().prefetch(prefetch).stream();
        stream.next().await.unwrap().unwrap();
        settle().await;
        assert_eq!(transport.sent().len(), 1 + prefetched, "prefetch of {prefetch} pages");
        let rest: Vec<Item> = stream.try_collect().await.unwrap();
        assert_eq!(rest.len(), 8);
        assert_eq!(transport.sent().len(), 3);
    }
}

#[tokio::test]
async fn does_not_prefetch_beyond_max_items() {
    let script = [cursor_page(0..10, Some("a")), cursor_page(10..20, Some("b")), cursor_page(20..30, None)];
    let (transport, api) = scripted(script);
    let list = api.board("b").items().list().limit(10).max_items(15).prefetch(3);
    let mut pages = list.pages();
    while let Some(page) = pages.next().await {
        assert_eq!(page.unwrap().data.len(), 10);
        settle().await;
    }
    assert_eq!(transport.sent().len(), 2);
}

#[tokio::test]
async fn a_dropped_stream_fetches_no_more() {
    let transport = Hanging::with_page(json!({"data": [{"id": "1", "type": "text"}], "cursor": "more"}));
    let api = MiroApi::builder("token").transport(transport.clone()).build().unwrap();
    let mut stream = api.board("b").items().list().prefetch(3).stream();
    stream.next().await.unwrap().unwrap();
    settle().await;
    assert_eq!((transport.sent(), transport.waiting()), (2, 1), "the second page is under way");
    drop(stream);
    settle().await;
    assert_eq!((transport.sent(), transport.waiting()), (2, 0), "it is no longer awaited");
}

/// Lets the tasks of this runtime run until they wait.
async fn settle() {
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}

/// Responds to one request, and leaves all others waiting forever.
#[derive(Clone, Debug)]
struct Hanging {
    page: String,
    sent: Arc<AtomicUsize>,
    waiting: Arc<AtomicUsize>,
}

impl Hanging {
    fn with_page(page: serde_json::Value) -> Self {
        Self { page: page.to_string(), sent: Arc::default(), waiting: Arc::default() }
    }

    fn sent(&self) -> usize {
        self.sent.load(Ordering::SeqCst)
    }

    fn waiting(&self) -> usize {
        self.waiting.load(Ordering::SeqCst)
    }
}

/// Counts a request as waiting until its future is dropped.
struct Waiting(Arc<AtomicUsize>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Transport for Hanging {
    fn send(
        &self,
        _: miro::http::Request<Body>,
    ) -> BoxFuture<'_, Result<miro::http::Response<Body>, TransportError>> {
        Box::pin(async move {
            if self.sent.fetch_add(1, Ordering::SeqCst) > 0 {
                self.waiting.fetch_add(1, Ordering::SeqCst);
                let _waiting = Waiting(self.waiting.clone());
                std::future::pending::<()>().await;
            }
            Ok(miro::http::Response::new(Body::from(self.page.clone())))
        })
    }
}

#[tokio::test]
async fn fetches_offset_pages_concurrently_in_order() {
    let (sandbox, api, expected) = super::boards(170).await;
    for prefetch in [1, 3, 8] {
        sandbox.clear_requests();
        let boards: Vec<Board> = api.boards().list().prefetch(prefetch).stream().try_collect().await.unwrap();
        let mut ids: Vec<String> = boards.iter().map(|board| board.id.to_string()).collect();
        ids.sort();
        let mut sorted = expected.clone();
        sorted.sort();
        assert_eq!(ids, sorted);
        let mut offsets: Vec<String> = sandbox.requests().into_iter().map(|request| request.query).collect();
        offsets.sort();
        offsets.dedup();
        assert_eq!(
            (offsets.len(), sandbox.requests().len()),
            (4, 4),
            "no page is fetched twice: {offsets:?}"
        );
    }
}

/// Returns a page of boards with these numbers, of a list of this total.
fn board_page(numbers: std::ops::Range<usize>, total: usize) -> Script {
    let data: Vec<_> =
        numbers.clone().map(|number| json!({"id": number.to_string(), "type": "board"})).collect();
    Script::json(200, json!({"data": data, "offset": numbers.start, "total": total}).to_string())
}

#[tokio::test]
async fn at_most_the_requested_pages_are_in_flight() {
    let transport = Hanging::with_page(json!({"data": [{"id": "1", "type": "board"}], "total": 1_000}));
    let api = MiroApi::builder("token").transport(transport.clone()).build().unwrap();
    let mut stream = api.boards().list().limit(1).prefetch(5).stream();
    stream.next().await.unwrap().unwrap();
    settle().await;
    assert_eq!(transport.waiting(), 5);
    drop(stream);
    settle().await;
    assert_eq!(transport.waiting(), 0);

    // Only as many pages as are wanted.
    let transport = Hanging::with_page(json!({"data": [{"id": "1", "type": "board"}], "total": 1_000}));
    let api = MiroApi::builder("token").transport(transport.clone()).build().unwrap();
    let mut stream = api.boards().list().limit(1).max_items(3).prefetch(5).stream();
    stream.next().await.unwrap().unwrap();
    settle().await;
    assert_eq!(transport.waiting(), 2);
}

#[tokio::test]
async fn refetches_pages_after_a_short_one() {
    // After the first page an element is removed, and the second page has one less than it could have.
    let script = [
        board_page(0..2, 8),
        board_page(2..3, 7),
        board_page(4..6, 7),
        board_page(3..5, 7),
        board_page(5..7, 7),
    ];
    let (transport, api) = scripted(script);
    let mut pages = api.boards().list().limit(2).prefetch(2).pages();
    let mut ids = Vec::new();
    while let Some(page) = pages.next().await {
        ids.extend(page.unwrap().data.into_iter().map(|board| board.id.to_string()));
        settle().await;
    }
    assert_eq!(ids, ["0", "1", "2", "3", "4", "5", "6"]);
    assert_eq!(transport.sent().len(), 5);
}

#[tokio::test]
async fn reads_a_growing_list_to_its_end() {
    let script = [board_page(0..2, 4), board_page(2..4, 6), board_page(4..6, 6)];
    let (_, api) = scripted(script);
    let boards: Vec<Board> = api.boards().list().limit(2).prefetch(4).stream().try_collect().await.unwrap();
    assert_eq!(boards.len(), 6);
}
