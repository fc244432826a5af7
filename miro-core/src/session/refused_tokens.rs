use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::token::{AccessToken, State, UserKey};
use crate::wire::Timestamp;

/// Valid tokens of all users that Miro refused anyway, because some operations respond with 401 to any token. Such
/// a token is not refreshed for another 401, or each call of the operation would cost a refresh.
#[derive(Default)]
pub(super) struct RefusedTokens(Mutex<HashMap<UserKey, Entry>>);

struct Entry {
    token: AccessToken,
    until: Instant,
}

/// A token of another process that was refused within this time after it was issued was not refused for its age.
const FRESH: Duration = Duration::from_secs(60);

/// Miro's tokens live for an hour. After that, a 401 may mean that a token with an unknown lifetime has expired.
const MAX_AGE: Duration = Duration::from_secs(3_600);

impl RefusedTokens {
    /// Records that the token of this login was refused. It counts if Miro had issued it to this process because
    /// of a 401 just before (`is_own`). It also counts if it was issued recently to any process and the user
    /// already has an entry: then several processes call such an operation, and would refresh in turn.
    pub(super) fn note(&self, user: &UserKey, state: &State, is_own: bool) {
        if !(is_own || is_fresh(state) && self.has_entry(user)) {
            return;
        }
        let life = state.expires_at.map_or(MAX_AGE, |expires_at| expires_at.from_now().min(MAX_AGE));
        let now = Instant::now();
        let entry = Entry { token: state.access_token.clone(), until: now + life };
        let mut entries = self.lock();
        // Only when the table would grow anyway, so that the sweep costs little per user.
        if entries.len() == entries.capacity() {
            entries.retain(|_, entry| entry.until > now);
        }
        entries.insert(user.clone(), entry);
    }

    /// Whether a 401 for this token is to be ignored.
    pub(super) fn contains(&self, user: &UserKey, token: &AccessToken) -> bool {
        self.lock().get(user).is_some_and(|entry| entry.token == *token && Instant::now() < entry.until)
    }

    /// Whether the user has a valid entry.
    fn has_entry(&self, user: &UserKey) -> bool {
        self.lock().get(user).is_some_and(|entry| Instant::now() < entry.until)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<UserKey, Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_fresh(state: &State) -> bool {
    state.issued_at.is_some_and(|issued_at| Timestamp::now().since(issued_at) < FRESH)
}

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;

    fn issued(seconds_ago: i64, lifetime: Option<u64>) -> State {
        let issued_at = Timestamp::from_unix_seconds(Timestamp::now().unix_seconds() - seconds_ago);
        let mut state = State::new("token").issued_at(issued_at);
        state.expires_at = lifetime.map(|seconds| Timestamp::now().after(Duration::from_secs(seconds)));
        state
    }

    #[tokio::test(start_paused = true)]
    async fn remembers_a_refused_token_until_it_expires() {
        let (refused_tokens, user) = (RefusedTokens::default(), UserKey::new("anna"));
        let is = |token: &str| refused_tokens.contains(&user, &token.into());
        refused_tokens.note(&user, &issued(0, Some(600)), true);
        assert!(
            is("token") && !is("other") && !refused_tokens.contains(&UserKey::new("ben"), &"token".into())
        );
        advance(Duration::from_secs(590)).await;
        assert!(is("token"));
        advance(Duration::from_secs(10)).await;
        assert!(!is("token"));
    }

    #[tokio::test(start_paused = true)]
    async fn remembers_a_refused_token_for_at_most_an_hour() {
        for lifetime in [None, Some(u64::MAX)] {
            let (refused_tokens, user) = (RefusedTokens::default(), UserKey::new("anna"));
            refused_tokens.note(&user, &issued(0, lifetime), true);
            advance(MAX_AGE - Duration::from_millis(1)).await;
            assert!(refused_tokens.contains(&user, &"token".into()));
            advance(Duration::from_millis(1)).await;
            assert!(!refused_tokens.contains(&user, &"token".into()));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_fresh_token_of_another_process_counts_after_the_first() {
        let (refused_tokens, user) = (RefusedTokens::default(), UserKey::new("anna"));
        let noted = |seconds_ago: Option<i64>, token: &str| {
            let mut state = issued(seconds_ago.unwrap_or_default(), Some(600));
            state.issued_at = state.issued_at.filter(|_| seconds_ago.is_some());
            state.access_token = token.into();
            refused_tokens.note(&user, &state, false);
            refused_tokens.contains(&user, &token.into())
        };
        assert!(!noted(Some(0), "1"), "it may have been revoked meanwhile");
        refused_tokens.note(&user, &issued(600, Some(600)), true);
        assert!(!noted(Some(61), "2") && !noted(None, "3"));
        assert!(noted(Some(58), "4") && noted(Some(0), "5"));
        advance(Duration::from_secs(600)).await;
        assert!(!noted(Some(0), "6"));
    }

    #[tokio::test(start_paused = true)]
    async fn a_sweep_removes_tokens_that_have_expired_and_no_others() {
        let refused_tokens = RefusedTokens::default();
        let user = |number: usize| UserKey::new(&number.to_string());
        let note = |number: usize| refused_tokens.note(&user(number), &issued(0, None), true);
        note(0);
        // The table is full: the next one sweeps first.
        let capacity = refused_tokens.lock().capacity();
        (1..=capacity).for_each(note);
        assert!((0..=capacity).all(|number| refused_tokens.contains(&user(number), &"token".into())));

        refused_tokens.lock().clear();
        refused_tokens.lock().shrink_to_fit();
        note(0);
        let capacity = refused_tokens.lock().capacity();
        (1..capacity).for_each(note);
        advance(MAX_AGE).await;
        assert!(!refused_tokens.has_entry(&user(0)));
        note(capacity);
        assert_eq!(refused_tokens.lock().len(), 1);
        // It is not full any more: no sweep.
        advance(MAX_AGE).await;
        note(0);
        assert_eq!(refused_tokens.lock().len(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn forgets_expired_entries() {
        let refused_tokens = RefusedTokens::default();
        for number in 0..1_000 {
            refused_tokens.note(&UserKey::new(&number.to_string()), &issued(0, Some(1)), true);
            advance(Duration::from_secs(1)).await;
        }
        assert!(refused_tokens.lock().len() < 10);
    }
}
