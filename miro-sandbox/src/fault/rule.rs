//! When faults happen.

use serde::{Deserialize, Serialize};

use super::{Fault, Target};
use crate::operation;

/// A fault, and when it happens: for every request until the rule is removed, unless it is restricted.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// use miro_sandbox::{Fault, FaultRule, Latency, Sandbox};
/// use std::time::Duration;
///
/// let sandbox = Sandbox::start().await;
/// let slow = Latency::Exponential { mean: Duration::from_millis(20) };
/// sandbox.add_fault(FaultRule::new(Fault::Latency(slow)));
/// // 5 % of these requests fail, at most three, and always the same ones.
/// let rule = FaultRule::new(Fault::status(503)).on("GET", "/v2/boards").times(3).probability(0.05, 7);
/// let id = sandbox.add_fault(rule);
/// sandbox.remove_fault(id);
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[must_use]
pub struct FaultRule {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    operation: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) times: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) every: Option<u64>,
    #[serde(default = "always")]
    pub(super) probability: f64,
    #[serde(default)]
    pub(super) seed: u64,
    #[serde(default)]
    pub(super) in_turn: bool,
    pub(super) fault: Fault,
}

impl FaultRule {
    /// Creates a rule for every request, until it is removed.
    pub fn new(fault: Fault) -> Self {
        Self {
            method: None,
            path: None,
            operation: None,
            times: None,
            every: None,
            probability: always(),
            seed: 0,
            in_turn: false,
            fault,
        }
    }

    /// Restricts the rule to requests with this method and, as sent, this path prefix.
    pub fn on(mut self, method: &str, path_prefix: &str) -> Self {
        self.method = Some(method.to_owned());
        self.path = Some(path_prefix.to_owned());
        self
    }

    /// Restricts the rule to an operation, by its name in Miro's specification.
    pub fn operation(mut self, operation_id: &str) -> Self {
        self.operation = Some(operation_id.to_owned());
        self
    }

    /// Removes the rule after it happened this many times.
    pub fn times(mut self, times: u64) -> Self {
        self.times = Some(times);
        self
    }

    /// Restricts the rule to every nth of its requests: `every(2)` to the second, the fourth, and so on.
    pub fn every(mut self, requests: u64) -> Self {
        self.every = Some(requests);
        self
    }

    /// Applies the rule with this probability, between 0 and 1. The same seed picks the same of the rule's
    /// requests, regardless of other rules.
    pub fn probability(mut self, probability: f64, seed: u64) -> Self {
        self.probability = probability;
        self.seed(seed)
    }

    /// Sets the seed of the rule's random choices. The default is 0.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Takes turns with other such rules: only one of them happens to a request, the oldest first, before other
    /// rules. [`Sandbox::next`](crate::Sandbox::next) creates such rules.
    pub fn in_turn(mut self) -> Self {
        self.in_turn = true;
        self
    }

    pub(crate) fn is_for(&self, target: Target<'_>) -> bool {
        self.method.as_ref().is_none_or(|method| method.eq_ignore_ascii_case(target.method))
            && self.path.as_ref().is_none_or(|prefix| target.path.starts_with(prefix))
            && self.operation.as_ref().is_none_or(|id| target.operation == Some(id))
    }

    /// Returns an error if the rule can never happen or is invalid.
    pub(crate) fn check(&self) -> Result<(), String> {
        if !(0.0..=1.0).contains(&self.probability) {
            return Err(format!("a probability is between 0 and 1, not {}", self.probability));
        }
        if self.times == Some(0) {
            return Err("a rule happens at least once".to_owned());
        }
        if self.every == Some(0) {
            return Err("a rule happens to every request, or to every so many".to_owned());
        }
        if let Some(id) = &self.operation
            && !operation::all().any(|operation| operation.id == id)
        {
            return Err(format!("there is no operation {id}"));
        }
        self.fault.check()
    }
}

fn always() -> f64 {
    1.0
}
