use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::Duration;

use tokio::time::Instant;

use super::Call;
use super::inquiry::Inquiry;
use super::queue::{Class, Entry, Queue, State};
use super::window::{Decision, Spent, Window};

/// The credits of one bucket and the calls that wait for them, under one lock that is never held across an await.
///
/// No call has to act for the others: each poll grants credits to the calls that may go, in their order. A grant
/// only holds credits, and it ends soon if they are not taken, at the latest with its window. So a call that is
/// never polled again delays no other.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// What this process knows. Decides alone unless the ledger is shared and Redis can be reached.
    pub(super) window: Window,
    pub(super) queue: Queue,
    /// The window that the queue was last told about.
    window_number: u64,
    /// Whether a probe of this window was granted to a call that did not take it in time.
    is_unnoticed: bool,
    /// When the next call may be granted credits if no response arrives before.
    next: Option<Instant>,
    /// The call that looks at `next` at the latest. One that goes late itself, so that it stays timekeeper for
    /// long.
    timekeeper: Option<u64>,
    pub(super) inquiry: Inquiry,
    /// Whether the shared ledger was asked. Its grants are noticed only after the next poll.
    is_shared: bool,
}

/// The ledger and its lock. Clones share it.
#[derive(Clone, Debug, Default)]
pub(super) struct LockedLedger(Arc<Mutex<Ledger>>);

impl LockedLedger {
    pub(super) fn lock(&self) -> MutexGuard<'_, Ledger> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long granted credits wait for their call to be polled before others get them. Shorter for a probe, because
/// all other calls wait for it.
const GRANT_LIFE: Duration = Duration::from_secs(1);
const PROBE_GRANT_LIFE: Duration = Duration::from_millis(25);

/// The delay until a call looks again if no better time is known.
const RECHECK: Duration = Duration::from_secs(1);

/// Work that is left for after the lock is released.
#[derive(Debug, Default)]
#[must_use = "calls wait to be woken"]
pub(super) struct After {
    pub(super) wake: Vec<Waker>,
    /// Calls whose credits in the shared ledger are given back on drop.
    pub(super) drop: Vec<Call>,
}

impl After {
    pub(super) fn carry_out(self) {
        self.wake.into_iter().for_each(Waker::wake);
    }
}

impl Ledger {
    /// Ends expired grants, and tells the queue about a new window.
    pub(super) fn renew(&mut self, now: Instant, new_call: impl Fn(u64) -> Option<Call>, after: &mut After) {
        self.window.renew(now);
        let number = self.window.number();
        let is_new = number != self.window_number;
        while let Some((until, granted)) = self.queue.first_granted()
            && (is_new || until <= now)
        {
            let Some((spent, entry)) = self.queue.revoke(granted) else { break };
            let call = new_call(entry.class.credits);
            after.drop.extend(std::mem::replace(&mut entry.call, call));
            self.window.give_back(&spent);
            self.is_unnoticed |= spent.is_probe();
        }
        if is_new {
            self.window_number = number;
            self.is_unnoticed = false;
            self.queue.turn(number);
        }
        self.next = self.queue.first_granted().map(|(until, _)| until);
    }

    /// Grants credits to the calls that may go according to this process. `polled` is the call that is being
    /// polled.
    pub(super) fn grant(&mut self, now: Instant, polled: Option<u64>, after: &mut After) {
        self.is_shared = false;
        // Calls before it may miss their grant too. This one is being polled and cannot.
        if let Some(number) = polled.filter(|_| self.is_unnoticed && self.window.is_unknown())
            && let Some(Entry { class, rules, state: State::Waiting, .. }) = self.queue.get_mut(number)
        {
            let (credits, rules) = (class.credits, *rules);
            if self.window.decide(now, credits, rules) == Decision::Go {
                self.give(now, number, credits, after);
            }
        }
        let mut left_out: Vec<Class> = Vec::new();
        let (mut is_held, mut is_first) = (false, true);
        loop {
            let is_left_out = |class: &Class| left_out.contains(class) || (is_held && class.credits > 0);
            let Some((number, entry)) = self.queue.first(self.window.number(), is_left_out) else { break };
            let class = entry.class;
            // It may need a whole window, so no other call may start that window before it.
            let is_next = is_first && entry.is_overdue(self.window.number());
            is_first = false;
            match self.window.decide(now, class.credits, entry.rules) {
                Decision::Go => self.give(now, number, class.credits, after),
                Decision::Wait { until, holds } => {
                    left_out.push(class);
                    is_held |= holds || (is_next && self.window.is_ending(now));
                    self.schedule(until);
                }
            }
        }
    }

    /// Starts an inquiry with the shared ledger if one is due. Returns its number.
    pub(super) fn inquire(&mut self, now: Instant) -> Option<u64> {
        if !self.queue.is_waiting() {
            return None;
        }
        self.is_shared = true;
        let (number, moment) = self.inquiry.begin(now);
        self.schedule(moment);
        number
    }

    /// Grants credits to this call.
    pub(super) fn give(&mut self, now: Instant, number: u64, credits: u64, after: &mut After) {
        let spent = self.window.take(now, credits);
        // Redis ends the life of a shared probe by its own clock.
        let life = if spent.is_probe() && !self.is_shared { PROBE_GRANT_LIFE } else { GRANT_LIFE };
        let until = now.checked_add(life).unwrap_or(now);
        match self.queue.grant(number, spent, until, self.window.number()) {
            Some(entry) => after.wake.extend(entry.waker.take()),
            None => self.window.give_back(&spent),
        }
        self.schedule(until);
    }

    /// Makes a call look again at this moment.
    pub(super) fn schedule(&mut self, moment: Instant) {
        self.next = Some(self.next.map_or(moment, |next| next.min(moment)));
    }

    /// Ensures that one of the waiting calls looks at the next moment.
    pub(super) fn wake_timekeeper(&mut self, after: &mut After) {
        let Some(next) = self.next.filter(|_| self.queue.is_waiting()) else { return };
        if self.timekeeper.and_then(|keeper| self.timer_of(keeper)).is_some_and(|timer| timer <= next) {
            return;
        }
        self.timekeeper = None;
        after.wake.extend(self.queue.last_to_wake().and_then(|entry| entry.waker.take()));
    }

    /// Returns when this call looks, if it still waits and was polled since it was woken.
    fn timer_of(&mut self, number: u64) -> Option<Instant> {
        let entry = self.queue.get_mut(number)?;
        entry.waker.as_ref().and(entry.timer).filter(|_| matches!(entry.state, State::Waiting))
    }

    /// Wakes the first waiting call.
    #[cfg(feature = "budget-redis")]
    pub(super) fn wake_first(&mut self, after: &mut After) {
        let first = self.queue.first(self.window.number(), |_| false).map(|(number, _)| number);
        let entry = first.and_then(|first| self.queue.get_mut(first));
        after.wake.extend(entry.and_then(|entry| entry.waker.take()));
    }

    /// Returns the credits that this call was granted before it was polled, even if their time is over.
    pub(super) fn notice(&mut self, now: Instant, number: u64) -> Option<(Spent, Option<Call>)> {
        self.window.renew(now);
        let State::Granted(spent, _) = self.queue.get_mut(number)?.state else { return None };
        let is_valid = spent.window() == self.window.number();
        is_valid.then(|| (spent, self.queue.leave(number).and_then(|entry| entry.call)))
    }

    /// Returns the credits of this call if it has them, otherwise the time of its next look.
    pub(super) fn look(
        &mut self,
        now: Instant,
        number: u64,
        waker: &Waker,
    ) -> Result<(Spent, Option<Call>), Instant> {
        let waiting = self.queue.len();
        let is_kept = self.timekeeper.is_some_and(|keeper| keeper != number);
        let Some(entry) = self.queue.get_mut(number) else { return Err(now) };
        if let State::Granted(spent, _) = entry.state {
            let call = self.queue.leave(number).and_then(|entry| entry.call);
            return Ok((spent, call));
        }
        let mut moment = self.next.or_else(|| now.checked_add(RECHECK)).unwrap_or(now);
        if is_kept {
            // The others check that the timekeeper has looked, but not all at once.
            let waiting = u32::try_from(waiting).unwrap_or(u32::MAX);
            let spread = SPREAD.saturating_mul(waiting).min(MAX_SPREAD);
            moment = moment.checked_add(spread.mul_f64(fastrand::f64())).unwrap_or(moment);
        } else {
            self.timekeeper = Some(number);
        }
        entry.timer = Some(moment);
        match &mut entry.waker {
            Some(known) => known.clone_from(waker),
            None => entry.waker = Some(waker.clone()),
        }
        Err(moment)
    }

    /// Removes a call that gives up, and gives its credits back.
    pub(super) fn give_up(&mut self, number: u64) -> Option<Call> {
        let Entry { state, call, .. } = self.queue.leave(number)?;
        if let State::Granted(spent, _) = state {
            self.window.give_back(&spent);
        }
        call
    }
}

/// The spread per waiting call: with any number of them, one looks per this time on average.
const SPREAD: Duration = Duration::from_millis(10);

/// The upper bound of the spread: every call looks within this time.
const MAX_SPREAD: Duration = Duration::from_secs(10);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::Priority;
    use crate::budget::window::Rules;

    fn join(ledger: &mut Ledger) -> u64 {
        ledger.queue.join(50, Priority::Normal, Rules::default(), 0, None)
    }

    /// Returns how long the first grant stays valid.
    fn life(ledger: &mut Ledger, now: Instant) -> Duration {
        ledger.queue.first_granted().unwrap().0 - now
    }

    #[test]
    fn local_probe_grants_expire_sooner_than_other_grants() {
        let now = Instant::now();
        let mut after = After::default();
        let mut ledger = Ledger::default();
        join(&mut ledger);
        ledger.grant(now, None, &mut after);
        assert_eq!(life(&mut ledger, now), PROBE_GRANT_LIFE);
        assert_eq!(ledger.next, Some(now + PROBE_GRANT_LIFE));

        let mut shared = Ledger::default();
        assert_eq!(shared.inquire(now), None, "no call waits");
        let number = join(&mut shared);
        assert_eq!(shared.inquire(now), Some(1));
        assert_eq!(shared.inquire(now), None, "one asks already");
        shared.give(now, number, 50, &mut after);
        assert_eq!(life(&mut shared, now), GRANT_LIFE);
    }

    #[test]
    fn another_waiting_call_replaces_the_timekeeper() {
        let now = Instant::now();
        let waker = Waker::noop();
        let mut ledger = Ledger::default();
        let [first, last] = [(); 2].map(|()| join(&mut ledger));
        ledger.next = now.checked_add(RECHECK);
        assert_eq!(ledger.look(now, first, waker).unwrap_err(), now + RECHECK);
        assert!(ledger.look(now, last, waker).unwrap_err() >= now + RECHECK, "at random");
        // It looks in time.
        let mut after = After::default();
        ledger.wake_timekeeper(&mut after);
        assert_eq!(after.wake.len(), 0);
        // The moment moves closer: one call is woken, and the other one when the first does not look.
        ledger.next = Some(now);
        for woken in [1, 2, 2] {
            ledger.wake_timekeeper(&mut after);
            assert_eq!(after.wake.len(), woken);
        }
        assert_eq!(ledger.look(now, last, waker).unwrap_err(), now);
        assert_eq!(ledger.timekeeper, Some(last));
        ledger.wake_timekeeper(&mut after);
        assert_eq!(after.wake.len(), 2);
    }
}
