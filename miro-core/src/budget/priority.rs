/// Priority among this user's calls that wait for credits. It changes nothing while there are enough.
///
/// Calls go by priority, and then in order of arrival, with two exceptions:
///
/// - A call that costs more than is left of the window does not block later calls that fit. It is among the first
///   of the next window. If it only waits for responses to calls in flight, the others wait with it, for a second
///   or a few round trips.
/// - No call waits forever. A call that has waited for two whole windows is overdue: in each window after that the
///   oldest overdue call goes first, whatever its priority, and overdue calls get up to a quarter of the credits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Priority {
    /// After all others, for background work.
    Low,
    /// In order of arrival.
    #[default]
    Normal,
    /// Before all others, for calls that a person waits for.
    High,
}
