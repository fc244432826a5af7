mod call;
mod others;
mod probes;
mod rules;
#[cfg(test)]
mod tests;

use std::time::Duration;

use tokio::time::Instant;

use super::Spending;
use super::observation::{MAX_WINDOW, Observation};
pub(super) use call::{Outcome, Spent};
use others::Others;
use probes::Probes;
pub(super) use rules::{Decision, Rules};

/// The ledger of one bucket. It has no clock: time is an argument.
///
/// The server's number of remaining credits may or may not include the calls in flight, so their credits are
/// subtracted once more: the estimate is a lower bound, and exact as soon as Miro has responded to all of them.
#[derive(Debug, Default)]
pub(super) struct Window {
    /// The number of the window. Counts windows and pauses.
    number: u64,
    limit: Option<u64>,
    /// The remaining credits, without those of calls in flight; `None` while unknown.
    remaining: Option<u64>,
    /// The end of the window by the server's clock, in seconds. It identifies the window.
    reset: Option<u64>,
    ends: Option<Instant>,
    /// When the window was first seen, and the credits that remained then: the start of the line of even spending.
    seen: Option<(Instant, u64)>,
    /// The credits that calls of this budget have spent since then.
    own: u64,
    others: Others,
    /// Credits of calls in flight that were sent in this window. Calls sent before the previous window no longer
    /// count, so that a call whose future is never dropped holds its credits for two windows and not forever.
    in_flight: u64,
    in_flight_before: u64,
    /// When the last call was sent.
    last_went: Option<Instant>,
    probes: Probes,
    paused_until: Option<Instant>,
    /// Whether the server's responses have no limit headers.
    silent: bool,
    /// Whether the server's windows end shortly after the second that it names.
    late: bool,
    pub(super) refused: u64,
}

/// The server reports times in whole seconds, so a window that ends now may last for another second.
const SECOND: Duration = Duration::from_secs(1);

/// A server that counts down may be off by a second when it reports the same end again. Windows are longer than
/// that.
const SAME_WINDOW: u64 = 1;

/// Even spending finishes shortly before the window ends, because the last responses take time.
const EVEN_FRACTION: f64 = 0.95;

/// Two of Miro's windows. A longer hint is a mistake, or not meant for waiting.
const MAX_PAUSE: Duration = Duration::from_secs(120);

/// How long a server that had limit headers counts as unlimited without them: one of Miro's windows.
const SILENCE: Duration = Duration::from_secs(60);

impl Window {
    /// Starts the next window if this one or a pause is over.
    pub(super) fn renew(&mut self, now: Instant) {
        match self.paused_until {
            Some(until) if now < until => {}
            Some(_) => {
                self.paused_until = None;
                self.turn();
            }
            None => {
                let is_over = self.ends.is_some_and(|ends| ends <= now);
                let since = self.probes.since().filter(|_| self.remaining.is_none());
                // No probe has found out for so long that this must be another window.
                let is_lost = since.is_some_and(|since| now.saturating_duration_since(since) >= MAX_WINDOW);
                if is_over || is_lost {
                    self.turn();
                }
            }
        }
    }

    pub(super) fn decide(&mut self, now: Instant, credits: u64, rules: Rules) -> Decision {
        self.renew(now);
        if let Some(until) = self.paused_until {
            return Decision::wait(until);
        }
        if credits == 0 {
            return Decision::Go;
        }
        let in_flight = self.in_flight();
        let fits =
            |limit: u64| credits <= limit.saturating_sub(in_flight).saturating_sub(rules.reserve(limit));
        if self.silent {
            // A limit that was known once is not exceeded by concurrent calls.
            return match self.limit {
                Some(limit) if in_flight > 0 && !fits(limit) => Decision::wait(self.end(now)),
                _ => Decision::Go,
            };
        }
        let Some(remaining) = self.remaining else {
            let life = self.others.probe_life();
            if let Some(until) = self.probes.wait(now, life) {
                return Decision::wait(until);
            }
            let is_room = self.probes.is_empty() || self.limit.is_none_or(fits);
            return if is_room { Decision::Go } else { Decision::wait(self.probes.next(now, life)) };
        };
        let reserve = rules.reserve(self.limit.unwrap_or(remaining));
        let room = remaining.saturating_sub(reserve);
        let available = room.saturating_sub(in_flight);
        if credits > available {
            // A call that costs more than a whole window is sent first in a window, because Miro may accept it.
            let ends = self.end(now);
            return match self.alone(now) {
                Some(alone) if credits <= room => Decision::Wait { until: alone.min(ends), holds: true },
                _ => Decision::wait(ends),
            };
        }
        if let Some(until) = self.wait_for_others(now, credits, available) {
            return Decision::Wait { until: until.min(self.end(now)), holds: true };
        }
        match rules.spending {
            Spending::Burst => Decision::Go,
            Spending::Even => self.decide_evenly(now, available, reserve),
        }
    }

    /// Returns the end of the window.
    fn end(&self, now: Instant) -> Instant {
        self.ends.or_else(|| now.checked_add(SECOND)).unwrap_or(now)
    }

    /// Returns until when calls in flight are waited for; `None` if there are none, or only slow ones.
    fn alone(&self, now: Instant) -> Option<Instant> {
        let alone = self.last_went?.checked_add(self.others.slow_after())?;
        (self.in_flight() > 0 && now < alone).then_some(alone)
    }

    /// Returns until when a call waits, unless a response arrives before. If others may spend the remaining
    /// credits while it is in flight, calls are sent one at a time, so that at most one of them finds its credits
    /// gone.
    fn wait_for_others(&self, now: Instant, credits: u64, available: u64) -> Option<Instant> {
        let expected = self.others.expected(now);
        // Others also spend several credits at a time.
        if expected == 0 || available.saturating_sub(credits) >= expected.saturating_add(credits) {
            return None;
        }
        self.alone(now)
    }

    /// Sends a call once the line from the credits at the start to 0 at the end has come down to the remaining
    /// credits.
    fn decide_evenly(&self, now: Instant, left: u64, reserve: u64) -> Decision {
        let (Some((since, at_first)), Some(ends)) = (self.seen, self.ends) else { return Decision::Go };
        let length = ends.saturating_duration_since(since).mul_f64(EVEN_FRACTION);
        let to_spend = at_first.saturating_sub(reserve);
        let spent = to_spend.saturating_sub(left);
        if to_spend == 0 || length.is_zero() {
            return Decision::Go;
        }
        // The first call of a window is sent at once, each other one when those before it are paid for.
        let due = length.mul_f64((spent as f64 / to_spend as f64).min(1.0));
        let moment = since.checked_add(due).unwrap_or(ends).min(ends);
        if moment <= now { Decision::Go } else { Decision::wait(moment) }
    }

    /// Takes the credits of a call that goes.
    pub(super) fn take(&mut self, now: Instant, credits: u64) -> Spent {
        let is_probe = credits > 0 && self.is_unknown();
        if is_probe {
            self.probes.took(now, self.others.probe_life());
        }
        self.in_flight = self.in_flight.saturating_add(credits);
        if credits > 0 {
            self.last_went = Some(now);
        }
        Spent { credits, went: now, window: self.number, is_probe }
    }

    /// Gives the credits back of a call that was not sent.
    pub(super) fn give_back(&mut self, spent: &Spent) {
        self.land(spent);
        if spent.is_probe && spent.window == self.number {
            self.probes.gave_up();
        }
    }

    /// Ends the flight of a call.
    fn land(&mut self, spent: &Spent) {
        let in_flight = match self.number.saturating_sub(spent.window) {
            0 => &mut self.in_flight,
            1 => &mut self.in_flight_before,
            _ => return,
        };
        *in_flight = in_flight.saturating_sub(spent.credits);
    }

    /// Records the outcome of a call.
    pub(super) fn settle(&mut self, now: Instant, spent: &Spent, outcome: Outcome) {
        self.land(spent);
        // Refused calls count too, because the spending of others must not be overestimated.
        self.own = self.own.saturating_add(spent.credits);
        let is_of_this_window = spent.window == self.number;
        let is_probe = spent.is_probe && is_of_this_window;
        if is_probe {
            self.probes.ended(now);
        }
        let observation = match outcome {
            Outcome::NoResponse => None,
            Outcome::Responded(observation) | Outcome::Refused(observation, _) => observation,
        };
        match (observation, outcome) {
            (Some(observation), _) => {
                self.others.responded(now.saturating_duration_since(spent.went));
                self.observe(now, observation, spent);
            }
            (None, Outcome::Responded(_)) if is_probe && self.remaining.is_none() => {
                // Without a known limit, the silence lasts until the next limit header, otherwise for a window.
                if !self.silent {
                    self.ends = self.limit.and_then(|_| now.checked_add(SILENCE));
                }
                self.silent = true;
            }
            (None, _) => {
                self.remaining = self.remaining.map(|remaining| remaining.saturating_sub(spent.credits));
            }
        }
        if let Outcome::Refused(_, wait) = outcome {
            self.silent = false;
            self.refused = self.refused.saturating_add(1);
            // A server refuses the first call of a window if its windows end after the second that it named.
            self.late |= is_probe && self.limit.is_some();
            let until = wait.and_then(|wait| now.checked_add(wait.min(MAX_PAUSE)));
            self.paused_until = self.paused_until.max(until);
        }
    }

    fn observe(&mut self, now: Instant, observation: Observation, spent: &Spent) {
        self.silent = false;
        let late = if self.late { SECOND } else { Duration::ZERO };
        let resets_in = observation.resets_in.clamp(SECOND, MAX_WINDOW).saturating_add(late);
        let ends = now.checked_add(resets_in);
        let is_new = self.reset.is_none_or(|known| observation.reset > known.saturating_add(SAME_WINDOW));
        let is_older = self.reset.is_some_and(|known| observation.reset.saturating_add(SAME_WINDOW) < known);
        // The known window was a mistake: it was called off, or the server's clock went back.
        let is_corrected = is_older && self.seen.is_some_and(|(seen, _)| spent.went > seen);
        let finds_out = self.remaining.is_none() && spent.window == self.number;
        // The next window started before this one was known to be over, because its end is reported in whole
        // seconds.
        let is_old = self.seen.is_some_and(|(seen, _)| now.saturating_duration_since(seen) > SECOND);
        if is_new && is_old {
            self.count();
        }
        match self.remaining {
            _ if is_new || is_corrected || finds_out => self.begin(now, observation, ends),
            // Responses overtake each other. Within a window the credits only decrease, and the end only gets more
            // precise.
            Some(remaining) if !is_older => {
                self.limit = Some(observation.limit);
                let remaining = remaining.min(observation.remaining);
                self.remaining = Some(remaining);
                if let Some((_, at_first)) = self.seen {
                    // Calls in flight may be included in what is spent.
                    let own = self.own.saturating_add(self.in_flight());
                    self.others.observe(now, at_first.saturating_sub(remaining).saturating_sub(own));
                }
                self.ends = self.ends.min(ends).or(ends);
            }
            // From an earlier window.
            _ => {}
        }
    }

    fn begin(&mut self, now: Instant, observation: Observation, ends: Option<Instant>) {
        self.limit = Some(observation.limit);
        self.remaining = Some(observation.remaining);
        self.reset = Some(observation.reset);
        self.ends = ends;
        self.seen = Some((now, observation.remaining));
        self.own = 0;
        self.others.begin(now);
    }

    /// Starts a window about which nothing is known.
    fn turn(&mut self) {
        self.count();
        self.silent = self.silent && self.limit.is_none();
        self.remaining = None;
        self.ends = None;
        self.seen = None;
    }

    /// Counts a new window.
    fn count(&mut self) {
        self.number = self.number.saturating_add(1);
        self.in_flight_before = std::mem::take(&mut self.in_flight);
        self.probes = Probes::default();
    }

    pub(super) fn is_over(&self, now: Instant) -> bool {
        self.in_flight() == 0
            && self.ends.is_none_or(|ends| ends <= now)
            && self.paused_until.is_none_or(|until| until <= now)
    }

    /// Whether a call that is sent now may count in the next window, because the end is reported in whole seconds.
    pub(super) fn is_ending(&self, now: Instant) -> bool {
        let time = SECOND.saturating_add(self.others.probe_life());
        self.ends.is_some_and(|ends| ends.saturating_duration_since(now) <= time)
    }

    /// Whether a call that is sent now is a probe.
    pub(super) fn is_unknown(&self) -> bool {
        self.remaining.is_none() && !self.silent
    }

    /// The number of this window among those that this ledger has seen.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    pub(super) fn limit(&self) -> Option<u64> {
        self.limit
    }

    pub(super) fn in_flight(&self) -> u64 {
        self.in_flight.saturating_add(self.in_flight_before)
    }

    /// Returns the credits that remain for future calls, and the time until the window ends.
    pub(super) fn left(&self, now: Instant) -> (Option<u64>, Option<Duration>) {
        let resets_in = |end: Instant| end.saturating_duration_since(now);
        match self.paused_until.filter(|until| *until > now) {
            Some(until) => (Some(0), Some(resets_in(until))),
            None if self.ends.is_some_and(|ends| ends <= now) => (None, None),
            None => {
                let remaining = self.remaining.map(|remaining| remaining.saturating_sub(self.in_flight()));
                (remaining, self.ends.map(resets_in))
            }
        }
    }
}
