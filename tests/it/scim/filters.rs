//! Whatever is compared, a filter means that and nothing else: an independent parser reads it back.

use miro::model::scim::Filter;
use proptest::prelude::*;

/// The meaning of a filter. Parts of the same `and` or `or` are siblings: their grouping has no meaning.
#[derive(Clone, Debug, PartialEq)]
enum Meaning {
    Present(String),
    Compare(String, String, Value),
    Not(Box<Meaning>),
    And(Vec<Meaning>),
    Or(Vec<Meaning>),
}

#[derive(Clone, Debug, PartialEq)]
enum Value {
    Text(String),
    Boolean(bool),
    Number(i64),
}

impl Meaning {
    fn and(self, other: Self) -> Self {
        let parts = |meaning| if let Self::And(parts) = meaning { parts } else { vec![meaning] };
        Self::And([parts(self), parts(other)].concat())
    }

    fn or(self, other: Self) -> Self {
        let parts = |meaning| if let Self::Or(parts) = meaning { parts } else { vec![meaning] };
        Self::Or([parts(self), parts(other)].concat())
    }
}

/// A filter as the client builds it, and its meaning.
type Built = (Filter, Meaning);

fn comparison() -> impl Strategy<Value = Built> {
    let attribute = prop::sample::select(vec!["userName", "emails.value", "active", "urn:a:2.0:User:title"]);
    let value = prop_oneof![
        any::<String>().prop_map(Value::Text),
        r#"["\\ ()]*( or | and |not )["\\ ()]*"#.prop_map(Value::Text),
        any::<bool>().prop_map(Value::Boolean),
        any::<i64>().prop_map(Value::Number),
    ];
    let operators = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le", "pr"];
    (attribute, prop::sample::select(operators.to_vec()), value).prop_map(|(attribute, operator, value)| {
        if operator == "pr" {
            return (Filter::present(attribute), Meaning::Present(attribute.to_owned()));
        }
        let filter = match &value {
            Value::Text(text) => compared(attribute, operator, text.as_str()),
            Value::Boolean(boolean) => compared(attribute, operator, *boolean),
            Value::Number(number) => compared(attribute, operator, *number),
        };
        (filter, Meaning::Compare(attribute.to_owned(), operator.to_owned(), value))
    })
}

fn compared(attribute: &str, operator: &str, value: impl Into<miro::model::scim::FilterValue>) -> Filter {
    match operator {
        "eq" => Filter::eq(attribute, value),
        "ne" => Filter::ne(attribute, value),
        "co" => Filter::contains(attribute, value),
        "sw" => Filter::starts_with(attribute, value),
        "ew" => Filter::ends_with(attribute, value),
        "gt" => Filter::greater_than(attribute, value),
        "ge" => Filter::at_least(attribute, value),
        "lt" => Filter::less_than(attribute, value),
        _ => Filter::at_most(attribute, value),
    }
}

fn filters() -> impl Strategy<Value = Built> {
    comparison().prop_recursive(5, 32, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| (a.0.and(b.0), a.1.and(b.1))),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| (a.0.or(b.0), a.1.or(b.1))),
            inner.clone().prop_map(|(filter, meaning)| (!filter, Meaning::Not(Box::new(meaning)))),
            inner.prop_map(|(filter, meaning)| (Filter::raw(filter.to_string()), meaning)),
        ]
    })
}

proptest! {
    #[test]
    fn round_trips_filters((filter, meaning) in filters()) {
        prop_assert_eq!(Parser::parse(&filter.to_string()), meaning);
    }
}

/// Reads filters as RFC 7644 defines them: `not` and parentheses first, then `and`, then `or`.
struct Parser<'a>(&'a str);

impl Parser<'_> {
    fn parse(filter: &str) -> Meaning {
        let mut parser = Parser(filter);
        let meaning = parser.alternatives();
        assert_eq!(parser.0, "", "in {filter}");
        meaning
    }

    fn take(&mut self, text: &str) -> bool {
        let rest = self.0.strip_prefix(text);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn alternatives(&mut self) -> Meaning {
        let mut meaning = self.conjunction();
        while self.take(" or ") {
            meaning = meaning.or(self.conjunction());
        }
        meaning
    }

    fn conjunction(&mut self) -> Meaning {
        let mut meaning = self.single();
        while self.take(" and ") {
            meaning = meaning.and(self.single());
        }
        meaning
    }

    fn single(&mut self) -> Meaning {
        let negated = self.take("not (");
        if negated || self.take("(") {
            let inner = self.alternatives();
            assert!(self.take(")"), "a parenthesis is missing before {:?}", self.0);
            return if negated { Meaning::Not(Box::new(inner)) } else { inner };
        }
        let (attribute, rest) = self.0.split_once(' ').unwrap();
        let (operator, rest) = rest.split_at(2);
        self.0 = rest;
        if operator == "pr" {
            return Meaning::Present(attribute.to_owned());
        }
        assert!(self.take(" "));
        Meaning::Compare(attribute.to_owned(), operator.to_owned(), self.value())
    }

    fn value(&mut self) -> Value {
        if self.take("\"") {
            return Value::Text(self.text());
        }
        let end = self.0.find([' ', ')']).unwrap_or(self.0.len());
        let (word, rest) = self.0.split_at(end);
        self.0 = rest;
        match word {
            "true" | "false" => Value::Boolean(word == "true"),
            number => Value::Number(number.parse().unwrap()),
        }
    }

    /// Returns the rest of a quoted text, as JSON writes it.
    fn text(&mut self) -> String {
        let mut text = String::new();
        let mut characters = self.0.chars();
        loop {
            match characters.next().unwrap() {
                '"' => break,
                '\\' => text.push(match characters.next().unwrap() {
                    'b' => '\u{8}',
                    'f' => '\u{c}',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'u' => {
                        let digits: String = characters.by_ref().take(4).collect();
                        char::from_u32(u32::from_str_radix(&digits, 16).unwrap()).unwrap()
                    }
                    itself => itself,
                }),
                character => text.push(character),
            }
        }
        self.0 = characters.as_str();
        text
    }
}
