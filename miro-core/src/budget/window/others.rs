use std::time::Duration;

use tokio::time::Instant;

/// What others spend of the same credits, and how much of it is to be expected.
///
/// It is never overestimated: without others it stays at nothing, and a window is spent to its end by calls side by side.
#[derive(Debug, Default)]
pub(super) struct Others {
    /// What they have spent of this window, at the least.
    spent: u64,
    since: Option<Instant>,
    /// Where the stretch began over which their pace is taken, and what they had spent by then.
    stretch: Option<(Instant, u64)>,
    /// Their highest pace in this window and in the one before, in credits a second.
    pace: f64,
    pace_before: f64,
    /// How long it takes from letting a call go to its answer, smoothed.
    trip: Duration,
    /// When an answer last said what is left.
    heard: Option<Instant>,
}

/// How much of a new time goes into the smoothed one; as TCP does it.
const NEW_PART: f64 = 0.125;

/// Over how many trips a pace is taken: over one of them it depends on which of our own calls the server has counted already.
const STRETCH: u32 = 4;

/// Others are given so many times what is expected of them, since they do not keep to it.
const CAUTION: f64 = 2.0;

/// A call that takes longer than this, or than so many usual ones, is not waited for by one that goes alone.
const SLOW: Duration = Duration::from_secs(1);
const SLOW_TRIPS: u32 = 4;

/// A probe is given this time even by a server that is close: some calls take longer than others.
const SHORTEST_LIFE: Duration = Duration::from_millis(250);

/// So that others go within a second, the way to a shared ledger included.
const LONGEST_LIFE: Duration = Duration::from_millis(750);

impl Others {
    /// A new window is seen for the first time.
    pub(super) fn begin(&mut self, now: Instant) {
        self.pace_before = std::mem::take(&mut self.pace);
        self.spent = 0;
        self.since = Some(now);
        self.stretch = Some((now, 0));
        self.heard = Some(now);
    }

    /// An answer has come that was under way for so long.
    pub(super) fn answered(&mut self, trip: Duration) {
        self.trip = match self.trip.is_zero() {
            true => trip,
            false => self.trip.mul_f64(1.0 - NEW_PART).saturating_add(trip.mul_f64(NEW_PART)),
        };
    }

    /// It said what is left, so that others have spent that much of this window at the least.
    pub(super) fn observe(&mut self, now: Instant, spent: u64) {
        self.heard = Some(now);
        self.spent = self.spent.max(spent);
        let Some((begin, spent_then)) = self.stretch else { return };
        let length = now.saturating_duration_since(begin);
        if length >= self.trip.saturating_mul(STRETCH) {
            self.pace = self.pace.max(pace(self.spent.saturating_sub(spent_then), length));
            self.stretch = Some((now, self.spent));
        }
    }

    /// What others may spend from what is known until a call that goes now is answered.
    pub(super) fn expected(&self, now: Instant) -> u64 {
        let Some((since, heard)) = self.since.zip(self.heard) else { return 0 };
        let so_far = pace(self.spent, heard.saturating_duration_since(since).max(self.trip));
        let pace = so_far.max(self.pace).max(self.pace_before);
        let time = now.saturating_duration_since(heard).saturating_add(self.trip);
        (pace * time.as_secs_f64() * CAUTION).ceil() as u64
    }

    /// How long a probe holds others: a few trips once they are known.
    pub(super) fn probe_life(&self) -> Duration {
        if self.trip.is_zero() {
            return LONGEST_LIFE;
        }
        self.trip.saturating_mul(SLOW_TRIPS).clamp(SHORTEST_LIFE, LONGEST_LIFE)
    }

    /// How long a call that went alone is waited for.
    pub(super) fn patience(&self) -> Duration {
        self.trip.saturating_mul(SLOW_TRIPS).max(SLOW)
    }
}

fn pace(credits: u64, time: Duration) -> f64 {
    if credits == 0 { 0.0 } else { credits as f64 / time.as_secs_f64().max(0.001) }
}
