//! What a test sees and decides about requests: the record, faults, the clock and credits.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::broadcast;

use super::Sandbox;
use crate::access::rate_limit::Credits;
use crate::fault::{Fault, FaultRule};
use crate::server::changes::Change;
use crate::server::events::RequestEvent;
use crate::server::record::RecordedRequest;
use crate::state::State;

/// Requests.
impl Sandbox {
    /// Every request received so far, in order, as far as they are kept.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.requests_since(0)
    }

    /// The requests from the one with this number on, as far as they are kept.
    pub fn requests_since(&self, number: u64) -> Vec<RecordedRequest> {
        self.server.record().since(number)
    }

    /// Forgets the requests received so far.
    pub fn clear_requests(&self) {
        self.server.record().clear();
        self.server.changes.send(|| Change::Records);
    }

    /// Tells of every request that is answered from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<RequestEvent> {
        self.server.subscribe()
    }
}

/// Faults.
impl Sandbox {
    /// Orders a fault for the next request. Several orders apply to one request each, in turn.
    ///
    /// # Panics
    ///
    /// If the fault cannot happen, as an answer without a valid status.
    pub fn next(&self, fault: Fault) {
        self.add_fault(FaultRule::new(fault).times(1).in_turn());
    }

    /// Orders a fault for the next request with this method whose path, as sent, begins like this.
    ///
    /// # Panics
    ///
    /// If the fault cannot happen, as an answer without a valid status.
    pub fn next_on(&self, method: &str, path_prefix: &str, fault: Fault) {
        self.add_fault(FaultRule::new(fault).on(method, path_prefix).times(1).in_turn());
    }

    /// Lets a fault happen by this rule, and answers the rule's number.
    ///
    /// # Panics
    ///
    /// If it can never happen: the operation is unknown, the probability none, or the answer not valid.
    pub fn add_fault(&self, rule: FaultRule) -> u64 {
        self.server.faults().add(rule).unwrap_or_else(|problem| panic!("{problem}"))
    }

    /// Removes a rule. Answers whether it was still in force.
    pub fn remove_fault(&self, id: u64) -> bool {
        self.server.faults().remove(id)
    }

    /// Removes all rules, and forgets the orders that wait for their requests.
    pub fn clear_faults(&self) {
        self.server.faults().clear();
    }
}

/// The clock.
impl Sandbox {
    /// Now, by the sandbox's clock.
    pub fn now(&self) -> Timestamp {
        self.state().clock.now()
    }

    /// Moves the clock forwards: codes and tokens age, and windows of credits end.
    pub fn advance_clock(&self, by: Duration) {
        let by = SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX);
        self.state().clock.advance(by);
    }

    /// Sets how far the clock is ahead of the machine's, or behind it: at most a century.
    pub fn set_clock_offset(&self, offset: SignedDuration) {
        self.state().clock.set_offset(offset);
    }
}

/// Credits.
impl Sandbox {
    /// What a user has left with the default app.
    pub fn credits(&self, user_id: &str) -> Credits {
        let state = self.state();
        state.budgets.of(user_id, &self.app.client_id, state.clock.now())
    }

    /// What everybody has left who ever called, by user and app.
    pub fn all_credits(&self) -> Vec<Credits> {
        let state = self.state();
        state.budgets.all(state.clock.now())
    }

    /// Sets what a user has left in the current window of the default app, at most all of it.
    pub fn set_remaining_credits(&self, user_id: &str, credits: u64) {
        let State { budgets, clock, .. } = &mut *self.state();
        budgets.set_remaining(user_id, &self.app.client_id, credits, clock.now());
        self.server.changes.send(|| Change::Records);
    }

    /// Sets the credits per window, per user and app. What was spent in the windows that run stays spent.
    pub fn set_rate_limit(&self, credits: u64) {
        self.state().budgets.set_limit(credits);
    }

    /// Sets how long windows are, also those that run.
    pub fn set_rate_limit_window(&self, window: Duration) {
        self.state().budgets.set_length(window);
    }

    /// Turns the rate limits off and on: while they are off, requests spend nothing and none is refused.
    pub fn enforce_rate_limits(&self, enforced: bool) {
        self.state().budgets.enforce(enforced);
    }
}
