//! Recorded requests, faults, the clock and credits.

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
    /// Returns all requests received so far, in order, if they are still kept.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.requests_since(0)
    }

    /// Returns the requests from this number on, if they are still kept.
    pub fn requests_since(&self, number: u64) -> Vec<RecordedRequest> {
        self.server.record().since(number)
    }

    /// Removes the requests received so far.
    pub fn clear_requests(&self) {
        self.server.record().clear();
        self.server.changes.send(|| Change::Records);
    }

    /// Subscribes to an event per request, sent when the sandbox has responded.
    pub fn subscribe(&self) -> broadcast::Receiver<RequestEvent> {
        self.server.subscribe()
    }
}

/// Faults.
impl Sandbox {
    /// Injects a fault into the next request. Several faults of this kind apply to one request each, in turn.
    ///
    /// # Panics
    ///
    /// If the fault cannot happen, such as a response with an invalid status.
    pub fn next(&self, fault: Fault) {
        self.add_fault(FaultRule::new(fault).times(1).in_turn());
    }

    /// Injects a fault into the next request with this method and, as sent, this path prefix.
    ///
    /// # Panics
    ///
    /// If the fault cannot happen, such as a response with an invalid status.
    pub fn next_on(&self, method: &str, path_prefix: &str, fault: Fault) {
        self.add_fault(FaultRule::new(fault).on(method, path_prefix).times(1).in_turn());
    }

    /// Adds a fault rule and returns its id.
    ///
    /// # Panics
    ///
    /// If the rule is invalid, for example with an unknown operation, a probability outside of 0 to 1, or an
    /// invalid response.
    pub fn add_fault(&self, rule: FaultRule) -> u64 {
        self.server.faults().add(rule).unwrap_or_else(|problem| panic!("{problem}"))
    }

    /// Removes a rule. Returns whether it was still active.
    pub fn remove_fault(&self, id: u64) -> bool {
        self.server.faults().remove(id)
    }

    /// Removes all rules, including faults that wait for their requests.
    pub fn clear_faults(&self) {
        self.server.faults().clear();
    }
}

/// The clock.
impl Sandbox {
    /// Returns the current time of the sandbox's clock.
    pub fn now(&self) -> Timestamp {
        self.state().clock.now()
    }

    /// Moves the clock forward: codes and tokens age, and windows of credits end.
    pub fn advance_clock(&self, by: Duration) {
        let by = SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX);
        self.state().clock.advance(by);
    }

    /// Sets the offset of the clock from the machine's, positive or negative, capped at a century.
    pub fn set_clock_offset(&self, offset: SignedDuration) {
        self.state().clock.set_offset(offset);
    }
}

/// Credits.
impl Sandbox {
    /// Returns a user's credits with the default app.
    pub fn credits(&self, user_id: &str) -> Credits {
        let state = self.state();
        state.budgets.of(user_id, &self.app.client_id, state.clock.now())
    }

    /// Returns the credits of every user and app that made a request.
    pub fn all_credits(&self) -> Vec<Credits> {
        let state = self.state();
        state.budgets.all(state.clock.now())
    }

    /// Sets a user's remaining credits in the current window of the default app, capped at the limit.
    pub fn set_remaining_credits(&self, user_id: &str, credits: u64) {
        let State { budgets, clock, .. } = &mut *self.state();
        budgets.set_remaining(user_id, &self.app.client_id, credits, clock.now());
        self.server.changes.send(|| Change::Records);
    }

    /// Sets the credits per window, per user and app. Credits already spent in current windows stay spent.
    pub fn set_rate_limit(&self, credits: u64) {
        self.state().budgets.set_limit(credits);
    }

    /// Sets the length of windows, current ones included.
    pub fn set_rate_limit_window(&self, window: Duration) {
        self.state().budgets.set_length(window);
    }

    /// Enables or disables the rate limits: if disabled, requests spend nothing and none is rejected.
    pub fn enforce_rate_limits(&self, enforced: bool) {
        self.state().budgets.enforce(enforced);
    }
}
