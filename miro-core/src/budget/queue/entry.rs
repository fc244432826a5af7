use std::cmp::Reverse;
use std::task::Waker;

use tokio::time::Instant;

use crate::budget::window::{Rules, Spent};
use crate::budget::{Call, Priority, Spending};

/// A call that waits, or that was granted credits and has not noticed yet.
#[derive(Debug)]
pub(in crate::budget) struct Entry {
    pub(in crate::budget) class: Class,
    pub(in crate::budget) rules: Rules,
    pub(super) place: Place,
    /// The window in which it arrived.
    pub(super) window: u64,
    pub(in crate::budget) state: State,
    pub(in crate::budget) waker: Option<Waker>,
    /// When its timer polls it.
    pub(in crate::budget) timer: Option<Instant>,
    /// The same call in the shared ledger.
    pub(in crate::budget) call: Option<Call>,
}

#[derive(Debug)]
pub(in crate::budget) enum State {
    Waiting,
    /// Holds credits until this time.
    Granted(Spent, Instant),
    /// Did not take its credits in time.
    Asleep,
}

/// Position in the queue: the smallest goes first.
pub(super) type Place = (Reverse<Priority>, u64);

/// Calls that get the same decision: if one call of a class cannot go, the others cannot either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::budget) struct Class {
    pub(in crate::budget) credits: u64,
    is_even: bool,
    share: u64,
}

/// A call is overdue from the start of the third window after its arrival, after two whole windows. By priority
/// alone it would be among the first of the second one, except for calls that came later.
const OVERDUE: u64 = 3;

impl Entry {
    pub(in crate::budget) fn is_overdue(&self, window: u64) -> bool {
        window.saturating_sub(self.window) >= OVERDUE
    }

    pub(super) fn new(
        number: u64,
        credits: u64,
        priority: Priority,
        rules: Rules,
        window: u64,
        call: Option<Call>,
    ) -> Self {
        let is_even = rules.spending == Spending::Even;
        Self {
            class: Class { credits, is_even, share: rules.share.to_bits() },
            rules,
            place: (Reverse(priority), number),
            window,
            state: State::Waiting,
            waker: None,
            timer: None,
            call,
        }
    }
}
