/// How the credits of a window are spread over it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Spending {
    /// As calls come, until all are spent; then calls wait for the next window. The least waiting for programs that do
    /// little.
    #[default]
    Burst,
    /// A steady rate over the window: no call waits for long, however many there are.
    Even,
}
