#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

mod allowance;
mod policy;
#[cfg(test)]
mod tests;

use std::mem;
use std::sync::atomic::Ordering;
use std::time::Duration;

use http::{Method, StatusCode};
use tokio::time::{Instant, sleep, timeout_at};

pub use policy::RetryPolicy;

use self::allowance::Allowances;
use super::{Context, Middleware, Next, Step, try_clone};
use crate::budget::reset_hint;
use crate::error::{Error, ErrorKind, Outcome, is_not_sent};
use crate::response::AfterUnknown;
use crate::transport::{Body, BoxFuture};

/// Retries calls unless that could process them twice, and once more with another token if Miro refuses one.
#[derive(Debug)]
pub(super) struct Retry {
    policy: RetryPolicy,
    allowances: Allowances,
}

/// The result of one attempt.
type AttemptResult = Result<http::Response<Body>, Error>;

/// The consequence of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// The result is final: the call was processed or refused.
    Final,
    /// The call was not processed, because credits are missing.
    Limited,
    /// The call was not processed, or is idempotent.
    Repeat,
    /// The call may have been processed, and is not idempotent.
    Unknown,
}

impl Retry {
    pub(super) fn new(policy: RetryPolicy) -> Self {
        Self { policy, allowances: Allowances::default() }
    }

    /// Waits for a response until the deadline of the call.
    async fn attempt(
        &self,
        attempt: BoxFuture<'_, AttemptResult>,
        context: &Context,
        deadline: Option<Instant>,
    ) -> AttemptResult {
        let Some(deadline) = deadline else { return attempt.await };
        timeout_at(deadline, attempt).await.unwrap_or_else(|_| {
            let step = context.progress.step();
            let outcome = if step == Step::Sent { Outcome::Unknown } else { Outcome::NotSent };
            let detail = format!("the deadline of the call has come while it waited for {}", step.awaited());
            Err(Error::new(ErrorKind::Timeout, detail).with_outcome(outcome))
        })
    }
}

impl Middleware for Retry {
    fn handle<'a>(
        &'a self,
        mut request: http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, Error>> {
        Box::pin(async move {
            let context = next.context();
            let policy = context.retry.as_ref().unwrap_or(&self.policy);
            let deadline = policy.time_limit().and_then(|limit| Instant::now().checked_add(limit));
            let mut may_be_done = false;
            let mut attempts = 0_u32;
            loop {
                // The clone is kept rather than sent, because it has no room for more headers. A request without a
                // clone is sent once.
                let copy = try_clone(&request);
                let can_retry = copy.is_some();
                let sent = mem::replace(&mut request, copy.unwrap_or_default());
                let attempt = context.attempts.fetch_add(1, Ordering::Relaxed).saturating_add(1);
                attempts = attempts.saturating_add(1);
                context.progress.set(Step::Middlewares);
                let result = self.attempt(next.run(sent), context, deadline).await;
                if may_be_done && is_missing(context, &result) {
                    return Ok(deleted());
                }
                may_be_done |= is_unknown(&result);
                if result.as_ref().is_ok_and(|response| response.status().is_success()) {
                    self.allowances.earn(&context.user);
                }
                if can_retry && is_unauthorized(&result) && context.replacement.is_set() {
                    // The policy counts temporary failures, and this is not one.
                    attempts = attempts.saturating_sub(1);
                    continue;
                }
                let verdict = verdict(&result, context, policy);
                let wait = match verdict {
                    Verdict::Final | Verdict::Unknown => None,
                    Verdict::Limited | Verdict::Repeat => policy.wait(attempts, hint(&result)),
                };
                let Some(wait) = wait.filter(|_| can_retry) else { return marked(result, may_be_done) };
                let is_too_late = deadline
                    .is_some_and(|deadline| deadline.saturating_duration_since(Instant::now()) <= wait);
                if is_too_late || (verdict == Verdict::Repeat && !self.allowances.take(&context.user)) {
                    return marked(result, may_be_done);
                }
                tracing::debug!(attempt, wait_ms = wait.as_millis(), "retrying");
                sleep(wait).await;
            }
        })
    }
}

fn verdict(result: &AttemptResult, context: &Context, policy: &RetryPolicy) -> Verdict {
    let repeat = if context.idempotent { Verdict::Repeat } else { Verdict::Unknown };
    match result {
        Ok(response) => match response.status() {
            StatusCode::TOO_MANY_REQUESTS => Verdict::Limited,
            status if policy.repeats(status) => repeat,
            _ => Verdict::Final,
        },
        // An error that names another operation comes from a token request, which had its own attempts.
        Err(error) if error.operation().is_some() => Verdict::Final,
        // Getting a token again would take just as long.
        Err(error) if error.kind() == ErrorKind::Timeout && context.progress.step() == Step::Token => {
            Verdict::Final
        }
        Err(error) => match error.kind() {
            ErrorKind::Connection | ErrorKind::Timeout if is_not_sent(error) => Verdict::Repeat,
            ErrorKind::Connection | ErrorKind::Timeout => repeat,
            _ => Verdict::Final,
        },
    }
}

fn is_unauthorized(result: &AttemptResult) -> bool {
    result.as_ref().is_ok_and(|response| response.status() == StatusCode::UNAUTHORIZED)
}

fn is_unknown(result: &AttemptResult) -> bool {
    match result {
        Ok(response) => response.status().is_server_error(),
        Err(error) => error.outcome() == Outcome::Unknown,
    }
}

/// Returns the wait that the server requests.
fn hint(result: &AttemptResult) -> Option<Duration> {
    let response = result.as_ref().ok()?;
    reset_hint(response.status(), response.headers())
}

/// Whether a resource to be deleted is missing, after an attempt that may have deleted it: the call has succeeded.
fn is_missing(context: &Context, result: &AttemptResult) -> bool {
    *context.operation.method() == Method::DELETE
        && result.as_ref().is_ok_and(|response| response.status() == StatusCode::NOT_FOUND)
}

fn deleted() -> http::Response<Body> {
    let mut response = http::Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}

/// Marks a failure that follows attempts with an unknown outcome.
fn marked(result: AttemptResult, may_be_done: bool) -> AttemptResult {
    if !may_be_done {
        return result;
    }
    match result {
        Ok(mut response) => {
            response.extensions_mut().insert(AfterUnknown);
            Ok(response)
        }
        Err(error) => Err(error.with_outcome(Outcome::Unknown)),
    }
}
