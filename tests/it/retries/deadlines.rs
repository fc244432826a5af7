//! Calls with a deadline, whatever they wait for.

use std::time::Duration;

use miro::Outcome;
use miro::middleware::RetryPolicy;
use miro::prelude::*;
use miro::transport::{Script, ScriptedTransport};
use miro_sandbox::{Fault, Sandbox};
use tokio::time::Instant;

use crate::environment;

fn policy(deadline: Duration) -> RetryPolicy {
    RetryPolicy::standard().deadline(deadline)
}

#[tokio::test(start_paused = true)]
async fn does_not_start_a_wait_beyond_the_deadline() {
    let transport = ScriptedTransport::new([Script::json(429, "{}").header("retry-after", "30")]);
    let api = MiroApi::builder("token").transport(transport.clone()).build().unwrap();
    let start = Instant::now();
    let error = api.boards().list().retry(policy(Duration::from_secs(10))).await.unwrap_err();
    assert_eq!((error.kind(), start.elapsed()), (ErrorKind::RateLimited, Duration::ZERO));
}

#[tokio::test(start_paused = true)]
async fn a_wait_for_credits_ends_at_the_deadline_unsent() {
    let refused = Script::json(429, "{}").header("retry-after", "60");
    let transport = ScriptedTransport::new([refused]);
    let api =
        MiroApi::builder("token").transport(transport.clone()).retry(RetryPolicy::never()).build().unwrap();
    api.boards().list().await.unwrap_err();
    let start = Instant::now();
    let create = api.boards().create(NewBoard::new("Later")).retry(policy(Duration::from_secs(7)));
    let error = create.await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Timeout, Outcome::NotSent), "{error}");
    assert_eq!(start.elapsed(), Duration::from_secs(7));
    assert_eq!(transport.sent().len(), 1);
}

#[tokio::test]
async fn an_interrupted_attempt_has_an_unknown_outcome() {
    let sandbox = Sandbox::start().await;
    let api = environment::api(&sandbox);
    sandbox.next(Fault::Delay(Duration::from_secs(20)));
    let create = api.boards().create(NewBoard::new("Slow")).retry(policy(Duration::from_millis(50)));
    let error = create.await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Timeout, Outcome::Unknown), "{error}");
    assert!(error.to_string().contains("look before you try again"), "{error}");
}
