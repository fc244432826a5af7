use std::time::Duration;

use tokio::time::Instant;

use crate::budget::Observation;

/// The credits that a call has taken.
#[derive(Clone, Copy, Debug)]
pub(in crate::budget) struct Spent {
    pub(super) credits: u64,
    pub(super) went: Instant,
    /// The number of the window that they were taken from.
    pub(super) window: u64,
    pub(super) is_probe: bool,
}

impl Spent {
    pub(in crate::budget) fn is_probe(&self) -> bool {
        self.is_probe
    }

    pub(in crate::budget) fn window(&self) -> u64 {
        self.window
    }
}

/// How a call ended.
#[derive(Clone, Copy, Debug)]
pub(in crate::budget) enum Outcome {
    /// No response. The server may have processed the call, so its credits count as spent.
    NoResponse,
    Responded(Option<Observation>),
    /// Status 429, with the time to wait if the response named it.
    Refused(Option<Observation>, Option<Duration>),
}
