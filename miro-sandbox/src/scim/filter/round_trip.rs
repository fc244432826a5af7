//! Every filter survives serializing and parsing, and no text makes the parser panic.

use std::fmt::{Display, Formatter, Result};

use proptest::prelude::*;
use proptest::sample::select;

use super::{Filter, Literal, OPERATORS, Operator, parse, parse_target};
use crate::scim::schema::{Attribute, Kind, Path, USER_ATTRIBUTES};

impl Display for Filter {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::All(filters) => f.write_str(&joined(filters, " and ")),
            Self::Any(filters) => f.write_str(&joined(filters, " or ")),
            Self::Not(inner) => write!(f, "not ({inner})"),
            Self::Present(path) => write!(f, "{} pr", name(path)),
            Self::Compare(path, operator, literal) => {
                let (operator, _) = OPERATORS.iter().find(|(_, known)| known == operator).unwrap();
                write!(f, "{} {operator} {literal}", name(path))
            }
            Self::Within(path, inner) => write!(f, "{}[{inner}]", name(path)),
        }
    }
}

impl Display for Literal {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Text(text) => write!(f, "{}", serde_json::Value::from(text.as_str())),
            Self::Boolean(boolean) => write!(f, "{boolean}"),
            Self::Null => f.write_str("null"),
        }
    }
}

fn joined(filters: &[Filter], word: &str) -> String {
    filters.iter().map(|filter| format!("({filter})")).collect::<Vec<_>>().join(word)
}

fn name(path: &Path) -> String {
    let names: Vec<&str> = path.iter().map(|attribute| attribute.name).collect();
    match names.split_first() {
        // The extension's name is a URN, followed by a colon.
        Some((urn, rest)) if urn.contains(':') && !rest.is_empty() => format!("{urn}:{}", rest.join(".")),
        _ => names.join("."),
    }
}

/// Returns the paths of all attributes without parts.
fn leaves(attributes: &'static [Attribute], outer: &Path) -> Vec<Path> {
    let path = |attribute| outer.iter().copied().chain([attribute]).collect::<Path>();
    let below = attributes.iter().map(|attribute| match attribute.parts() {
        [] => vec![path(attribute)],
        parts => leaves(parts, &path(attribute)),
    });
    below.flatten().collect()
}

fn literals(kind: Kind) -> BoxedStrategy<(Operator, Literal)> {
    let operators = OPERATORS.iter().map(|(_, operator)| *operator).collect::<Vec<_>>();
    let equality = select(vec![Operator::Equal, Operator::NotEqual]);
    let null = equality.clone().prop_map(|operator| (operator, Literal::Null));
    match kind {
        Kind::Boolean => {
            let boolean = any::<bool>().prop_map(Literal::Boolean);
            prop_oneof![null, (equality, boolean)].boxed()
        }
        Kind::Text | Kind::Complex(_) => {
            let text = any::<String>().prop_map(Literal::Text);
            prop_oneof![1 => null, 5 => (select(operators), text)].boxed()
        }
    }
}

fn conditions(attributes: &'static [Attribute]) -> BoxedStrategy<Filter> {
    let paths = select(leaves(attributes, &Vec::new()));
    let present = paths.clone().prop_map(Filter::Present);
    let compare = paths.prop_flat_map(|path| {
        let literals = literals(path.last().unwrap().kind);
        literals.prop_map(move |(operator, literal)| Filter::Compare(path.clone(), operator, literal))
    });
    prop_oneof![1 => present, 3 => compare].boxed()
}

fn filters() -> impl Strategy<Value = Filter> {
    let emails = Attribute::named(USER_ATTRIBUTES, "emails").unwrap();
    let within =
        conditions(emails.parts()).prop_map(move |inner| Filter::Within(vec![emails], Box::new(inner)));
    let simple = prop_oneof![4 => conditions(USER_ATTRIBUTES), 1 => within];
    simple.prop_recursive(5, 20, 3, |inner| {
        let several = prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            several.clone().prop_map(Filter::All),
            several.prop_map(Filter::Any),
            inner.prop_map(|inner| Filter::Not(Box::new(inner))),
        ]
    })
}

/// Generates texts of filter tokens in any order.
fn heaps() -> impl Strategy<Value = String> {
    let words = [
        "userName",
        "emails",
        "emails.value",
        "active",
        "eq",
        "co",
        "pr",
        "and",
        "or",
        "not",
        "(",
        ")",
        "[",
        "]",
        "\"a\"",
        "\"",
        "\\",
        "true",
        "null",
        "1",
        ".value",
        "é",
        " ",
    ];
    prop::collection::vec(select(words.to_vec()), 0..20).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn filter_survives_a_round_trip(filter in filters()) {
        let text = filter.to_string();
        prop_assert_eq!(parse(&text, USER_ATTRIBUTES), Ok(filter), "{}", text);
    }

    #[test]
    fn arbitrary_text_never_panics(text in prop_oneof![any::<String>(), heaps()]) {
        // A valid filter must survive the round trip; others are rejected without a panic.
        if let Ok(filter) = parse(&text, USER_ATTRIBUTES) {
            prop_assert_eq!(parse(&filter.to_string(), USER_ATTRIBUTES), Ok(filter));
        }
        let _ = parse_target(&text, USER_ATTRIBUTES);
    }
}
