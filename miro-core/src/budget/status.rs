use std::time::Duration;

/// What is known of one user's credits at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BudgetStatus {
    /// The credits of a whole window, as Miro said last; none before its first answer.
    pub limit: Option<u64>,
    /// The credits that are left of the window for calls that are still to come; none while they are not known.
    pub remaining: Option<u64>,
    /// How long it is until the next window begins; none while no window is known to run.
    pub resets_in: Option<Duration>,
    /// The credits of calls that are under way.
    pub in_flight: u64,
    /// How many calls wait for credits.
    pub waiting: usize,
    /// How many answers were refusals (429), since the program began to call for this user.
    pub refused: u64,
}
