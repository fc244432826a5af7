use std::fmt;

/// A place in a list: what Miro gave as the next cursor, or the number of elements before it.
///
/// Opaque; keep it as text to take a list up again in another run of a program.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Cursor(String);

impl Cursor {
    /// A cursor from the text of another one.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The start of any list. Its text is empty.
    #[must_use]
    pub const fn start() -> Self {
        Self(String::new())
    }

    /// Whether it is the start of the list.
    #[must_use]
    pub fn is_start(&self) -> bool {
        self.0.is_empty()
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Cursor({:?})", self.0)
    }
}

impl From<&str> for Cursor {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Cursor {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&Cursor> for Cursor {
    fn from(cursor: &Cursor) -> Self {
        cursor.clone()
    }
}
