//! Pages that are fetched while the one before is in use.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::{StreamExt, TryStreamExt};
use miro::prelude::*;
use miro::transport::{Body, BoxFuture, Transport, TransportError};
use serde_json::json;

use super::{board_with_items, cursor_page, ids};
use crate::environment::scripted;

#[tokio::test]
async fn the_elements_are_the_same() {
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
async fn the_next_page_is_fetched_while_one_is_in_use() {
    let script = || [cursor_page(0..3, Some("a")), cursor_page(3..6, Some("b")), cursor_page(6..9, None)];
    for (prefetch, ahead) in [(0, 0), (1, 1)] {
        let (transport, api) = scripted(script());
        let mut stream = api.board("b").items().list().prefetch(prefetch).stream();
        stream.next().await.unwrap().unwrap();
        settle().await;
        assert_eq!(transport.sent().len(), 1 + ahead, "{prefetch} pages ahead");
        let rest: Vec<Item> = stream.try_collect().await.unwrap();
        assert_eq!(rest.len(), 8);
        assert_eq!(transport.sent().len(), 3);
    }
}

#[tokio::test]
async fn nothing_is_fetched_ahead_that_nobody_wants() {
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
    let transport = Hanging::default();
    let api = MiroApi::builder("token").transport(transport.clone()).build().unwrap();
    let mut stream = api.board("b").items().list().prefetch(3).stream();
    stream.next().await.unwrap().unwrap();
    settle().await;
    assert_eq!((transport.sent(), transport.waiting()), (2, 1), "the second page is under way");
    drop(stream);
    settle().await;
    assert_eq!((transport.sent(), transport.waiting()), (2, 0), "nobody waits for it any more");
}

/// Lets the tasks of this runtime do what they can.
async fn settle() {
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}

/// Answers one request, and lets all others wait for ever.
#[derive(Clone, Debug, Default)]
struct Hanging {
    sent: Arc<AtomicUsize>,
    waiting: Arc<AtomicUsize>,
}

impl Hanging {
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
            let page = json!({"data": [{"id": "1", "type": "text"}], "cursor": "more"});
            Ok(miro::http::Response::new(Body::from(page.to_string())))
        })
    }
}
