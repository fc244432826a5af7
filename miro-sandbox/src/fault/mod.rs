//! Faults that a test can order.

mod answers;
mod form;
mod latency;
mod plan;
mod rule;
mod rules;

use std::time::Duration;

use http::{HeaderName, HeaderValue, StatusCode};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

pub(crate) use answers::{ordered, rate_limited};
pub use latency::{InvalidLatency, Latency};
pub(crate) use plan::{Ending, Pace, Plan};
pub use rule::FaultRule;
pub(crate) use rules::{Faults, Target};

/// What goes wrong with a request.
///
/// Faults are ordered with [`Sandbox::next`](crate::Sandbox::next) and
/// [`Sandbox::next_on`](crate::Sandbox::next_on), or with a [`FaultRule`] that says when they happen. Those that do
/// not exclude each other may happen to one request: a delay and an error, for example.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "form::FaultForm", into = "form::FaultForm")]
#[non_exhaustive]
pub enum Fault {
    /// The request has no effect and is answered with this.
    Answer {
        /// The status.
        status: u16,
        /// The headers; the sandbox adds `Content-Length` and `Date`, and `X-Request-Id` if it is missing.
        headers: Vec<(String, String)>,
        /// The body.
        body: String,
    },
    /// The request takes effect, but is answered with this.
    AnswerAfter {
        /// The status.
        status: u16,
        /// The headers; the sandbox adds `Content-Length` and `Date`, and `X-Request-Id` if it is missing.
        headers: Vec<(String, String)>,
        /// The body.
        body: String,
    },
    /// The request has no effect and is answered with 429, whatever the user has left.
    RateLimited(RetryHint),
    /// The connection is reset before the request has an effect.
    Reset,
    /// The request takes effect, then the connection is reset instead of an answer.
    ResetAfter,
    /// The request takes effect, but the connection closes in the middle of the answer's body.
    HalfBody,
    /// The request waits this long before it is handled as usual.
    Delay(Duration),
    /// The request waits before it is handled as usual, each time as long as chance has it.
    Latency(Latency),
    /// The body of the answer comes in small pieces. An answer without a body comes at once.
    SlowBody {
        /// The size of the pieces, at least one byte.
        bytes: usize,
        /// The time from one piece to the next.
        every: Duration,
    },
    /// The access token that comes with the request expires just before it is looked at, and stays expired. Its
    /// refresh token stays good.
    ExpireToken,
    /// The `Date` and the `X-RateLimit-Reset` of the answer are those of a clock that is so much ahead; all else
    /// is as usual.
    WrongClock(SignedDuration),
    /// One of these, each as likely as the others.
    OneOf(Vec<Fault>),
}

/// Where an answer with status 429 says how long to wait.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RetryHint {
    /// Nowhere.
    #[default]
    None,
    /// In `Retry-After`, in seconds.
    After(u64),
    /// In `Retry-After`, as the date so long from now, rounded up to a second.
    At(#[serde(with = "jiff::fmt::serde::unsigned_duration::friendly::compact::required")] Duration),
    /// In `X-RateLimit-Reset`, as Miro does: so long from now, rounded up to a second.
    Reset(#[serde(with = "jiff::fmt::serde::unsigned_duration::friendly::compact::required")] Duration),
    /// In `X-RateLimit-Reset`: at this second of the UNIX epoch.
    ResetAt(u64),
}

impl Fault {
    /// The same fault, but after the request took effect: answers and resets. Others stay as they are.
    #[must_use]
    pub fn after_effect(self) -> Self {
        match self {
            Self::Answer { status, headers, body } => Self::AnswerAfter { status, headers, body },
            Self::Reset => Self::ResetAfter,
            other => other,
        }
    }

    /// Why it cannot happen, if it cannot.
    pub(crate) fn check(&self) -> Result<(), String> {
        match self {
            Self::Answer { status, headers, .. } | Self::AnswerAfter { status, headers, .. } => {
                check_head(*status, headers)
            }
            Self::Latency(latency) => latency.check(),
            Self::SlowBody { bytes: 0, .. } => Err("a slow body has at least one byte at a time".to_owned()),
            Self::OneOf(faults) if faults.is_empty() => Err("one of no faults is none".to_owned()),
            Self::OneOf(faults) => faults.iter().try_for_each(Self::check),
            _ => Ok(()),
        }
    }
}

fn check_head(status: u16, headers: &[(String, String)]) -> Result<(), String> {
    if !StatusCode::from_u16(status).is_ok_and(|status| !status.is_informational()) {
        return Err(format!("{status} is not the status of an answer"));
    }
    for (name, value) in headers {
        HeaderName::try_from(name).map_err(|_| format!("{name:?} is not the name of a header"))?;
        HeaderValue::try_from(value).map_err(|_| format!("{value:?} is not the value of a header"))?;
    }
    Ok(())
}
