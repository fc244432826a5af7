/// How credits are spread over a window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Spending {
    /// Calls are sent at once until all credits are spent, and then wait for the next window. Best for programs
    /// with few calls.
    #[default]
    Burst,
    /// A steady rate over the window. No call waits long, even with many calls.
    Even,
}
