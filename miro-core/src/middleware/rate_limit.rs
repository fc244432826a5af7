use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http::{HeaderMap, StatusCode, header};
use tokio::time::Instant;

use super::{Middleware, Next};
use crate::error::Error;
use crate::token::UserKey;
use crate::transport::{Body, BoxFuture};

/// After a 429, holds back every call of that user until the budget is filled again.
///
/// Miro counts per user and app, so other users go on.
#[derive(Debug, Default)]
pub(super) struct RateLimit {
    paused: Mutex<HashMap<UserKey, Instant>>,
}

impl RateLimit {
    fn paused_until(&self, user: &UserKey) -> Option<Instant> {
        let mut paused = self.paused.lock().unwrap_or_else(PoisonError::into_inner);
        let until = *paused.get(user)?;
        if until <= Instant::now() {
            paused.remove(user);
            return None;
        }
        Some(until)
    }

    fn pause(&self, user: &UserKey, wait: Duration) {
        let Some(until) = Instant::now().checked_add(wait) else { return };
        let mut paused = self.paused.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = paused.entry(user.clone()).or_insert(until);
        *slot = until.max(*slot);
    }
}

impl Middleware for RateLimit {
    fn handle<'a>(
        &'a self,
        request: http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, Error>> {
        Box::pin(async move {
            while let Some(until) = self.paused_until(next.user()) {
                tokio::time::sleep_until(until).await;
            }
            let response = next.run(request).await?;
            if response.status() == StatusCode::TOO_MANY_REQUESTS
                && let Some(wait) = reset_hint(response.status(), response.headers())
            {
                self.pause(next.user(), wait.min(LONGEST_PAUSE));
            }
            Ok(response)
        })
    }
}

/// Two of Miro's windows: a hint beyond that is a mistake, or not meant for waiting.
const LONGEST_PAUSE: Duration = Duration::from_secs(120);

/// Numbers below this are seconds to wait; above, seconds since 1970. It is a moment in 2001.
const SMALLEST_EPOCH: i64 = 1_000_000_000;

/// How long the server asks to wait, by `Retry-After` in both of its forms, or by `X-RateLimit-Reset` after a 429.
///
/// Moments are compared with the answer's own `Date`: the machine's clock may be wrong.
pub(crate) fn reset_hint(status: StatusCode, headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let now = text(header::DATE)
        .and_then(|date| httpdate::parse_http_date(date).ok())
        .unwrap_or_else(std::time::SystemTime::now);
    let until = |moment: std::time::SystemTime| moment.duration_since(now).unwrap_or_default();

    if let Some(retry_after) = text(header::RETRY_AFTER) {
        if let Ok(seconds) = retry_after.parse() {
            return Some(Duration::from_secs(seconds));
        }
        if let Ok(moment) = httpdate::parse_http_date(retry_after) {
            return Some(until(moment));
        }
    }
    if status != StatusCode::TOO_MANY_REQUESTS {
        return None;
    }
    let reset: i64 = text(header::HeaderName::from_static("x-ratelimit-reset"))?.parse().ok()?;
    let seconds = Duration::from_secs(u64::try_from(reset).ok()?);
    if reset < SMALLEST_EPOCH {
        return Some(seconds);
    }
    std::time::UNIX_EPOCH.checked_add(seconds).map(until)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(status: u16, headers: &[(&'static str, &str)]) -> Option<u64> {
        let headers = headers.iter().map(|(name, value)| {
            (header::HeaderName::from_static(name), header::HeaderValue::from_str(value).unwrap())
        });
        reset_hint(StatusCode::from_u16(status).unwrap(), &headers.collect()).map(|wait| wait.as_secs())
    }

    #[test]
    fn both_forms_of_retry_after_are_read() {
        assert_eq!(hint(503, &[("retry-after", "7")]), Some(7));
        let date = ("date", "Mon, 23 Nov 2026 05:00:00 GMT");
        assert_eq!(hint(503, &[date, ("retry-after", "Mon, 23 Nov 2026 05:00:09 GMT")]), Some(9));
        assert_eq!(hint(503, &[date, ("retry-after", "Mon, 23 Nov 2026 04:00:00 GMT")]), Some(0));
        assert_eq!(hint(503, &[("retry-after", "soon")]), None);
    }

    #[test]
    fn the_reset_counts_from_the_servers_clock() {
        let date = ("date", "Thu, 01 Jan 2015 00:00:00 GMT");
        assert_eq!(hint(429, &[date, ("x-ratelimit-reset", "1420070442")]), Some(42));
        assert_eq!(hint(429, &[("x-ratelimit-reset", "30")]), Some(30));
        assert_eq!(hint(429, &[("x-ratelimit-reset", "-1")]), None);
        assert_eq!(hint(503, &[("x-ratelimit-reset", "30")]), None, "every answer has it, not only a 429");
    }

    #[test]
    fn retry_after_goes_before_the_reset() {
        assert_eq!(hint(429, &[("x-ratelimit-reset", "30"), ("retry-after", "2")]), Some(2));
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_is_the_users_own_and_ends() {
        let limit = RateLimit::default();
        let (anna, ben) = (UserKey::new("anna"), UserKey::new("ben"));
        limit.pause(&anna, Duration::from_secs(30));
        limit.pause(&anna, Duration::from_secs(10));
        assert!(limit.paused_until(&anna).is_some() && limit.paused_until(&ben).is_none());
        tokio::time::advance(Duration::from_secs(29)).await;
        assert!(limit.paused_until(&anna).is_some(), "a shorter pause does not shorten a longer one");
        tokio::time::advance(Duration::from_secs(1)).await;
        assert!(limit.paused_until(&anna).is_none());
    }
}
