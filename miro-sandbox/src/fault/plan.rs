//! The faults of one request.

use std::time::Duration;

use jiff::SignedDuration;

use super::{Fault, RetryHint};
use crate::random::Random;

/// The combined faults of one request.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Plan {
    /// The delay before the request is handled.
    pub(crate) delay: Duration,
    pub(crate) expires_token: bool,
    /// The offset of the response's clock, positive if fast.
    pub(crate) clock_offset: SignedDuration,
    pub(crate) pace: Option<Pace>,
    pub(crate) ending: Option<Ending>,
}

/// The pace of sending a body.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pace {
    pub(crate) bytes: usize,
    pub(crate) every: Duration,
}

/// An unusual end of a request.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Ending {
    Response { status: u16, headers: Vec<(String, String)>, body: String, takes_effect: bool },
    RateLimited(RetryHint),
    Reset { takes_effect: bool },
    HalfBody,
}

impl Ending {
    /// Whether the request takes effect.
    pub(crate) fn takes_effect(&self) -> bool {
        match self {
            Self::Response { takes_effect, .. } | Self::Reset { takes_effect } => *takes_effect,
            Self::RateLimited(_) => false,
            Self::HalfBody => true,
        }
    }
}

impl Plan {
    /// Whether the request has any fault other than delays and pace.
    pub(crate) fn is_faulty(&self) -> bool {
        self.expires_token || !self.clock_offset.is_zero() || self.ending.is_some()
    }

    /// Adds a fault, unless the plan has one that excludes it. Returns whether it was added.
    pub(super) fn add(&mut self, fault: &Fault, random: &mut Random) -> bool {
        match fault {
            Fault::Response { status, headers, body } | Fault::ResponseAfter { status, headers, body } => {
                let takes_effect = matches!(fault, Fault::ResponseAfter { .. });
                let (headers, body) = (headers.clone(), body.clone());
                self.end(Ending::Response { status: *status, headers, body, takes_effect })
            }
            Fault::RateLimited(hint) => self.end(Ending::RateLimited(*hint)),
            Fault::Reset => self.end(Ending::Reset { takes_effect: false }),
            Fault::ResetAfter => self.end(Ending::Reset { takes_effect: true }),
            Fault::HalfBody => self.end(Ending::HalfBody),
            Fault::Delay(time) => self.wait(*time),
            Fault::Latency(latency) => self.wait(latency.draw(random)),
            Fault::SlowBody { bytes, every } => {
                let is_new = self.pace.is_none();
                self.pace.get_or_insert(Pace { bytes: *bytes, every: *every });
                is_new
            }
            Fault::ExpireToken => {
                self.expires_token = true;
                true
            }
            Fault::WrongClock(offset) => {
                self.clock_offset = self.clock_offset.saturating_add(*offset);
                true
            }
            Fault::OneOf(faults) => {
                let chosen = faults.get(random.below(faults.len()));
                chosen.is_some_and(|fault| self.add(fault, random))
            }
        }
    }

    fn wait(&mut self, time: Duration) -> bool {
        self.delay = self.delay.saturating_add(time);
        true
    }

    fn end(&mut self, ending: Ending) -> bool {
        let is_new = self.ending.is_none();
        self.ending.get_or_insert(ending);
        is_new
    }
}
