use std::time::{Duration, SystemTime};

use futures_util::future::try_join_all;
use http::{HeaderMap, HeaderValue};
use miro::budget::Budget;
use miro::prelude::*;
use miro::transport::{Body, BoxFuture, Transport, TransportError};
use miro_bench::Failure;

use super::rounds::cpu;

/// Returns the CPU seconds of a call if this many tasks make them.
pub(super) async fn cost(tasks: usize, calls: usize, budget: bool) -> Result<f64, Failure> {
    let budget = if budget { Budget::new() } else { Budget::off() };
    let board = MiroApi::builder("token").transport(Memory::new()?).budget(budget).build()?.board("board");
    let each = calls.div_ceil(tasks);
    let run = |calls| {
        let board = &board;
        try_join_all((0..tasks).map(move |_| async move {
            for _ in 0..calls {
                board.get().await?;
            }
            Ok::<_, Error>(())
        }))
    };
    // The memory is allocated already.
    run(1).await?;
    let start = cpu();
    run(each).await?;
    Ok((cpu() - start) / (each * tasks) as f64)
}

/// A server that has credits for one call at a time, so that all others wait.
#[derive(Debug)]
struct Memory(HeaderMap);

impl Memory {
    fn new() -> Result<Self, Failure> {
        let reset = SystemTime::now() + Duration::from_secs(3_600);
        let reset = reset.duration_since(SystemTime::UNIX_EPOCH)?.as_secs();
        let mut headers = HeaderMap::new();
        headers.insert("content-type", HeaderValue::from_static("application/json"));
        headers.insert("x-ratelimit-limit", HeaderValue::from_static("100000"));
        headers.insert("x-ratelimit-remaining", HeaderValue::from_static("60"));
        headers.insert("x-ratelimit-reset", HeaderValue::from_str(&reset.to_string())?);
        Ok(Self(headers))
    }
}

impl Transport for Memory {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async {
            // Others make progress meanwhile, as they do while a network is at work.
            tokio::task::yield_now().await;
            let mut response = http::Response::new(Body::from(r#"{"id":"board"}"#));
            *response.headers_mut() = self.0.clone();
            Ok(response)
        })
    }
}
