//! Numbers at their limits, of the peer and of the caller.

use std::time::Duration;

use futures_util::StreamExt;
use miro::middleware::RetryPolicy;
use miro::prelude::*;
use miro::transport::{Script, ScriptedTransport};

use crate::environment::scripted;

fn page(total: u64, offset: u64) -> Script {
    Script::json(
        200,
        format!(
            r#"{{"data":[{{"id":"b"}}],"total":{total},"offset":{offset},"size":{total},"limit":{total}}}"#
        ),
    )
}

#[tokio::test]
async fn accepts_any_prefetch_count() {
    for prefetch in [0, 1, usize::MAX - 1, usize::MAX] {
        let page =
            |id: &str| Script::json(200, format!(r#"{{"data":[{{"id":"{id}"}}],"total":{}}}"#, u64::MAX));
        let (transport, api) = scripted([page("a"), page("b")]);
        let boards = api.boards().list().limit(1).prefetch(prefetch).max_items(usize::MAX).stream();
        let boards: Vec<_> = boards.collect().await;
        assert!(boards.first().unwrap().is_ok(), "{prefetch}");
        assert!(boards.last().unwrap().is_err(), "the script has two pages");
        assert!(transport.sent().len() < 2_000, "{}", transport.sent().len());
    }
}

#[tokio::test]
async fn numbers_of_a_page_do_not_panic() {
    for total in [0, 1, u64::MAX - 1, u64::MAX] {
        for offset in [0, 1, u64::MAX] {
            for start in ["0", "18446744073709551615"] {
                let (_, api) = scripted([page(total, offset)]);
                let _ = api
                    .boards()
                    .list()
                    .resume_from(start)
                    .prefetch(3)
                    .stream()
                    .take(3)
                    .collect::<Vec<_>>()
                    .await;
                let scim =
                    format!(r#"{{"Resources":[{{"id":"u"}}],"totalResults":{total},"startIndex":{offset}}}"#);
                let (_, api) = scripted([Script::json(200, scim)]);
                let users = api.scim("token").users().list().resume_from(start).prefetch(3).stream();
                let _ = users.take(3).collect::<Vec<_>>().await;
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn maximum_durations_do_not_panic() {
    let policy = RetryPolicy::standard()
        .max_attempts(u32::MAX)
        .initial_backoff(Duration::MAX)
        .max_backoff(Duration::MAX)
        .deadline(Duration::MAX);
    for wait in ["0", "18446744073709551615"] {
        let limited = Script::json(429, "{}").header("retry-after", wait);
        let transport = ScriptedTransport::new([limited, page(1, 0)]);
        let builder =
            MiroApi::builder("token").transport(transport.clone()).retry(policy).timeout(Duration::MAX);
        let api = builder.build().unwrap();
        let call = api.boards().list().timeout(Duration::MAX).send();
        let _ = tokio::time::timeout(Duration::from_secs(1_000), call).await;
        assert!(!transport.sent().is_empty());
    }
}
