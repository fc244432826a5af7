use tokio::time::Instant;

use crate::budget::Spending;

/// How one clone of a budget spends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::budget) struct Rules {
    pub(in crate::budget) spending: Spending,
    pub(in crate::budget) share: f64,
}

impl Rules {
    /// The credits of a window that these rules leave to others.
    pub(super) fn reserve(self, limit: u64) -> u64 {
        // A product above the limit saturates: the cast does.
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
        /// Nothing changes before, unless a response to a call in flight comes.
        until: Instant,
        /// Calls after this one wait as well: it goes as soon as the responses to calls in flight come, if others do not take the
        /// credits.
        holds: bool,
    },
}

impl Decision {
    pub(in crate::budget) fn wait(until: Instant) -> Self {
        Self::Wait { until, holds: false }
    }
}
