/// Who goes first among the calls of a user that wait for credits. It changes nothing while there are enough.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// After all others: work in the background.
    Low,
    /// As it came.
    #[default]
    Normal,
    /// Before all others: somebody waits for it.
    High,
}
