use std::fmt;
use std::ops::Not;

use miro_core::wire::Timestamp;
use serde_json::Value;

use super::GroupId;
use crate::model::UserId;

/// A filter for lists of users or groups ([RFC 7644, section
/// 3.4.2.2](https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2)).
///
/// Values are escaped and may contain any text. Attribute names (`userName`, or the nested `groups.value`) are not,
/// so they must not come from users. Miro treats them as case-insensitive.
///
/// ```
/// use miro::model::scim::Filter;
///
/// let filter = Filter::eq("userName", "anna@example.com").or(Filter::starts_with("displayName", "Anna \"A\""));
/// let filter = filter.and(!Filter::present("title"));
/// assert_eq!(
///     filter.to_string(),
///     r#"(userName eq "anna@example.com" or displayName sw "Anna \"A\"") and not (title pr)"#
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a filter does nothing until it is given to a list"]
pub struct Filter {
    text: String,
    binding: Binding,
}

/// The precedence of the outermost operator of a filter: `and` before `or`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Or,
    And,
    Single,
}

impl Filter {
    /// Matches if the attribute equals the value.
    pub fn eq(attribute: impl Into<String>, value: impl Into<FilterValue>) -> Self {
        Self::compare(attribute.into(), "eq", &value.into())
    }

    /// Matches if the attribute differs from the value.
    pub fn ne(attribute: impl Into<String>, value: impl Into<FilterValue>) -> Self {
        Self::compare(attribute.into(), "ne", &value.into())
    }

    /// Matches if the attribute contains the value.
    pub fn contains(attribute: impl Into<String>, value: impl Into<FilterValue>) -> Self {
        Self::compare(attribute.into(), "co", &value.into())
    }

    /// Matches if the attribute starts with the value.
    pub fn starts_with(attribute: impl Into<String>, value: impl Into<FilterValue>) -> Self {
        Self::compare(attribute.into(), "sw", &value.into())
    }

    /// Matches if the attribute ends with the value.
    pub fn ends_with(attribute: impl Into<String>, value: impl Into<FilterValue>) -> Self {
        Self::compare(attribute.into(), "ew", &value.into())
    }

    /// Matches if the attribute is greater, or later, than the value.
    pub fn greater_than(attribute: impl Into<String>, value: impl Into<FilterValue>) -> Self {
        Self::compare(attribute.into(), "gt", &value.into())
    }

    /// Matches if the attribute is greater than the value or equals it.
    pub fn at_least(attribute: impl Into<String>, value: impl Into<FilterValue>) -> Self {
        Self::compare(attribute.into(), "ge", &value.into())
    }

    /// Matches if the attribute is less, or earlier, than the value.
    pub fn less_than(attribute: impl Into<String>, value: impl Into<FilterValue>) -> Self {
        Self::compare(attribute.into(), "lt", &value.into())
    }

    /// Matches if the attribute is less than the value or equals it.
    pub fn at_most(attribute: impl Into<String>, value: impl Into<FilterValue>) -> Self {
        Self::compare(attribute.into(), "le", &value.into())
    }

    /// Matches if the attribute has a value.
    pub fn present(attribute: impl Into<String>) -> Self {
        Self { text: format!("{} pr", attribute.into()), binding: Binding::Single }
    }

    /// Creates a filter from its text, for filters that have no method here. Nothing is escaped.
    pub fn raw(filter: impl Into<String>) -> Self {
        // The lowest precedence, so that parentheses enclose it in an `and`.
        Self { text: filter.into(), binding: Binding::Or }
    }

    /// Matches if both filters match.
    pub fn and(self, other: Self) -> Self {
        Self::join(self, "and", other, Binding::And)
    }

    /// Matches if at least one of the filters matches.
    pub fn or(self, other: Self) -> Self {
        Self::join(self, "or", other, Binding::Or)
    }

    fn compare(attribute: String, operator: &str, value: &FilterValue) -> Self {
        Self { text: format!("{attribute} {operator} {value}"), binding: Binding::Single }
    }

    fn join(left: Self, word: &str, right: Self, binding: Binding) -> Self {
        let part = |filter: Self| {
            if filter.binding < binding { format!("({})", filter.text) } else { filter.text }
        };
        Self { text: format!("{} {word} {}", part(left), part(right)), binding }
    }
}

/// `!filter` matches if the filter does not.
impl Not for Filter {
    type Output = Self;

    fn not(self) -> Self {
        Self { text: format!("not ({})", self.text), binding: Binding::Single }
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// A value to compare an attribute with: a text, a number, a Boolean or a timestamp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterValue(Value);

/// Formats the value as JSON, as RFC 7644 requires.
impl fmt::Display for FilterValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

macro_rules! values {
    ($($type:ty),+) => {$(
        impl From<$type> for FilterValue {
            fn from(value: $type) -> Self {
                Self(Value::from(value))
            }
        }
    )+};
}

values!(&str, String, bool, i32, i64, u32, u64);

macro_rules! texts {
    ($($type:ty),+) => {$(
        impl From<$type> for FilterValue {
            fn from(value: $type) -> Self {
                Self(Value::String(value.to_string()))
            }
        }
    )+};
}

texts!(&String, &UserId, UserId, &GroupId, GroupId, Timestamp);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_json() {
        for (value, expected) in [
            (FilterValue::from(r#"a" or userName pr or "\"#), r#""a\" or userName pr or \"\\""#),
            (FilterValue::from("tab\tline\nü"), "\"tab\\tline\\nü\""),
            (FilterValue::from(true), "true"),
            (FilterValue::from(-7), "-7"),
            (FilterValue::from(&UserId::new("30744573")), r#""30744573""#),
            (FilterValue::from(Timestamp::from_unix_seconds(0)), r#""1970-01-01T00:00:00.000Z""#),
        ] {
            assert_eq!(value.to_string(), expected);
        }
    }

    #[test]
    fn parentheses_stand_where_they_are_needed() {
        let [a, b, c] = ["a", "b", "c"].map(Filter::present);
        let both = a.clone().and(b.clone());
        let either = a.clone().or(b.clone());
        for (filter, expected) in [
            (both.clone().and(c.clone()), "a pr and b pr and c pr"),
            (both.clone().or(c.clone()), "a pr and b pr or c pr"),
            (either.clone().or(c.clone()), "a pr or b pr or c pr"),
            (either.clone().and(c.clone()), "(a pr or b pr) and c pr"),
            (c.clone().and(either.clone()), "c pr and (a pr or b pr)"),
            (!either, "not (a pr or b pr)"),
            (!c.clone(), "not (c pr)"),
            (Filter::raw("a pr or b pr").and(c.clone()), "(a pr or b pr) and c pr"),
            (Filter::raw("emails[type eq \"work\"]"), "emails[type eq \"work\"]"),
        ] {
            assert_eq!(filter.to_string(), expected);
        }
    }

    #[test]
    fn every_comparison_has_its_operator() {
        let filters = [
            Filter::eq("a", 1),
            Filter::ne("a", 1),
            Filter::contains("a", 1),
            Filter::starts_with("a", 1),
            Filter::ends_with("a", 1),
            Filter::greater_than("a", 1),
            Filter::at_least("a", 1),
            Filter::less_than("a", 1),
            Filter::at_most("a", 1),
        ];
        let operators = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"];
        for (filter, operator) in filters.iter().zip(operators) {
            assert_eq!(filter.to_string(), format!("a {operator} 1"));
        }
    }
}
