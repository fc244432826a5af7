use std::time::Duration;

use tokio::time::Instant;

/// The calls that go while nobody knows what is left of a window, to find out.
///
/// One goes alone. If its response takes longer than the life of a probe, eight may be under way, then 64, and so on: without a
/// response, soon nobody waits. The number depends on the time since the first probe and not on each probe's own, so that a probe
/// whose process is gone, and which never ends, holds nobody either.
#[derive(Debug, Default)]
pub(super) struct Probes {
    under_way: u64,
    /// When the first one went.
    since: Option<Instant>,
    /// When the last one went or ended.
    touched: Option<Instant>,
}

const GROWTH: u64 = 8;

impl Probes {
    /// Until when the next one waits; `None` if it may go.
    pub(super) fn wait(&self, now: Instant, life: Duration) -> Option<Instant> {
        let lives = self.lives(now, life);
        let allowed = GROWTH.saturating_pow(lives);
        if self.under_way < allowed { None } else { Some(self.next(now, life)) }
    }

    /// When more of them may be under way than now.
    pub(super) fn next(&self, now: Instant, life: Duration) -> Instant {
        let lives = self.lives(now, life).saturating_add(1);
        self.since.unwrap_or(now).checked_add(life.saturating_mul(lives)).unwrap_or(now)
    }

    /// For how many lives of a probe nobody has found out.
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
        // After a pause without any, one goes alone again.
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

    /// It was not sent.
    pub(super) fn gave_up(&mut self) {
        self.under_way = self.under_way.saturating_sub(1);
        if self.is_empty() {
            *self = Self::default();
        }
    }
}
