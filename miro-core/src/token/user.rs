use std::fmt;
use std::sync::Arc;

/// Names the user that a login belongs to, in the words of the program: its own user id, an address. Nothing secret, such as
/// the id of a web session: `Debug` shows it.
///
/// It is the key of the [storage](crate::storage::Storage), and the key that Miro's budget is counted by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserKey(Arc<str>);

impl UserKey {
    /// A user's key.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self(key.into())
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The one user of a program that has no others: `default`.
impl Default for UserKey {
    fn default() -> Self {
        Self::new("default")
    }
}

impl fmt::Debug for UserKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "UserKey({:?})", self.0)
    }
}

impl fmt::Display for UserKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl From<&str> for UserKey {
    fn from(key: &str) -> Self {
        Self::new(key)
    }
}

impl From<String> for UserKey {
    fn from(key: String) -> Self {
        Self(key.into())
    }
}

impl From<&String> for UserKey {
    fn from(key: &String) -> Self {
        Self::new(key)
    }
}

impl From<&UserKey> for UserKey {
    fn from(key: &UserKey) -> Self {
        key.clone()
    }
}
