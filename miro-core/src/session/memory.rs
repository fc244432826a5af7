use std::time::Duration;

use tokio::time::Instant;

use super::limits::Step;
use super::renewal::Renewal;
use crate::error::Error;
use crate::token::{AccessToken, RefreshToken, State};

/// The state of one login in this process.
#[derive(Default)]
pub(super) struct Memory {
    /// The login as it is stored.
    pub(super) state: Option<State>,
    /// The renewal in progress.
    pub(super) renewal: Option<Renewal>,
    /// The last access token that this session got from Miro.
    pub(super) fetched: Option<AccessToken>,
    /// The last refresh token that Miro refused.
    refused: Option<Refused>,
    /// The token requests in flight.
    requests: Vec<Request>,
    /// The steps that are waited for, the oldest first.
    pub(super) awaits: Vec<Step>,
    /// The number of the newest renewal or request.
    latest: u64,
}

/// A refresh token that Miro refused. Kept, so that an ended login does not query Miro with every call.
struct Refused {
    refresh_token: RefreshToken,
    until: Instant,
    error: Error,
}

/// A request to the token endpoint without a response yet.
struct Request {
    number: u64,
    refresh_token: RefreshToken,
    begun: Instant,
}

impl Memory {
    /// Returns the error of a recent refusal of this refresh token.
    pub(super) fn refusal(&self, refresh_token: &RefreshToken) -> Option<Error> {
        let refused = self.refused.as_ref()?;
        let is_this = refused.refresh_token == *refresh_token && Instant::now() < refused.until;
        is_this.then(|| refused.error.clone())
    }

    /// Remembers a refusal for this time.
    pub(super) fn refused(&mut self, refresh_token: &RefreshToken, error: &Error, ttl: Duration) {
        let refresh_token = refresh_token.clone();
        self.refused = Some(Refused { refresh_token, until: Instant::now() + ttl, error: error.clone() });
    }

    /// Records that this refresh token is about to be used up. Returns the number of the request.
    pub(super) fn begin_request(&mut self, refresh_token: &RefreshToken) -> u64 {
        let number = self.next_number();
        let request = Request { number, refresh_token: refresh_token.clone(), begun: Instant::now() };
        self.requests.push(request);
        number
    }

    pub(super) fn end_request(&mut self, number: u64) {
        self.requests.retain(|request| request.number != number);
    }

    /// Returns the time since the start of the first request in flight that uses this refresh token.
    pub(super) fn requested(&self, refresh_token: &RefreshToken) -> Option<Duration> {
        let mut requests = self.requests.iter();
        Some(requests.find(|request| request.refresh_token == *refresh_token)?.begun.elapsed())
    }

    pub(super) fn next_number(&mut self) -> u64 {
        self.latest = self.latest.wrapping_add(1);
        self.latest
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;
    use crate::error::ErrorKind;

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test(start_paused = true)]
    async fn a_refusal_is_limited_to_its_time_and_token() {
        let mut memory = Memory::default();
        let (this, other) = (RefreshToken::new("this"), RefreshToken::new("other"));
        assert!(memory.refusal(&this).is_none());
        memory.refused(&this, &Error::new(ErrorKind::AuthorizationRequired, "ended"), SECOND * 60);
        assert!(memory.refusal(&other).is_none());
        advance(SECOND * 60 - Duration::from_millis(1)).await;
        assert_eq!(memory.refusal(&this).unwrap().kind(), ErrorKind::AuthorizationRequired);
        advance(Duration::from_millis(1)).await;
        assert!(memory.refusal(&this).is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn requests_are_known_until_they_end() {
        let mut memory = Memory::default();
        let (this, other) = (RefreshToken::new("this"), RefreshToken::new("other"));
        let first = memory.begin_request(&this);
        advance(SECOND).await;
        let second = memory.begin_request(&this);
        assert_eq!((memory.requested(&this), memory.requested(&other)), (Some(SECOND), None));
        memory.end_request(first);
        assert_eq!(memory.requested(&this), Some(Duration::ZERO));
        memory.end_request(second);
        assert_eq!(memory.requested(&this), None);
    }
}
