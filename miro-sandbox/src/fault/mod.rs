//! Fault injection.

mod form;
mod latency;
mod plan;
mod responses;
mod rule;
mod rules;

use std::time::Duration;

use http::{HeaderName, HeaderValue, StatusCode};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

pub use latency::{InvalidLatency, Latency};
pub(crate) use plan::{Ending, Pace, Plan};
pub(crate) use responses::{injected, rate_limited};
pub use rule::FaultRule;
pub(crate) use rules::{Faults, Target};

/// A fault in the handling of a request.
///
/// Faults are injected with [`Sandbox::next`](crate::Sandbox::next), [`Sandbox::next_on`](crate::Sandbox::next_on)
/// or a [`FaultRule`]. Several faults can affect one request if they do not exclude each other: a delay and an
/// error, for example.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "form::FaultForm", into = "form::FaultForm")]
#[non_exhaustive]
pub enum Fault {
    /// The request has no effect and gets this response.
    Response {
        /// The status.
        status: u16,
        /// The headers; the sandbox adds `Content-Length` and `Date`, and `X-Request-Id` if it is missing.
        headers: Vec<(String, String)>,
        /// The body.
        body: String,
    },
    /// The request takes effect, but gets this response.
    ResponseAfter {
        /// The status.
        status: u16,
        /// The headers; the sandbox adds `Content-Length` and `Date`, and `X-Request-Id` if it is missing.
        headers: Vec<(String, String)>,
        /// The body.
        body: String,
    },
    /// The request has no effect and gets a 429, even if the user has credits left.
    RateLimited(RetryHint),
    /// The connection is reset before the request has an effect.
    Reset,
    /// The request takes effect, then the connection is reset without a response.
    ResetAfter,
    /// The request takes effect, but the connection closes in the middle of the response body.
    HalfBody,
    /// The request is delayed, then handled as usual.
    Delay(Duration),
    /// The request is delayed by a random time, then handled as usual.
    Latency(Latency),
    /// The response body arrives in small pieces. A response without a body arrives at once.
    SlowBody {
        /// The size of the pieces, at least 1 byte.
        bytes: usize,
        /// The time between pieces.
        every: Duration,
    },
    /// The request's access token expires just before it is checked, and stays expired. Its refresh token stays
    /// valid.
    ExpireToken,
    /// The response's `Date` and `X-RateLimit-Reset` come from a clock that is fast by this offset; everything
    /// else is as usual.
    WrongClock(SignedDuration),
    /// One of these, chosen at random with equal probability.
    OneOf(Vec<Fault>),
}

/// Where a 429 response says how long to wait.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RetryHint {
    /// Nowhere.
    #[default]
    None,
    /// In `Retry-After`, in seconds.
    After(u64),
    /// In `Retry-After`, as a date this far from now, rounded up to a second.
    At(#[serde(with = "jiff::fmt::serde::unsigned_duration::friendly::compact::required")] Duration),
    /// In `X-RateLimit-Reset`, as Miro does: this far from now, rounded up to a second.
    Reset(#[serde(with = "jiff::fmt::serde::unsigned_duration::friendly::compact::required")] Duration),
    /// In `X-RateLimit-Reset`, as this second of the UNIX epoch.
    ResetAt(u64),
}

impl Fault {
    /// Returns the same fault, but after the request took effect. Applies to responses and resets; others are
    /// unchanged.
    #[must_use]
    pub fn after_effect(self) -> Self {
        match self {
            Self::Response { status, headers, body } => Self::ResponseAfter { status, headers, body },
            Self::Reset => Self::ResetAfter,
            other => other,
        }
    }

    /// Returns an error if the fault cannot happen.
    pub(crate) fn check(&self) -> Result<(), String> {
        match self {
            Self::Response { status, headers, .. } | Self::ResponseAfter { status, headers, .. } => {
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
        return Err(format!("{status} is not the status of a response"));
    }
    for (name, value) in headers {
        HeaderName::try_from(name).map_err(|_| format!("{name:?} is not the name of a header"))?;
        HeaderValue::try_from(value).map_err(|_| format!("{value:?} is not the value of a header"))?;
    }
    Ok(())
}
