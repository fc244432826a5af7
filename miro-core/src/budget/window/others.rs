use std::time::Duration;

use tokio::time::Instant;

/// What others spend of the same credits, and how much they are expected to spend.
///
/// It is never overestimated: without others it stays 0, and concurrent calls spend a window completely.
#[derive(Debug, Default)]
pub(super) struct Others {
    /// A lower bound of their spending in this window.
    spent: u64,
    since: Option<Instant>,
    /// The start of the stretch over which their pace is measured, and what they had spent by then.
    stretch: Option<(Instant, u64)>,
    /// Their highest pace in this window and in the previous one, in credits per second.
    pace: f64,
    pace_before: f64,
    /// The time from sending a call to its response, smoothed.
    trip: Duration,
    /// When a response last reported the remaining credits.
    heard: Option<Instant>,
}

/// The weight of a new time in the smoothed one, as in TCP.
const NEW_WEIGHT: f64 = 0.125;

/// The number of round trips over which a pace is measured. Over one, it depends on which of our own calls the
/// server has counted already.
const STRETCH: u32 = 4;

/// The expected spending of others is multiplied by this, because their pace varies.
const CAUTION: f64 = 2.0;

/// A call that goes alone does not wait for calls that take longer than this and than this many usual round trips.
const SLOW: Duration = Duration::from_secs(1);
const SLOW_TRIPS: u32 = 4;

/// The shortest life of a probe, even if the server is close, because some calls take longer than others.
const MIN_PROBE_LIFE: Duration = Duration::from_millis(250);

/// The longest life of a probe, so that others go within a second, including the round trip to a shared ledger.
const MAX_PROBE_LIFE: Duration = Duration::from_millis(750);

impl Others {
    /// Starts a new window, when it is seen for the first time.
    pub(super) fn begin(&mut self, now: Instant) {
        self.pace_before = std::mem::take(&mut self.pace);
        self.spent = 0;
        self.since = Some(now);
        self.stretch = Some((now, 0));
        self.heard = Some(now);
    }

    /// Records the round-trip time of a response.
    pub(super) fn responded(&mut self, trip: Duration) {
        self.trip = match self.trip.is_zero() {
            true => trip,
            false => self.trip.mul_f64(1.0 - NEW_WEIGHT).saturating_add(trip.mul_f64(NEW_WEIGHT)),
        };
    }

    /// Records a response that reported the remaining credits: others have spent at least this much in this
    /// window.
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

    /// Returns what others may spend between the last report and the response to a call that is sent now.
    pub(super) fn expected(&self, now: Instant) -> u64 {
        let Some((since, heard)) = self.since.zip(self.heard) else { return 0 };
        let so_far = pace(self.spent, heard.saturating_duration_since(since).max(self.trip));
        let pace = so_far.max(self.pace).max(self.pace_before);
        let time = now.saturating_duration_since(heard).saturating_add(self.trip);
        (pace * time.as_secs_f64() * CAUTION).ceil() as u64
    }

    /// Returns how long a probe holds others: a few round trips once they are known.
    pub(super) fn probe_life(&self) -> Duration {
        if self.trip.is_zero() {
            return MAX_PROBE_LIFE;
        }
        self.trip.saturating_mul(SLOW_TRIPS).clamp(MIN_PROBE_LIFE, MAX_PROBE_LIFE)
    }

    /// Returns how long a call that goes alone waits for those in flight.
    pub(super) fn slow_after(&self) -> Duration {
        self.trip.saturating_mul(SLOW_TRIPS).max(SLOW)
    }
}

fn pace(credits: u64, time: Duration) -> f64 {
    if credits == 0 { 0.0 } else { credits as f64 / time.as_secs_f64().max(0.001) }
}
