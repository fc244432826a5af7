use std::time::Duration;

/// What is known about one user's credits at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BudgetStatus {
    /// The credits of a whole window, as Miro last reported them; `None` before the first response.
    pub limit: Option<u64>,
    /// The credits of the window that are left for further calls; `None` while unknown.
    pub remaining: Option<u64>,
    /// The time until the next window begins; `None` while no window is known.
    pub resets_in: Option<Duration>,
    /// The credits of calls in flight.
    pub in_flight: u64,
    /// Number of calls that wait for credits.
    pub waiting: usize,
    /// Number of responses with status 429 for this user, since the program started.
    pub refused: u64,
}
