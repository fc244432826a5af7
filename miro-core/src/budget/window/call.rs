use std::time::Duration;

use tokio::time::Instant;

use crate::budget::Observation;

/// What a call that was let go has to bring back.
#[derive(Debug)]
pub(in crate::budget) struct Spent {
    pub(super) credits: u64,
    pub(super) went: Instant,
    pub(super) is_scout: bool,
}

/// What became of a call.
#[derive(Clone, Copy, Debug)]
pub(in crate::budget) enum Outcome {
    /// Nobody knows, so it counts as done.
    NoAnswer,
    Answered(Option<Observation>),
    /// 429, with how long to wait if that was told.
    Refused(Option<Observation>, Option<Duration>),
}
