//! No call waits for another call's future to be polled.

use std::pin::pin;

use futures_util::{FutureExt, StreamExt, stream};

use super::*;

/// Only a hang takes this long.
async fn in_time<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(30), future).await.expect("it hangs")
}

/// One has credits for all calls, the other has windows that are soon spent.
async fn sandboxes() -> [Sandbox; 2] {
    let small = Sandbox::builder().rate_limit(500).rate_limit_window(Duration::from_secs(1)).start().await;
    [Sandbox::builder().rate_limit(99_000).start().await, small]
}

#[tokio::test]
async fn calls_within_a_buffered_stream_make_progress() {
    for sandbox in sandboxes().await {
        let api = environment::api(&sandbox);
        let board = api.board(sandbox.seed_board("Batch"));
        let notes = (0..30).map(|number| NewStickyNote::new(number.to_string()));
        // More calls than a small window has credits for.
        let calls = stream::iter(notes).map(|note| board.sticky_notes().create(note).send());
        let mut calls = pin!(calls.buffer_unordered(4));
        in_time(async {
            while let Some(done) = calls.next().await {
                done.unwrap();
                api.boards().list().await.unwrap();
            }
        })
        .await;
    }
}

#[tokio::test]
async fn calls_within_a_create_all_loop_make_progress() {
    let sandbox = Sandbox::builder().rate_limit(99_000).start().await;
    let api = environment::api(&sandbox);
    let board = api.board(sandbox.seed_board("Batch"));
    let mut batch = board.items().create_all((0..100).map(|number| NewStickyNote::new(number.to_string())));
    in_time(async {
        while let Some(done) = batch.next().await {
            done.result.unwrap();
            api.boards().list().await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn unpolled_calls_do_not_delay_others() {
    for sandbox in sandboxes().await {
        let api = environment::api(&sandbox);
        // The first one probes what is left; at the small sandbox the last ones wait for the next window.
        let mut kept: Vec<_> = (0..15).map(|_| Box::pin(api.boards().list().send())).collect();
        for call in &mut kept {
            tokio::select! {
                biased;
                _ = call => {}
                () = tokio::time::sleep(Duration::from_millis(1)) => {}
            }
        }
        in_time(join_all((0..15).map(|_| api.boards().list().send()))).await;
        drop(kept);
    }
}

#[tokio::test]
async fn unpolled_high_priority_calls_do_not_delay_others() {
    let sandbox = Sandbox::builder().rate_limit(500).rate_limit_window(Duration::from_secs(1)).start().await;
    let api = environment::api(&sandbox);
    let mut kept: Vec<_> =
        (0..20).map(|_| Box::pin(api.boards().list().priority(Priority::High).send())).collect();
    for call in &mut kept {
        let _ = call.now_or_never();
    }
    let calls = join_all((0..20).map(|_| api.boards().list().send()));
    assert!(in_time(calls).await.iter().all(Result::is_ok));
}
