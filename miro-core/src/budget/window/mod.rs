mod call;
mod others;
mod probes;
mod rules;
#[cfg(test)]
mod tests;

use std::time::Duration;

use tokio::time::Instant;

use super::Spending;
use super::observation::{LONGEST_WINDOW, Observation};
pub(super) use call::{Outcome, Spent};
use others::Others;
use probes::Probes;
pub(super) use rules::{Decision, Rules};

/// The ledger of one bucket: pure, so that time is an argument.
///
/// The server's number of credits that are left may or may not have counted the calls that are under way, so their credits are
/// subtracted once more: the estimate is a lower bound, and exact as soon as Miro has responded to all of them.
#[derive(Debug, Default)]
pub(super) struct Window {
    /// Counts windows and pauses.
    number: u64,
    limit: Option<u64>,
    /// What is left, calls under way not counted; `None` while unknown.
    remaining: Option<u64>,
    /// When the window ends by the server's clock, in its seconds: this identifies a window.
    reset: Option<u64>,
    ends: Option<Instant>,
    /// What was left when the window was first seen, and when that was: where the line of even spending begins.
    seen: Option<(Instant, u64)>,
    /// What calls of this budget have spent since then.
    own: u64,
    others: Others,
    /// Credits of calls under way that went in this window. Those from before the last window no longer count: a call whose
    /// future is never dropped holds its credits for two windows and not for ever.
    in_flight: u64,
    in_flight_before: u64,
    /// When the last call went.
    last_went: Option<Instant>,
    probes: Probes,
    paused_until: Option<Instant>,
    /// The server's responses have no limit headers.
    silent: bool,
    /// The server's windows end a little after the second that it names.
    late: bool,
    pub(super) refused: u64,
}

/// Moments are told in whole seconds, so that a window that ends now ends within the next one.
const SECOND: Duration = Duration::from_secs(1);

/// Servers that count down may be a second off when they name the same moment again; windows are longer than that.
const SAME_WINDOW: u64 = 1;

/// Even spending is through a little before the window ends: the last responses take their time.
const EVEN_PART: f64 = 0.95;

/// Two of Miro's windows: a hint beyond that is a mistake, or not meant for waiting.
const LONGEST_PAUSE: Duration = Duration::from_secs(120);

/// How long a server without limit headers is taken for one without limits, if it had some: one of Miro's windows.
const SILENCE: Duration = Duration::from_secs(60);

impl Window {
    /// Begins the next window if this one is over, or a pause.
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
                // Nobody found out for so long: it is another window by now.
                let is_lost =
                    since.is_some_and(|since| now.saturating_duration_since(since) >= LONGEST_WINDOW);
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
            // A limit that was known once is not exceeded at one moment.
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
            // What costs more than there ever is goes as the first of a window: Miro may know better.
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

    /// When the window ends.
    fn end(&self, now: Instant) -> Instant {
        self.ends.or_else(|| now.checked_add(SECOND)).unwrap_or(now)
    }

    /// Until when calls under way are waited for; `None` if there are none, or only slow ones.
    fn alone(&self, now: Instant) -> Option<Instant> {
        let alone = self.last_went?.checked_add(self.others.patience())?;
        (self.in_flight() > 0 && now < alone).then_some(alone)
    }

    /// Until when a call waits, unless a response comes before: where others may spend what is left while it is under way, calls go
    /// one at a time, so that at worst one of them finds its credits gone.
    fn wait_for_others(&self, now: Instant, credits: u64, available: u64) -> Option<Instant> {
        let expected = self.others.expected(now);
        // They do not spend credit by credit, either.
        if expected == 0 || available.saturating_sub(credits) >= expected.saturating_add(credits) {
            return None;
        }
        self.alone(now)
    }

    /// Lets a call go once the line from what was there at first to nothing at the end has come down to what is left.
    fn decide_evenly(&self, now: Instant, left: u64, reserve: u64) -> Decision {
        let (Some((since, at_first)), Some(ends)) = (self.seen, self.ends) else { return Decision::Go };
        let length = ends.saturating_duration_since(since).mul_f64(EVEN_PART);
        let to_spend = at_first.saturating_sub(reserve);
        let spent = to_spend.saturating_sub(left);
        if to_spend == 0 || length.is_zero() {
            return Decision::Go;
        }
        // The first call of a window goes at once, and each other when those before it are paid for.
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

    /// A call is no longer under way.
    fn land(&mut self, spent: &Spent) {
        let in_flight = match self.number.saturating_sub(spent.window) {
            0 => &mut self.in_flight,
            1 => &mut self.in_flight_before,
            _ => return,
        };
        *in_flight = in_flight.saturating_sub(spent.credits);
    }

    /// Takes note of a response.
    pub(super) fn settle(&mut self, now: Instant, spent: &Spent, outcome: Outcome) {
        self.land(spent);
        // Of a refused call too: what others spend is underestimated rather than invented.
        self.own = self.own.saturating_add(spent.credits);
        let is_of_this_window = spent.window == self.number;
        let is_probe = spent.is_probe && is_of_this_window;
        if is_probe {
            self.probes.ended(now);
        }
        let observation = match outcome {
            Outcome::NoAnswer => None,
            Outcome::Answered(observation) | Outcome::Refused(observation, _) => observation,
        };
        match (observation, outcome) {
            (Some(observation), _) => {
                self.others.answered(now.saturating_duration_since(spent.went));
                self.observe(now, observation, spent);
            }
            (None, Outcome::Answered(_)) if is_probe && self.remaining.is_none() => {
                // Without any knowledge of a limit for as long as that lasts, else for a window.
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
            // The first call of a window is refused where the server ends its windows after the second that it named.
            self.late |= is_probe && self.limit.is_some();
            let until = wait.and_then(|wait| now.checked_add(wait.min(LONGEST_PAUSE)));
            self.paused_until = self.paused_until.max(until);
        }
    }

    fn observe(&mut self, now: Instant, observation: Observation, spent: &Spent) {
        self.silent = false;
        let late = if self.late { SECOND } else { Duration::ZERO };
        let resets_in = observation.resets_in.clamp(SECOND, LONGEST_WINDOW).saturating_add(late);
        let ends = now.checked_add(resets_in);
        let is_new = self.reset.is_none_or(|known| observation.reset > known.saturating_add(SAME_WINDOW));
        let is_older = self.reset.is_some_and(|known| observation.reset.saturating_add(SAME_WINDOW) < known);
        // The window that was known is none: it was called off, or the server's clock went back.
        let is_corrected = is_older && self.seen.is_some_and(|(seen, _)| spent.went > seen);
        let finds_out = self.remaining.is_none() && spent.window == self.number;
        // The next window has begun before this one was known to be over: it is told in whole seconds.
        let is_old = self.seen.is_some_and(|(seen, _)| now.saturating_duration_since(seen) > SECOND);
        if is_new && is_old {
            self.count();
        }
        match self.remaining {
            _ if is_new || is_corrected || finds_out => self.begin(now, observation, ends),
            // Responses overtake each other: within a window it only gets less, and its end only clearer.
            Some(remaining) if !is_older => {
                self.limit = Some(observation.limit);
                let remaining = remaining.min(observation.remaining);
                self.remaining = Some(remaining);
                if let Some((_, at_first)) = self.seen {
                    // Calls under way may be among what is spent.
                    let own = self.own.saturating_add(self.in_flight());
                    self.others.observe(now, at_first.saturating_sub(remaining).saturating_sub(own));
                }
                self.ends = self.ends.min(ends).or(ends);
            }
            // From a window that is over.
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

    /// A new window begins, of which nothing is known.
    fn turn(&mut self) {
        self.count();
        self.silent = self.silent && self.limit.is_none();
        self.remaining = None;
        self.ends = None;
        self.seen = None;
    }

    /// It is another window from now on.
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

    /// Whether a call that goes now may be counted in the next window: its end is told in whole seconds.
    pub(super) fn is_ending(&self, now: Instant) -> bool {
        let time = SECOND.saturating_add(self.others.probe_life());
        self.ends.is_some_and(|ends| ends.saturating_duration_since(now) <= time)
    }

    /// Whether a call that goes now is a probe.
    pub(super) fn is_unknown(&self) -> bool {
        self.remaining.is_none() && !self.silent
    }

    /// Which window it is, of those that this ledger has seen.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    pub(super) fn limit(&self) -> Option<u64> {
        self.limit
    }

    pub(super) fn in_flight(&self) -> u64 {
        self.in_flight.saturating_add(self.in_flight_before)
    }

    /// What is left for calls to come, and how long the window still runs.
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
