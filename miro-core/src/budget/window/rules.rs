use tokio::time::Instant;

use crate::budget::Spending;

/// How one clone of a budget spends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::budget) struct Rules {
    pub(in crate::budget) spending: Spending,
    pub(in crate::budget) share: f64,
}

impl Rules {
    /// Returns the credits of a window that these rules leave to others.
    pub(super) fn reserve(self, limit: u64) -> u64 {
        // A product above the limit saturates, as does the cast.
        limit.saturating_sub((limit as f64 * self.share).round() as u64)
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self { spending: Spending::Burst, share: 1.0 }
    }
}

/// Whether a call may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::budget) enum Decision {
    Go,
    Wait {
        /// Nothing changes before this time, except by a response to a call in flight.
        until: Instant,
        /// Whether calls after this one wait as well. This one goes as soon as the calls in flight have their
        /// responses, unless other calls take the credits.
        holds: bool,
    },
}

impl Decision {
    pub(in crate::budget) fn wait(until: Instant) -> Self {
        Self::Wait { until, holds: false }
    }
}
