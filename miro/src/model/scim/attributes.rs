use std::fmt;

use miro_core::open_enum;

open_enum! {
    /// The order of a list of users or groups.
    pub SortOrder {
        Ascending = "ascending",
        Descending = "descending",
    }
}

/// The names of the attributes to return: `userName`, or the nested `emails.value`.
///
/// ```
/// use miro::model::scim::Attributes;
///
/// assert_eq!(Attributes::from(["id", "emails.value"]), Attributes::from("id,emails.value"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attributes(String);

impl<T: AsRef<str>> FromIterator<T> for Attributes {
    fn from_iter<I: IntoIterator<Item = T>>(names: I) -> Self {
        let mut text = String::new();
        for name in names {
            if !text.is_empty() {
                text.push(',');
            }
            text.push_str(name.as_ref());
        }
        Self(text)
    }
}

impl<T: AsRef<str>, const COUNT: usize> From<[T; COUNT]> for Attributes {
    fn from(names: [T; COUNT]) -> Self {
        Self::from_iter(names)
    }
}

impl From<&str> for Attributes {
    fn from(names: &str) -> Self {
        Self(names.to_owned())
    }
}

impl fmt::Display for Attributes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
