//! Credits: what a request costs, and who has how many left.

use std::collections::HashMap;
use std::time::Duration;

use jiff::Timestamp;

use crate::server::answer::Answer;

/// Miro's four levels of cost, and the operations that cost nothing.
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
#[derive(Debug)]
pub(crate) struct Budgets {
    limit: u64,
    window: Duration,
    by_user_and_app: HashMap<(String, String), Budget>,
}

/// What one user has left with one app, and until when that counts.
#[derive(Debug)]
struct Budget {
    remaining: u64,
    reset: Timestamp,
}

/// What a user has left with an app, for whoever looks at it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Allowance {
    pub(crate) user_id: String,
    pub(crate) client_id: String,
    pub(crate) remaining: u64,
    pub(crate) limit: u64,
    /// Until the budget is whole again; zero if it is.
    pub(crate) seconds_to_reset: u64,
}

/// The outcome of an attempt to spend credits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Balance {
    pub(crate) sufficient: bool,
    limit: u64,
    remaining: u64,
    reset: i64,
}

impl Budgets {
    pub(crate) fn new(limit: u64, window: Duration) -> Self {
        Self { limit, window, by_user_and_app: HashMap::new() }
    }

    /// Takes the credits, unless there are too few left: then it takes none.
    pub(crate) fn spend(&mut self, user_id: &str, client_id: &str, credits: u64, now: Timestamp) -> Balance {
        let limit = self.limit;
        let budget = self.current(user_id, client_id, now);
        let sufficient = credits <= budget.remaining;
        if sufficient {
            budget.remaining -= credits;
        }
        // Rounded up, so that a client that waits until then never comes too early.
        let reset = budget.reset.as_second() + i64::from(budget.reset.subsec_nanosecond() > 0);
        Balance { sufficient, limit, remaining: budget.remaining, reset }
    }

    pub(crate) fn set_remaining(&mut self, user_id: &str, client_id: &str, credits: u64, now: Timestamp) {
        self.current(user_id, client_id, now).remaining = credits;
    }

    /// What everybody has left who ever spent something, by user and app.
    pub(crate) fn allowances(&self, now: Timestamp) -> Vec<Allowance> {
        let allowance = |((user_id, client_id), budget): (&(String, String), &Budget)| {
            let is_over = budget.reset <= now;
            let seconds_to_reset = budget.reset.duration_since(now).as_secs_f64().ceil().max(0.0) as u64;
            Allowance {
                user_id: user_id.clone(),
                client_id: client_id.clone(),
                remaining: if is_over { self.limit } else { budget.remaining },
                limit: self.limit,
                seconds_to_reset,
            }
        };
        let mut allowances: Vec<Allowance> = self.by_user_and_app.iter().map(allowance).collect();
        allowances
            .sort_by(|one, other| (&one.user_id, &one.client_id).cmp(&(&other.user_id, &other.client_id)));
        allowances
    }

    /// The budget of the window that `now` lies in; a window begins with its first request.
    fn current(&mut self, user_id: &str, client_id: &str, now: Timestamp) -> &mut Budget {
        let (limit, window) = (self.limit, self.window);
        let fresh = || Budget { remaining: limit, reset: now + window };
        let key = (user_id.to_owned(), client_id.to_owned());
        let budget = self.by_user_and_app.entry(key).or_insert_with(fresh);
        if budget.reset <= now {
            *budget = fresh();
        }
        budget
    }
}

impl Balance {
    /// Adds the three headers that tell it to the client.
    pub(crate) fn announce(self, answer: &mut Answer) {
        answer.set_header("X-RateLimit-Limit", &self.limit.to_string());
        answer.set_header("X-RateLimit-Remaining", &self.remaining.to_string());
        answer.set_header("X-RateLimit-Reset", &self.reset.to_string());
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;

    use super::Budgets;

    #[test]
    fn the_budget_is_exhausted_exactly_and_comes_back() {
        let mut budgets = Budgets::new(250, Duration::from_secs(60));
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
    fn a_look_at_budgets_spends_nothing() {
        let mut budgets = Budgets::new(250, Duration::from_secs(60));
        let start = Timestamp::from_millisecond(1_500).unwrap();
        budgets.spend("two", "app", 100, start);
        budgets.spend("one", "app", 50, start + Duration::from_secs(30));
        let look = |after: u64| {
            let allowances = budgets.allowances(start + Duration::from_secs(after)).into_iter();
            let allowances = allowances.map(|one| (one.user_id, one.remaining, one.seconds_to_reset));
            allowances.collect::<Vec<_>>()
        };
        assert_eq!(look(40), [("one".to_owned(), 200, 50), ("two".to_owned(), 150, 20)]);
        assert_eq!(look(60), [("one".to_owned(), 200, 30), ("two".to_owned(), 250, 0)]);
    }

    #[test]
    fn budgets_are_per_user_and_the_reset_is_rounded_up() {
        let mut budgets = Budgets::new(100, Duration::from_secs(60));
        let start = Timestamp::from_millisecond(1_500).unwrap();
        assert_eq!(budgets.spend("one", "app", 100, start).reset, 62);
        assert!(!budgets.spend("one", "app", 50, start).sufficient);
        assert!(budgets.spend("two", "app", 50, start).sufficient);
    }
}
