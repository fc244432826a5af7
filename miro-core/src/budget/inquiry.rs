use std::time::Duration;

use tokio::time::Instant;

/// Schedules the queries of the shared ledger for a bucket's waiting calls: one inquiry at a time, each for at
/// most [`LIFE`]. An inquiry whose runtime is no longer driven is replaced by another one.
#[derive(Debug, Default)]
pub(super) struct Inquiry {
    number: u64,
    /// Deadline of the current inquiry; `None` if it has ended.
    until: Option<Instant>,
    /// The shared ledger has nothing new before this time.
    again: Option<Instant>,
}

/// Slightly longer than the timeout of the shared ledger.
const LIFE: Duration = Duration::from_millis(1_250);

impl Inquiry {
    /// Starts an inquiry if one is due. Returns its number and deadline, otherwise `None` and the time of the next
    /// look.
    pub(super) fn begin(&mut self, now: Instant) -> (Option<u64>, Instant) {
        match self.until.or(self.again).filter(|moment| now < *moment) {
            Some(moment) => (None, moment),
            None => {
                self.number = self.number.saturating_add(1);
                self.again = None;
                let until = now.checked_add(LIFE).unwrap_or(now);
                self.until = Some(until);
                (Some(self.number), until)
            }
        }
    }

    /// Forgets that there is nothing new, because something may have changed.
    pub(super) fn clear_delay(&mut self) {
        self.again = None;
    }
}

#[cfg(feature = "budget-redis")]
impl Inquiry {
    pub(super) fn is_current(&self, number: u64) -> bool {
        self.until.is_some() && self.number == number
    }

    /// Extends the inquiry by another [`LIFE`].
    pub(super) fn go_on(&mut self, now: Instant) {
        self.until = now.checked_add(LIFE);
    }

    /// Ends the inquiry. The shared ledger has nothing new before `again`.
    pub(super) fn end(&mut self, number: u64, again: Option<Instant>) {
        if self.is_current(number) {
            self.until = None;
            self.again = again;
        }
    }
}
