mod call;
mod others;
#[cfg(test)]
mod tests;

use std::time::Duration;

use tokio::time::Instant;

use super::Spending;
use super::observation::Observation;
pub(super) use call::{Outcome, Spent};
use others::Others;

/// How one clone of a budget spends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rules {
    pub(super) spending: Spending,
    pub(super) share: f64,
}

impl Default for Rules {
    fn default() -> Self {
        Self { spending: Spending::Burst, share: 1.0 }
    }
}

/// Whether a call may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    Go,
    /// Not before the next answer, or this moment.
    Wait(Option<Instant>),
}

/// The books of one bucket: pure, so that time is an argument.
///
/// Miro's word on what is left may or may not have counted the calls that are under way, so their credits are taken off once
/// more: it is never too much that is left, and exact as soon as all have been answered.
#[derive(Debug, Default)]
pub(super) struct Window {
    limit: Option<u64>,
    /// What is left, calls under way not counted; none while nobody knows.
    remaining: Option<u64>,
    /// When the window ends by the server's clock, in its seconds: what tells one window from another.
    reset: Option<u64>,
    ends: Option<Instant>,
    /// What was left when the window was first seen, and when that was: the line that even spending keeps to.
    seen: Option<(Instant, u64)>,
    /// What calls of this budget have spent since then.
    own: u64,
    others: Others,
    in_flight: u64,
    /// When the last call went.
    last_went: Option<Instant>,
    /// Whether a call is under way that is to find out what is left.
    scouting: bool,
    paused_until: Option<Instant>,
    /// The server says nothing of limits.
    silent: bool,
    /// The server's windows end a little after the second that it names.
    late: bool,
    pub(super) refused: u64,
}

/// Moments are told in whole seconds, so that a window that ends now ends within the next one.
const SECOND: Duration = Duration::from_secs(1);

/// Servers that count down may be a second off when they name the same moment again; windows are longer than that.
const SAME_WINDOW: u64 = 1;

/// Even spending is through a little before the window ends: the last answers take their time.
const EVEN_PART: f64 = 0.95;

impl Window {
    pub(super) fn decide(&mut self, now: Instant, credits: u64, rules: Rules) -> Decision {
        if let Some(until) = self.paused_until {
            if now < until {
                return Decision::Wait(Some(until));
            }
            self.paused_until = None;
            self.turn();
        }
        if self.ends.is_some_and(|ends| ends <= now) {
            self.turn();
        }
        if self.silent || credits == 0 {
            return Decision::Go;
        }
        let Some(remaining) = self.remaining else {
            return if self.scouting { Decision::Wait(None) } else { Decision::Go };
        };
        let limit = self.limit.unwrap_or(remaining);
        let reserve = limit - portion(limit, rules.share).min(limit);
        let available = remaining.saturating_sub(self.in_flight).saturating_sub(reserve);
        if credits > available {
            // What costs more than there ever is goes as the first of a window: Miro may know better.
            return Decision::Wait(self.ends);
        }
        if let Some(until) = self.wait_for_others(now, credits, available) {
            return Decision::Wait(Some(self.ends.map_or(until, |ends| ends.min(until))));
        }
        match rules.spending {
            Spending::Burst => Decision::Go,
            Spending::Even => self.decide_evenly(now, remaining, reserve),
        }
    }

    /// Until when a call waits, unless an answer comes before: where others may spend what is left while it is under way, calls go
    /// one at a time, so that one of them finds its credits gone at the worst.
    fn wait_for_others(&self, now: Instant, credits: u64, available: u64) -> Option<Instant> {
        let expected = self.others.expected(now);
        // They do not spend credit by credit, either.
        if expected == 0 || available.saturating_sub(credits) >= expected.saturating_add(credits) {
            return None;
        }
        // None is under way, or only such as take their time.
        let alone = self.last_went?.checked_add(self.others.patience())?;
        (self.in_flight > 0 && now < alone).then_some(alone)
    }

    /// Lets a call go once the line from what was there at first to nothing at the end has come down to what is left.
    fn decide_evenly(&self, now: Instant, remaining: u64, reserve: u64) -> Decision {
        let (Some((since, at_first)), Some(ends)) = (self.seen, self.ends) else { return Decision::Go };
        let length = ends.saturating_duration_since(since).mul_f64(EVEN_PART);
        let to_spend = at_first.saturating_sub(reserve);
        let left = remaining.saturating_sub(self.in_flight).saturating_sub(reserve);
        let spent = to_spend.saturating_sub(left);
        if to_spend == 0 || length.is_zero() {
            return Decision::Go;
        }
        // The first call of a window goes at once, and each other when those before it are paid for.
        let due = length.mul_f64((spent as f64 / to_spend as f64).min(1.0));
        let moment = since.checked_add(due).unwrap_or(ends).min(ends);
        if moment <= now { Decision::Go } else { Decision::Wait(Some(moment)) }
    }

    /// Takes the credits of a call that goes.
    pub(super) fn take(&mut self, now: Instant, credits: u64) -> Spent {
        let is_scout = credits > 0 && self.remaining.is_none() && !self.silent && !self.scouting;
        self.scouting |= is_scout;
        self.in_flight = self.in_flight.saturating_add(credits);
        if credits > 0 {
            self.last_went = Some(now);
        }
        Spent { credits, went: now, is_scout }
    }

    /// Takes note of what an answer says.
    pub(super) fn settle(&mut self, now: Instant, spent: &Spent, outcome: Outcome) {
        self.in_flight = self.in_flight.saturating_sub(spent.credits);
        // Of a refused call too: what others spend is underestimated rather than invented.
        self.own = self.own.saturating_add(spent.credits);
        if spent.is_scout {
            self.scouting = false;
        }
        let observation = match outcome {
            Outcome::NoAnswer => None,
            Outcome::Answered(observation) | Outcome::Refused(observation, _) => observation,
        };
        match (observation, outcome) {
            (Some(observation), _) => {
                self.others.answered(now.saturating_duration_since(spent.went));
                self.observe(now, observation, spent.is_scout);
            }
            (None, Outcome::Answered(_)) if self.limit.is_none() => self.silent = true,
            (None, _) => {
                self.remaining = self.remaining.map(|remaining| remaining.saturating_sub(spent.credits));
            }
        }
        if let Outcome::Refused(_, wait) = outcome {
            self.refused += 1;
            // The first call of a window is refused where the server ends its windows after the second that it named.
            self.late |= spent.is_scout && self.limit.is_some();
            let until = wait.and_then(|wait| now.checked_add(wait.min(LONGEST_PAUSE)));
            self.paused_until = self.paused_until.max(until);
        }
    }

    fn observe(&mut self, now: Instant, observation: Observation, by_scout: bool) {
        self.silent = false;
        let late = if self.late { SECOND } else { Duration::ZERO };
        let ends = now.checked_add(observation.resets_in.clamp(SECOND, LONGEST_WINDOW) + late);
        let is_new = self.reset.is_none_or(|known| observation.reset > known.saturating_add(SAME_WINDOW));
        match self.remaining {
            // What was sent to find out has found out, whatever window it is.
            _ if is_new || by_scout => self.begin(now, observation, ends),
            // Answers overtake each other: within a window it only gets less, and its end only clearer.
            Some(remaining) if self.reset.is_some_and(|known| observation.reset + SAME_WINDOW >= known) => {
                self.limit = Some(observation.limit);
                let remaining = remaining.min(observation.remaining);
                self.remaining = Some(remaining);
                if let Some((_, at_first)) = self.seen {
                    // Calls under way may be among what is spent.
                    let own = self.own.saturating_add(self.in_flight);
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
        self.remaining = None;
        self.ends = None;
        self.seen = None;
    }

    pub(super) fn is_over(&self, now: Instant) -> bool {
        self.in_flight == 0
            && self.ends.is_none_or(|ends| ends <= now)
            && self.paused_until.is_none_or(|until| until <= now)
    }

    pub(super) fn limit(&self) -> Option<u64> {
        self.limit
    }

    pub(super) fn in_flight(&self) -> u64 {
        self.in_flight
    }

    /// What is left for calls to come, and how long the window still runs.
    pub(super) fn left(&self, now: Instant) -> (Option<u64>, Option<Duration>) {
        match self.paused_until.filter(|until| *until > now) {
            Some(until) => (Some(0), Some(until - now)),
            None => match self.ends {
                Some(ends) if ends <= now => (None, None),
                ends => (
                    self.remaining.map(|remaining| remaining.saturating_sub(self.in_flight)),
                    ends.map(|ends| ends - now),
                ),
            },
        }
    }
}

/// Two of Miro's windows: a hint beyond that is a mistake, or not meant for waiting.
const LONGEST_PAUSE: Duration = Duration::from_secs(120);

/// The same for the end of a window.
const LONGEST_WINDOW: Duration = Duration::from_secs(120);

fn portion(limit: u64, share: f64) -> u64 {
    (limit as f64 * share).round() as u64
}
