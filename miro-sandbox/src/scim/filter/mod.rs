//! Filters (RFC 7644, section 3.4.2.2): of lists, and of values in patch paths.

mod parser;
#[cfg(test)]
mod round_trip;
mod tokens;

use serde_json::Value;

pub(crate) use parser::{parse, parse_target};

use super::schema::{self, Path};
use crate::state::store::Object;

/// A condition on a resource.
#[derive(Debug, PartialEq)]
pub(crate) enum Filter {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    /// The attribute has a value.
    Present(Path),
    /// One of the values compares like this. With [`Operator::NotEqual`], none of them is equal.
    Compare(Path, Operator, Literal),
    /// One of the complex values meets an inner condition.
    Within(Path, Box<Self>),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Operator {
    Equal,
    NotEqual,
    Contains,
    StartsWith,
    EndsWith,
    GreaterThan,
    GreaterOrEqual,
    LessThan,
    LessOrEqual,
}

/// The literal of a comparison: a value of the attribute's type, or null for no value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Literal {
    Text(String),
    Boolean(bool),
    Null,
}

/// Names of the operators, which are not case-sensitive.
const OPERATORS: &[(&str, Operator)] = &[
    ("eq", Operator::Equal),
    ("ne", Operator::NotEqual),
    ("co", Operator::Contains),
    ("sw", Operator::StartsWith),
    ("ew", Operator::EndsWith),
    ("gt", Operator::GreaterThan),
    ("ge", Operator::GreaterOrEqual),
    ("lt", Operator::LessThan),
    ("le", Operator::LessOrEqual),
];

/// The target of a change: an attribute, or its values that meet a condition, or a part of them.
#[derive(Debug, PartialEq)]
pub(crate) struct Target {
    pub(crate) path: Path,
    pub(crate) condition: Option<Filter>,
    pub(crate) part: Option<&'static schema::Attribute>,
}

impl Filter {
    /// Whether a resource or a complex value meets the condition.
    pub(crate) fn accepts(&self, object: &Object) -> bool {
        match self {
            Self::All(filters) => filters.iter().all(|filter| filter.accepts(object)),
            Self::Any(filters) => filters.iter().any(|filter| filter.accepts(object)),
            Self::Not(inner) => !inner.accepts(object),
            Self::Present(path) => schema::values(object, path).into_iter().any(is_something),
            Self::Compare(path, operator, literal) => {
                let values = schema::values(object, path);
                match (operator, literal) {
                    (Operator::Equal, Literal::Null) => values.is_empty(),
                    (Operator::NotEqual, Literal::Null) => !values.is_empty(),
                    (Operator::NotEqual, _) => {
                        !values.iter().any(|value| Operator::Equal.holds(value, literal))
                    }
                    _ => values.iter().any(|value| operator.holds(value, literal)),
                }
            }
            Self::Within(path, inner) => {
                let values = schema::values(object, path);
                values.into_iter().filter_map(Value::as_object).any(|value| inner.accepts(value))
            }
        }
    }

    /// Returns the full paths of the attributes in the condition.
    pub(crate) fn paths(&self) -> Vec<&Path> {
        match self {
            Self::All(filters) | Self::Any(filters) => filters.iter().flat_map(Self::paths).collect(),
            Self::Not(inner) => inner.paths(),
            Self::Present(path) | Self::Compare(path, ..) | Self::Within(path, _) => vec![path],
        }
    }
}

impl Operator {
    fn holds(self, value: &Value, literal: &Literal) -> bool {
        match (value, literal) {
            (Value::Bool(value), Literal::Boolean(literal)) => self == Self::Equal && value == literal,
            (Value::String(value), Literal::Text(literal)) => {
                // None of Miro's attributes is case-sensitive.
                let (value, literal) = (value.to_lowercase(), literal.to_lowercase());
                match self {
                    Self::Equal => value == literal,
                    Self::NotEqual => value != literal,
                    Self::Contains => value.contains(&literal),
                    Self::StartsWith => value.starts_with(&literal),
                    Self::EndsWith => value.ends_with(&literal),
                    Self::GreaterThan => value > literal,
                    Self::GreaterOrEqual => value >= literal,
                    Self::LessThan => value < literal,
                    Self::LessOrEqual => value <= literal,
                }
            }
            _ => false,
        }
    }
}

fn is_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Object(object) => object.values().any(is_something),
        Value::Array(values) => values.iter().any(is_something),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::parse;
    use crate::scim::schema::USER_ATTRIBUTES;
    use crate::state::object;

    fn accepts(filter: &str) -> bool {
        let user = object(json!({
            "userName": "Ann@Example.com",
            "displayName": "Ann Sophie Äpfel",
            "userType": "Full",
            "active": true,
            "emails": [{"value": "ann@example.com", "type": "work", "primary": true}],
            "groups": [{"value": "11", "display": "One"}, {"value": "22", "display": "Two"}],
            "photos": [],
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "IT"},
        }));
        parse(filter, USER_ATTRIBUTES).unwrap().accepts(&user)
    }

    #[test]
    fn every_operator_compares() {
        for (holds, fails) in [
            (r#"userName eq "ann@example.com""#, r#"userName eq "ann""#),
            (r#"userType ne "Free""#, r#"userType ne "full""#),
            (r#"displayName co "SOPHIE""#, r#"displayName co "Sofie""#),
            (r#"displayName sw "ann""#, r#"displayName sw "sophie""#),
            (r#"displayName ew "äpfel""#, r#"displayName ew "sophie""#),
            (r#"userName gt "ann""#, r#"userName gt "ann@example.com""#),
            (r#"userName ge "ann@example.com""#, r#"userName ge "b""#),
            (r#"userName lt "b""#, r#"userName lt "ann@example.com""#),
            (r#"userName le "ann@example.com""#, r#"userName le "ann""#),
            ("displayName pr", "preferredLanguage pr"),
            ("active eq true", "active eq false"),
            ("active ne false", "active ne true"),
            (r#"active eq "True""#, r#"active eq "False""#),
            ("preferredLanguage eq null", "displayName eq null"),
            ("displayName ne null", "preferredLanguage ne null"),
            ("groups.value eq 22", "groups.value eq 2"),
        ] {
            assert!(accepts(holds), "{holds}");
            assert!(!accepts(fails), "{fails}");
        }
    }

    #[test]
    fn any_value_matches_except_for_inequality() {
        assert!(accepts(r#"groups.value eq "22""#));
        assert!(!accepts(r#"groups.value ne "22""#));
        assert!(accepts(r#"groups.value ne "33""#));
        assert!(accepts(r#"groups[value eq "11" and display eq "one"]"#));
        assert!(!accepts(r#"groups[value eq "11" and display eq "two"]"#));
        assert!(accepts(r#"groups.value eq "11" and groups.display eq "two""#));
        assert!(accepts(r#"emails co "@example""#), "the value is meant");
    }

    #[test]
    fn absent_and_empty_attributes_are_equal() {
        assert!(!accepts("photos pr"));
        assert!(!accepts("name pr"));
        assert!(!accepts(r#"preferredLanguage eq "en""#));
        assert!(accepts(r#"preferredLanguage ne "en""#));
    }

    #[test]
    fn extensions_and_names_in_any_case() {
        assert!(accepts(r#"URN:ietf:params:scim:schemas:extension:enterprise:2.0:user:DEPARTMENT EQ "it""#));
        assert!(accepts(r#"EMAILS.Value SW "ann" AND NOT (Active Eq false)"#));
    }
}
