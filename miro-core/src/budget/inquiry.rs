use std::time::Duration;

use tokio::time::Instant;

/// Who asks a shared ledger for the credits of a bucket's waiting calls: one at a time, and none for longer than [`LIFE`]. An
/// inquiry whose runtime is no longer driven is replaced by another one.
#[derive(Debug, Default)]
pub(super) struct Inquiry {
    number: u64,
    /// Until when the last one may take; `None` if it has ended.
    until: Option<Instant>,
    /// Before that, the shared ledger has nothing new.
    again: Option<Instant>,
}

/// A little longer than the shared ledger is waited for.
const LIFE: Duration = Duration::from_millis(1_250);

impl Inquiry {
    /// Begins one if it is time: its number, or when to look again; in both cases with when it is over.
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

    /// There may be something new.
    pub(super) fn forget_answer(&mut self) {
        self.again = None;
    }
}

#[cfg(feature = "budget-redis")]
impl Inquiry {
    pub(super) fn is_current(&self, number: u64) -> bool {
        self.until.is_some() && self.number == number
    }

    /// It goes on, for another [`LIFE`].
    pub(super) fn go_on(&mut self, now: Instant) {
        self.until = now.checked_add(LIFE);
    }

    /// It has ended; the shared ledger has nothing new before that moment.
    pub(super) fn end(&mut self, number: u64, again: Option<Instant>) {
        if self.is_current(number) {
            self.until = None;
            self.again = again;
        }
    }
}
