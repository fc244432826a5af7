use std::sync::Arc;
use std::task::Waker;
use std::time::Duration;

use http::{HeaderMap, StatusCode};
use tokio::time::Instant;

use super::ledger::{After, Ledger, LockedLedger};
use super::window::{Decision, Outcome, Rules, Spent};
use super::{BudgetStatus, Call, Observation, Priority, SharedLedger, inquire, reset_hint};

/// The credits of one user, and the calls that wait for them.
#[derive(Debug)]
pub(super) struct Bucket {
    ledger: LockedLedger,
    pub(super) shared: Option<SharedLedger>,
}

impl Bucket {
    pub(super) fn new(shared: Option<SharedLedger>) -> Self {
        Self { ledger: LockedLedger::default(), shared }
    }

    /// Spends the credits of a call that need not wait: not for other calls, for credits, or for Redis.
    pub(super) fn spend_at_once(self: &Arc<Self>, credits: u64, rules: Rules) -> Option<Permit> {
        if self.shared.is_some() {
            return None;
        }
        let mut ledger = self.ledger.lock();
        if !ledger.queue.is_empty() {
            return None;
        }
        let now = Instant::now();
        let spent = match ledger.window.decide(now, credits, rules) {
            Decision::Go => ledger.window.take(now, credits),
            Decision::Wait { .. } => return None,
        };
        drop(ledger);
        Some(Permit { bucket: self.clone(), spent: Some(spent), call: None })
    }

    /// Adds a call to the queue. Returns its number.
    pub(super) fn join(&self, credits: u64, priority: Priority, rules: Rules) -> u64 {
        let call = self.new_call(credits);
        let mut ledger = self.ledger.lock();
        ledger.window.renew(Instant::now());
        let window = ledger.window.number();
        // There may be credits for this call even if there were none for those before it.
        ledger.inquiry.clear_delay();
        ledger.queue.join(credits, priority, rules, window, call)
    }

    /// Returns the permit of this call if it may go, otherwise the time of its next look.
    pub(super) fn look(self: &Arc<Self>, number: u64, waker: &Waker) -> Result<Permit, Instant> {
        self.with_ledger(Some(number), |ledger, now| {
            let noticed = ledger.notice(now, number);
            ledger.queue.awake(number);
            move |ledger: &mut Ledger| noticed.map_or_else(|| ledger.look(now, number, waker), Ok)
        })
        .map(|(spent, call)| Permit { bucket: self.clone(), spent: Some(spent), call })
    }

    /// Removes this call from the queue.
    pub(super) fn give_up(self: &Arc<Self>, number: u64) {
        // Its credits in the shared ledger are given back when it is dropped, which is after the lock is released.
        let _call = self.with_ledger(None, |ledger, _| {
            let call = ledger.give_up(number);
            move |_: &mut Ledger| call
        });
    }

    /// Runs `first`, grants credits to the calls that may go, and runs what `first` returned, all under one lock.
    /// Then wakes the calls.
    fn with_ledger<T, R: FnOnce(&mut Ledger) -> T>(
        self: &Arc<Self>,
        polled: Option<u64>,
        first: impl FnOnce(&mut Ledger, Instant) -> R,
    ) -> T {
        let mut after = After::default();
        let mut inquiry = None;
        let result = {
            let mut ledger = self.ledger.lock();
            let now = Instant::now();
            let rest = first(&mut ledger, now);
            if !ledger.queue.is_empty() {
                ledger.renew(now, |credits| self.new_call(credits), &mut after);
                match &self.shared {
                    Some(shared) if shared.is_within_reach(now) => inquiry = ledger.inquire(now),
                    _ => ledger.grant(now, polled, &mut after),
                }
            }
            let result = rest(&mut ledger);
            ledger.wake_timekeeper(&mut after);
            result
        };
        after.carry_out();
        if let (Some(shared), Some(number)) = (&self.shared, inquiry) {
            inquire(&self.ledger, shared, number);
        }
        result
    }

    /// Handles a change of the shared ledger.
    fn shared_ledger_changed(self: &Arc<Self>) {
        self.with_ledger(None, |ledger, _| {
            ledger.inquiry.clear_delay();
            |_: &mut Ledger| ()
        });
    }

    pub(super) fn status(&self) -> BudgetStatus {
        let ledger = self.ledger.lock();
        let (remaining, resets_in) = ledger.window.left(Instant::now());
        BudgetStatus {
            limit: ledger.window.limit(),
            remaining,
            resets_in,
            in_flight: ledger.window.in_flight(),
            waiting: ledger.queue.len(),
            refused: ledger.window.refused,
        }
    }

    /// Whether the bucket holds no information other than the limit, so that a new one can replace it.
    pub(super) fn is_forgettable(&self) -> bool {
        let ledger = self.ledger.lock();
        ledger.queue.is_empty() && ledger.window.is_over(Instant::now())
    }

    fn new_call(&self, credits: u64) -> Option<Call> {
        self.shared.as_ref().map(|shared| shared.call(credits))
    }
}

/// The pause after a 429 that does not say how long to wait. After it, one call is sent alone.
const DEFAULT_PAUSE: Duration = Duration::from_secs(1);

/// Credits that a call holds. Dropped without a response, they count as spent.
#[derive(Debug)]
#[must_use = "what it holds is spent when it is dropped"]
pub(crate) struct Permit {
    bucket: Arc<Bucket>,
    spent: Option<Spent>,
    call: Option<Call>,
}

impl Permit {
    /// Records the response.
    pub(crate) fn responded(mut self, status: StatusCode, headers: &HeaderMap) {
        let observation = Observation::read(headers);
        self.settle(match status {
            StatusCode::TOO_MANY_REQUESTS => {
                Outcome::Refused(observation, Some(reset_hint(status, headers).unwrap_or(DEFAULT_PAUSE)))
            }
            // Probably from a proxy in between.
            _ if status.is_server_error() && observation.is_none() => Outcome::NoResponse,
            _ => Outcome::Responded(observation),
        });
    }

    /// Gives the credits back, because the call was not sent and Miro has not counted it.
    pub(crate) fn unsent(mut self) {
        let Some(spent) = self.spent.take() else { return };
        self.bucket.with_ledger(None, |ledger, _| {
            ledger.window.give_back(&spent);
            |_: &mut Ledger| ()
        });
        if let Some(call) = self.call.take() {
            let bucket = self.bucket.clone();
            call.unsent(move || bucket.shared_ledger_changed());
        }
    }

    fn settle(&mut self, outcome: Outcome) {
        let Some(spent) = self.spent.take() else { return };
        self.bucket.with_ledger(None, |ledger, now| {
            ledger.window.settle(now, &spent, outcome);
            |_: &mut Ledger| ()
        });
        if let Some(call) = self.call.take() {
            let bucket = self.bucket.clone();
            call.settle(outcome, move || bucket.shared_ledger_changed());
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.settle(Outcome::NoResponse);
    }
}
