use std::time::Duration;

use tokio::time::Instant;

/// The calls that are sent while the remaining credits of a window are unknown, to find them out.
///
/// The first one goes alone. If its response takes longer than the life of a probe, eight may be in flight, then
/// 64, and so on, so that without a response no call waits for long. The number depends on the time since the
/// first probe, not on that of each probe, so that a probe whose process is gone, and which never ends, delays no
/// call either.
#[derive(Debug, Default)]
pub(super) struct Probes {
    under_way: u64,
    /// When the first one was sent.
    since: Option<Instant>,
    /// When the last one was sent or ended.
    touched: Option<Instant>,
}

const GROWTH: u64 = 8;

impl Probes {
    /// Returns until when the next probe waits; `None` if it may go.
    pub(super) fn wait(&self, now: Instant, life: Duration) -> Option<Instant> {
        let lives = self.lives(now, life);
        let allowed = GROWTH.saturating_pow(lives);
        if self.under_way < allowed { None } else { Some(self.next(now, life)) }
    }

    /// Returns when more probes may be in flight.
    pub(super) fn next(&self, now: Instant, life: Duration) -> Instant {
        let lives = self.lives(now, life).saturating_add(1);
        self.since.unwrap_or(now).checked_add(life.saturating_mul(lives)).unwrap_or(now)
    }

    /// Returns the number of probe lives that have passed without a result.
    fn lives(&self, now: Instant, life: Duration) -> u32 {
        let time = self.since.map_or(Duration::ZERO, |since| now.saturating_duration_since(since));
        u32::try_from(time.as_nanos().checked_div(life.as_nanos()).unwrap_or(0)).unwrap_or(u32::MAX)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.under_way == 0
    }

    pub(super) fn since(&self) -> Option<Instant> {
        self.since
    }

    pub(super) fn took(&mut self, now: Instant, life: Duration) {
        // After a pause without probes, one goes alone again.
        let is_idle = self.touched.is_none_or(|last| now.saturating_duration_since(last) > life);
        if self.since.is_none() || (self.is_empty() && is_idle) {
            self.since = Some(now);
        }
        self.under_way = self.under_way.saturating_add(1);
        self.touched = Some(now);
    }

    pub(super) fn ended(&mut self, now: Instant) {
        self.under_way = self.under_way.saturating_sub(1);
        self.touched = Some(now);
    }

    /// Ends a probe that was not sent.
    pub(super) fn gave_up(&mut self) {
        self.under_way = self.under_way.saturating_sub(1);
        if self.is_empty() {
            *self = Self::default();
        }
    }
}
