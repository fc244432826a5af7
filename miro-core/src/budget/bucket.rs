use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::{HeaderMap, StatusCode};
use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

use super::turns::Turns;
use super::window::{Decision, Outcome, Rules, Spent, Window};
use super::{Books, BudgetStatus, Call, Observation, Priority, reset_hint};

/// The credits of one user, and the calls that wait for them.
#[derive(Debug)]
pub(super) struct Bucket {
    /// What this process knows: all there is, unless the books are shared and at hand.
    window: Mutex<Window>,
    shared: Option<Books>,
    turns: Turns,
    /// Told of every answer: credits may have come free, and what is left may have become known.
    answered: Notify,
}

impl Bucket {
    pub(super) fn new(shared: Option<Books>) -> Self {
        Self { window: Mutex::default(), shared, turns: Turns::default(), answered: Notify::new() }
    }

    /// Spends the credits of a call that need not wait: for a turn, for the credits, or for what other processes know.
    pub(super) fn spend_at_once(self: &Arc<Self>, credits: u64, rules: Rules) -> Option<Permit> {
        if self.shared.is_some() || !self.turns.is_free() {
            return None;
        }
        let mut window = self.window();
        let now = Instant::now();
        let spent = match window.decide(now, credits, rules) {
            Decision::Go => window.take(now, credits),
            Decision::Wait(_) => return None,
        };
        Some(Permit { bucket: self.clone(), spent: Some(spent), call: None })
    }

    /// Waits for its turn, and then until the credits are there.
    pub(super) async fn spend(self: Arc<Self>, credits: u64, priority: Priority, rules: Rules) -> Permit {
        let call = self.shared.as_ref().map(|books| books.call(credits));
        let spent = {
            let _turn = self.turns.take(priority).await;
            loop {
                // Before the look, so that no answer after it is missed.
                let answered = self.answered.notified();
                let shared = match &call {
                    Some(call) => call.take(rules).await,
                    None => None,
                };
                let until = {
                    let mut window = self.window();
                    let now = Instant::now();
                    let own = window.decide(now, credits, rules);
                    match shared.unwrap_or(own) {
                        Decision::Go => break window.take(now, credits),
                        Decision::Wait(until) => until,
                    }
                };
                match until {
                    None => answered.await,
                    // Whichever comes first, it is time for another look.
                    Some(until) => drop(timeout_at(until, answered).await),
                }
            }
        };
        Permit { bucket: self, spent: Some(spent), call }
    }

    pub(super) fn status(&self) -> BudgetStatus {
        let waiting = self.turns.waiting();
        let window = self.window();
        let (remaining, resets_in) = window.left(Instant::now());
        BudgetStatus {
            limit: window.limit(),
            remaining,
            resets_in,
            in_flight: window.in_flight(),
            waiting,
            refused: window.refused,
        }
    }

    /// Whether a new bucket would know as much, but for the limit.
    pub(super) fn is_forgettable(&self) -> bool {
        self.turns.waiting() == 0 && self.window().is_over(Instant::now())
    }

    fn window(&self) -> MutexGuard<'_, Window> {
        self.window.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Credits that a call spends; without an answer they count as spent.
#[derive(Debug)]
#[must_use = "what it holds is spent when it is dropped"]
pub(crate) struct Permit {
    bucket: Arc<Bucket>,
    spent: Option<Spent>,
    call: Option<Call>,
}

impl Permit {
    /// Takes note of the answer.
    pub(crate) fn answered(mut self, status: StatusCode, headers: &HeaderMap) {
        let observation = Observation::read(headers);
        self.settle(match status {
            StatusCode::TOO_MANY_REQUESTS => Outcome::Refused(observation, reset_hint(status, headers)),
            _ => Outcome::Answered(observation),
        });
    }

    fn settle(&mut self, outcome: Outcome) {
        if let Some(spent) = self.spent.take() {
            self.bucket.window().settle(Instant::now(), &spent, outcome);
            // One has the turn, and waits: the others wait for the turn.
            match self.call.take() {
                None => self.bucket.answered.notify_waiters(),
                Some(call) => {
                    let bucket = self.bucket.clone();
                    call.settle(outcome, move || bucket.answered.notify_waiters());
                }
            }
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.settle(Outcome::NoAnswer);
    }
}
