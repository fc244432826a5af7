//! Credits: the costs of requests and the budgets of users.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::server::response::Response;
use crate::state::clock::{later, second};

/// Miro's four rate limit levels, and free operations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Level {
    Free,
    One,
    Two,
    Three,
    Four,
}

impl Level {
    pub(crate) fn credits(self) -> u64 {
        match self {
            Level::Free => 0,
            Level::One => 50,
            Level::Two => 100,
            Level::Three => 500,
            Level::Four => 2_000,
        }
    }
}

/// The budgets of all users.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Budgets {
    limit: u64,
    length: Duration,
    enforced: bool,
    /// By user id, then by client id.
    windows: BTreeMap<String, BTreeMap<String, Window>>,
}

/// A user's spending with one app since the window's first request.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Window {
    start: Timestamp,
    spent: u64,
}

/// The remaining credits of a user with an app.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Credits {
    /// The user.
    pub user_id: String,
    /// The app, by its client id.
    pub client_id: String,
    /// Credits per window.
    pub limit: u64,
    /// Credits left in the current window.
    pub remaining: u64,
    /// When the window ends. `None` before the window's first request.
    pub reset: Option<Timestamp>,
}

/// The outcome of an attempt to spend credits, as reported in headers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Balance {
    pub(crate) sufficient: bool,
    pub(crate) spent: u64,
    limit: u64,
    remaining: u64,
    reset: i64,
}

impl Budgets {
    pub(crate) fn new(limit: u64, length: Duration, enforced: bool) -> Self {
        Self { limit, length, enforced, windows: BTreeMap::new() }
    }

    /// Spends the credits if enough are left; otherwise spends none.
    pub(crate) fn spend(&mut self, user_id: &str, client_id: &str, credits: u64, now: Timestamp) -> Balance {
        let (limit, length) = (self.limit, self.length);
        let price = if self.enforced { credits } else { 0 };
        let window = self.current(user_id, client_id, now);
        let sufficient = price <= limit.saturating_sub(window.spent);
        let spent = if sufficient { price } else { 0 };
        window.spent += spent;
        let remaining = limit.saturating_sub(window.spent);
        Balance { spent, ..Balance::new(sufficient, limit, remaining, window.end(length)) }
    }

    /// Sets the remaining credits of the current window, capped at the limit.
    pub(crate) fn set_remaining(&mut self, user_id: &str, client_id: &str, credits: u64, now: Timestamp) {
        let limit = self.limit;
        self.current(user_id, client_id, now).spent = limit.saturating_sub(credits);
    }

    pub(crate) fn limit(&self) -> u64 {
        self.limit
    }

    /// Sets the credits per window. Credits already spent in current windows stay spent.
    pub(crate) fn set_limit(&mut self, credits: u64) {
        self.limit = credits;
    }

    pub(crate) fn length(&self) -> Duration {
        self.length
    }

    /// Sets the length of windows, current ones included.
    pub(crate) fn set_length(&mut self, length: Duration) {
        self.length = length;
    }

    pub(crate) fn enforced(&self) -> bool {
        self.enforced
    }

    /// Enables or disables the rate limits: if disabled, requests spend nothing and none is rejected.
    pub(crate) fn enforce(&mut self, enforced: bool) {
        self.enforced = enforced;
    }

    /// Returns the remaining credits of a user with an app.
    pub(crate) fn of(&self, user_id: &str, client_id: &str, now: Timestamp) -> Credits {
        let window = self.windows.get(user_id).and_then(|windows| windows.get(client_id));
        let window = window.filter(|window| window.runs(self.length, now));
        Credits {
            user_id: user_id.to_owned(),
            client_id: client_id.to_owned(),
            limit: self.limit,
            remaining: self.limit.saturating_sub(window.map_or(0, |window| window.spent)),
            reset: window.map(|window| window.end(self.length)),
        }
    }

    /// Returns the remaining credits of every user and app that made a request.
    pub(crate) fn all(&self, now: Timestamp) -> Vec<Credits> {
        let users = self.windows.iter();
        users
            .flat_map(|(user_id, windows)| {
                windows.keys().map(move |client_id| self.of(user_id, client_id, now))
            })
            .collect()
    }

    /// Returns the current window, which starts with its first request.
    fn current(&mut self, user_id: &str, client_id: &str, now: Timestamp) -> &mut Window {
        let length = self.length;
        let windows = self.windows.entry(user_id.to_owned()).or_default();
        let window = windows.entry(client_id.to_owned()).or_insert(Window { start: now, spent: 0 });
        if !window.runs(length, now) {
            *window = Window { start: now, spent: 0 };
        }
        window
    }
}

impl Window {
    fn end(&self, length: Duration) -> Timestamp {
        later(self.start, length)
    }

    /// Whether the window is current. One that starts in the future is from before the clock was set back.
    fn runs(&self, length: Duration, now: Timestamp) -> bool {
        self.start <= now && now < self.end(length)
    }
}

impl Balance {
    /// Rounds the end of the window up, so that a client that waits until then is never too early.
    pub(super) fn new(sufficient: bool, limit: u64, remaining: u64, reset: Timestamp) -> Self {
        Self { sufficient, spent: 0, limit, remaining, reset: second(reset) }
    }

    /// Adds the three rate limit headers.
    pub(crate) fn announce(self, response: &mut Response) {
        response.set_header("X-RateLimit-Limit", &self.limit.to_string());
        response.set_header("X-RateLimit-Remaining", &self.remaining.to_string());
        response.set_header("X-RateLimit-Reset", &self.reset.to_string());
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;

    use super::Budgets;

    #[test]
    fn budget_is_exhausted_exactly_and_renewed() {
        let mut budgets = Budgets::new(250, Duration::from_secs(60), true);
        let start = Timestamp::from_millisecond(1_500).unwrap();
        let spend = |budgets: &mut Budgets, credits, after: u64| {
            let balance = budgets.spend("user", "app", credits, start + Duration::from_secs(after));
            (balance.sufficient, balance.remaining)
        };
        assert_eq!(spend(&mut budgets, 100, 0), (true, 150));
        assert_eq!(spend(&mut budgets, 100, 1), (true, 50));
        assert_eq!(spend(&mut budgets, 100, 2), (false, 50));
        assert_eq!(spend(&mut budgets, 50, 3), (true, 0));
        assert_eq!(spend(&mut budgets, 0, 4), (true, 0));
        assert_eq!(spend(&mut budgets, 50, 59), (false, 0));
        assert_eq!(spend(&mut budgets, 50, 60), (true, 200));
    }

    #[test]
    fn budgets_are_per_user_and_the_reset_is_rounded_up() {
        let mut budgets = Budgets::new(100, Duration::from_secs(60), true);
        let start = Timestamp::from_millisecond(1_500).unwrap();
        assert_eq!(budgets.spend("one", "app", 100, start).reset, 62);
        assert!(!budgets.spend("one", "app", 50, start).sufficient);
        assert!(budgets.spend("two", "app", 50, start).sufficient);
    }

    #[test]
    fn limit_and_window_can_change_during_a_window() {
        let mut budgets = Budgets::new(100, Duration::from_secs(60), true);
        let start = Timestamp::from_second(1_000).unwrap();
        let at = |second: u64| start + Duration::from_secs(second);
        assert_eq!(budgets.of("user", "app", start).reset, None);
        budgets.spend("user", "app", 100, start);
        budgets.set_limit(150);
        assert_eq!(budgets.of("user", "app", at(1)).remaining, 50, "what was spent stays spent");
        budgets.set_limit(50);
        assert_eq!(budgets.of("user", "app", at(1)).remaining, 0);
        budgets.set_length(Duration::from_secs(10));
        assert_eq!(budgets.of("user", "app", at(9)).reset, Some(at(10)));
        assert!(budgets.spend("user", "app", 50, at(10)).sufficient);
        budgets.set_remaining("user", "app", 1_000, at(11));
        assert_eq!(budgets.of("user", "app", at(11)).remaining, 50, "never more than the limit");
    }

    #[test]
    fn window_ends_when_the_clock_is_set_back() {
        let mut budgets = Budgets::new(100, Duration::from_secs(60), true);
        let start = Timestamp::from_second(10_000).unwrap();
        budgets.spend("user", "app", 100, start);
        let before = start - Duration::from_secs(3_600);
        assert!(budgets.spend("user", "app", 100, before).sufficient);
        assert_eq!(budgets.of("user", "app", before).reset, Some(before + Duration::from_secs(60)));
    }

    #[test]
    fn disabled_limits_spend_nothing() {
        let mut budgets = Budgets::new(100, Duration::from_secs(60), false);
        let now = Timestamp::from_second(1_000).unwrap();
        let balance = budgets.spend("user", "app", 2_000, now);
        assert_eq!((balance.sufficient, balance.spent, balance.remaining), (true, 0, 100));
        budgets.enforce(true);
        assert!(!budgets.spend("user", "app", 2_000, now).sufficient);
    }

    #[test]
    fn budgets_are_listed_and_serializable() {
        let mut budgets = Budgets::new(100, Duration::from_secs(60), true);
        let now = Timestamp::from_second(1_000).unwrap();
        budgets.spend("one", "app", 50, now);
        budgets.spend("one", "other app", 0, now);
        budgets.spend("two", "app", 100, now);
        let text = serde_json::to_string(&budgets).unwrap();
        let read: Budgets = serde_json::from_str(&text).unwrap();
        let left: Vec<_> = read.all(now).into_iter().map(|credits| credits.remaining).collect();
        assert_eq!(left, [50, 100, 0]);
    }
}
