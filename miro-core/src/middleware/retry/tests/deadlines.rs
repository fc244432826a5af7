use super::*;
use crate::transport::{Transport, TransportError};

async fn limited_for(wait: u64, policy: RetryPolicy) -> (Result<Response, Error>, usize, Duration) {
    let limited = Script::status(429).header("retry-after", &wait.to_string());
    let transport = ScriptedTransport::new([limited, ok()]);
    let start = Instant::now();
    let result = call(&user(&client(&transport, policy), "anna"), Method::GET).await;
    (result, transport.sent().len(), start.elapsed())
}

#[tokio::test(start_paused = true)]
async fn does_not_wait_past_the_deadline() {
    let deadline = |milliseconds| quick().deadline(Duration::from_millis(milliseconds));
    for milliseconds in [1, 9_999, 10_000] {
        let (result, sent, elapsed) = limited_for(10, deadline(milliseconds)).await;
        let error = result.unwrap_err();
        assert_eq!((error.kind(), sent, elapsed), (ErrorKind::RateLimited, 1, Duration::ZERO));
    }
    let (result, sent, elapsed) = limited_for(10, deadline(10_001)).await;
    assert_eq!((result.unwrap().status().as_u16(), sent), (200, 2));
    assert!(elapsed >= Duration::from_secs(10));
}

#[tokio::test(start_paused = true)]
async fn numbers_at_their_limits_do_not_panic() {
    for wait in [0, 1, 90, u64::MAX / 1_000, u64::MAX - 1, u64::MAX] {
        for policy in [
            quick().max_backoff(Duration::MAX).deadline(Duration::MAX),
            quick().max_backoff(Duration::MAX).deadline(Duration::from_secs(1 << 40)),
            quick().max_backoff(Duration::MAX).deadline(Duration::ZERO),
            quick()
                .max_backoff(Duration::MAX)
                .initial_backoff(Duration::MAX)
                .deadline(Duration::from_secs(1)),
            RetryPolicy::never().max_backoff(Duration::MAX).initial_backoff(Duration::MAX),
            quick().max_attempts(u32::MAX).max_backoff(Duration::from_secs(1)),
        ] {
            // An endless wait is valid as well; a day of the test's clock shows that it has begun.
            let _ = tokio::time::timeout(Duration::from_secs(86_400), limited_for(wait, policy)).await;
        }
    }
}

/// Never responds, and never fails.
#[derive(Debug)]
struct Silent;

impl Transport for Silent {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(std::future::pending())
    }
}

/// Never returns a token.
#[derive(Debug)]
struct NoToken;

impl TokenProvider for NoToken {
    fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, Error>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn an_interrupted_call_is_unknown_only_if_it_was_sent() {
    let policy = quick().deadline(Duration::from_secs(7));
    let silent =
        || ClientBuilder::new().transport(Silent).budget(Budget::off()).retry(policy).build().unwrap();
    let sent = user(&silent(), "anna");
    let unsent = Resource::root(silent(), UserKey::new("anna"), Arc::new(NoToken));
    for (user, outcome) in [(sent, Outcome::Unknown), (unsent, Outcome::NotSent)] {
        let start = Instant::now();
        let error = call(&user, Method::POST).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Timeout, outcome), "{error}");
        assert_eq!(start.elapsed(), Duration::from_secs(7));
    }
}

#[test]
fn a_hint_beyond_max_backoff_ends_the_call() {
    let policy = RetryPolicy::standard().max_backoff(Duration::from_secs(10));
    assert!(policy.wait(1, Some(Duration::from_secs(10))).is_some());
    assert_eq!(policy.wait(1, Some(Duration::from_millis(10_001))), None);
    assert!(policy.wait(3, None).is_some());
    assert_eq!((policy.wait(4, None), policy.wait(4, Some(Duration::ZERO))), (None, None));
}

#[test]
fn backoff_is_random_within_doubling_bounds() {
    let policy = RetryPolicy::standard()
        .max_attempts(9)
        .initial_backoff(Duration::from_secs(1))
        .max_backoff(Duration::from_secs(4));
    for (attempt, bound) in [(1, 1_000), (2, 2_000), (3, 4_000), (4, 4_000)] {
        let waits: Vec<_> = (0..1_000).filter_map(|_| policy.wait(attempt, None)).collect();
        let longest = waits.iter().max().unwrap().as_millis();
        assert!(bound * 9 / 10 < longest && longest <= bound, "{attempt}: {longest}");
        assert!(waits.iter().min().unwrap().as_millis() < bound / 10);
    }
    let hint = Duration::from_secs(3);
    let waits: Vec<_> = (0..1_000).filter_map(|_| policy.wait(1, Some(hint))).collect();
    assert!(
        *waits.iter().min().unwrap() >= hint && *waits.iter().max().unwrap() <= hint + Duration::from_secs(1)
    );
    assert_ne!(waits.iter().min(), waits.iter().max(), "clients do not return together");
}

#[test]
fn bounds_at_their_limits_do_not_panic() {
    let policy = RetryPolicy::standard()
        .max_attempts(u32::MAX)
        .initial_backoff(Duration::MAX)
        .max_backoff(Duration::MAX);
    for attempt in [0, 1, 2, 31, 32, 33, 64, u32::MAX - 1] {
        for _ in 0..100 {
            assert!(policy.wait(attempt, None).is_some());
            assert!(policy.wait(attempt, Some(Duration::MAX)).is_some());
        }
    }
}
