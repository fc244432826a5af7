use std::fmt;

use super::{TransportError, TransportErrorKind};

/// The error of a file that could not be read to its end while it was sent, so that the request was incomplete.
#[derive(Debug)]
pub(crate) struct BrokenOff(String);

impl BrokenOff {
    pub(crate) fn new(name: &str, problem: &dyn fmt::Display) -> Self {
        Self(format!("the file {name:?} cannot be read: {problem}"))
    }
}

impl fmt::Display for BrokenOff {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for BrokenOff {}

impl From<BrokenOff> for TransportError {
    fn from(error: BrokenOff) -> Self {
        Self::new(TransportErrorKind::Interrupted, error)
    }
}
