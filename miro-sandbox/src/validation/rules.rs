//! Rules for single values.

use serde_json::{Map, Value};

use crate::state::clock;
use crate::validation::fields::{self, Field};
use crate::validation::messages;
use crate::validation::problems::{Problems, join};
use crate::validation::texts::{
    is_date, is_hex_color, is_numeric, is_url, is_utc, is_uuid, number_in_string,
};

/// The rule of a field. A check returns the value in the form that Miro sends back.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Rule {
    /// Text whose length in characters is in a range.
    Text { min: usize, max: usize },
    /// Text that is truncated to a maximum length in characters.
    TruncatedText { max: usize },
    /// One of these values.
    OneOf(&'static [&'static str]),
    /// `#rrggbb` or `#rrggbbaa`; color names are rejected.
    HexColor,
    /// A number in a string, sent back without a fraction if it has none (`"14"`).
    WholeInString { min: f64, max: f64 },
    /// A number in a string, always sent back with a fraction (`"2.0"`).
    DecimalInString { min: f64, max: f64 },
    /// `"0%"` to `"100%"`.
    Percentage,
    /// A JSON number, greater than the bound if there is one.
    Number { above: Option<f64> },
    /// `true` or `false`.
    Boolean,
    /// An id of digits.
    NumericId,
    /// An id as a JSON number, sent back in a string.
    IntegerId,
    /// An ISO 8601 instant.
    DateTime,
    /// An ISO 8601 instant in UTC with `Z`; milliseconds are optional or required.
    UtcDateTime { milliseconds: bool },
    /// An ISO 8601 date.
    Date,
    /// A UUID in either case.
    Uuid,
    /// An HTTP or HTTPS URL.
    Url,
    /// An HTTPS URL.
    HttpsUrl,
    /// A list of texts.
    Texts { min: usize, max: usize },
    /// A nested object, merged field by field.
    Object(&'static [Field]),
    /// Any value, checked by the operation.
    Anything,
    /// A list of objects, replaced as a whole.
    Objects { of: &'static [Field], max: usize },
    /// A list of objects whose additional fields are kept unchanged.
    OpenObjects(&'static [Field]),
}

/// Text without a documented limit.
pub(crate) const TEXT: Rule = Rule::Text { min: 0, max: usize::MAX };

impl Rule {
    /// Checks a value that is not null, and adds errors to `problems`.
    pub(crate) fn check(
        self,
        value: &Value,
        current: Option<&Value>,
        path: &str,
        problems: &mut Problems,
    ) -> Option<Value> {
        let checked = match (self, value) {
            (Rule::Object(nested), Value::Object(sent)) => {
                let current = current.and_then(Value::as_object);
                return Some(Value::Object(fields::merge(nested, current, sent, path, problems)));
            }
            (Rule::Objects { of, max }, Value::Array(sent)) => {
                return check_objects(of, max, sent, path, problems);
            }
            (Rule::OpenObjects(of), Value::Array(sent)) => {
                return Some(check_open_objects(of, sent, path, problems));
            }
            (Rule::Texts { min, max }, Value::Array(texts)) => match texts.len() {
                length if length < min => Err(format!("must have at least {min} entries")),
                length if length > max => Err(format!("must have at most {max} entries")),
                _ if !texts.iter().all(Value::is_string) => Err("must be a list of strings".to_owned()),
                _ => Ok(value.clone()),
            },
            (Rule::Anything, _) | (Rule::Boolean, Value::Bool(_)) => Ok(value.clone()),
            (Rule::Number { above }, Value::Number(number)) => match number.as_f64() {
                Some(number) if above.is_none_or(|bound| number > bound) => Ok(number.into()),
                _ => Err(format!("must be greater than {}", above.unwrap_or(f64::MIN))),
            },
            (Rule::IntegerId, Value::Number(number)) => match number.as_u64() {
                Some(id) => Ok(id.to_string().into()),
                None => Err(messages::ILLEGAL_ID.to_owned()),
            },
            (rule, Value::String(text)) => rule.check_text(text),
            (rule, _) => Err(messages::unexpected_type(rule.type_name())),
        };
        checked.map_err(|message| problems.add(path, message)).ok()
    }

    fn check_text(self, text: &str) -> Result<Value, String> {
        match self {
            Rule::Text { min, max } if (min..=max).contains(&text.chars().count()) => Ok(text.into()),
            Rule::Text { min, max } => Err(format!("must have {min} to {max} characters")),
            Rule::TruncatedText { max } => Ok(text.chars().take(max).collect::<String>().into()),
            Rule::OneOf(words) if words.contains(&text) => Ok(text.into()),
            Rule::OneOf(words) => Err(messages::unexpected_value(text, words)),
            Rule::WholeInString { min, max } => number_in_string(text, min, max, false),
            Rule::DecimalInString { min, max } => number_in_string(text, min, max, true),
            Rule::Percentage => {
                let number = text.strip_suffix('%').and_then(|number| number.parse::<f64>().ok());
                let valid = number.is_some_and(|number| (0.0..=100.0).contains(&number));
                if valid { Ok(text.into()) } else { Err(messages::unexpected_type(self.type_name())) }
            }
            Rule::DateTime => clock::normalized(text).map(Value::from).ok_or_else(|| self.expected()),
            Rule::UtcDateTime { milliseconds } if is_utc(text, milliseconds) => {
                clock::normalized(text).map(Value::from).ok_or_else(|| self.expected())
            }
            Rule::Date if is_date(text) => Ok(text.into()),
            Rule::HexColor if !is_hex_color(text) => Err(messages::COLOR.to_owned()),
            Rule::NumericId if !is_numeric(text) => Err(messages::ILLEGAL_ID.to_owned()),
            Rule::HexColor | Rule::NumericId => Ok(text.into()),
            Rule::Uuid if is_uuid(text) => Ok(text.to_ascii_lowercase().into()),
            Rule::Url if is_url(text, &["http", "https"]) => Ok(text.into()),
            Rule::HttpsUrl if is_url(text, &["https"]) => Ok(text.into()),
            _ => Err(self.expected()),
        }
    }

    fn expected(self) -> String {
        match self {
            Rule::DateTime => "must be a date and time in ISO 8601",
            Rule::UtcDateTime { milliseconds: false } => "must be a date and time in ISO 8601 with Z",
            Rule::UtcDateTime { milliseconds: true } => {
                "must be a date and time in ISO 8601 with milliseconds and Z"
            }
            Rule::Date => "must be a date in ISO 8601",
            Rule::Uuid => "must be a UUID",
            Rule::Url => "must be an http or https URL",
            Rule::HttpsUrl => "must be an https URL",
            _ => return messages::unexpected_type(self.type_name()),
        }
        .to_owned()
    }

    /// Returns Miro's name for the type of the value.
    pub(crate) fn type_name(self) -> &'static str {
        match self {
            Rule::Percentage => "Percentage",
            Rule::Number { .. } | Rule::IntegerId => "Number",
            Rule::Boolean => "Boolean",
            Rule::Object(_) | Rule::Anything => messages::OBJECT,
            Rule::Texts { .. } | Rule::Objects { .. } | Rule::OpenObjects(_) => messages::ARRAY,
            _ => messages::STRING,
        }
    }
}

fn check_objects(
    of: &'static [Field],
    max: usize,
    sent: &[Value],
    path: &str,
    problems: &mut Problems,
) -> Option<Value> {
    if sent.len() > max {
        problems.add(path, format!("must have at most {max} entries"));
        return None;
    }
    let checked = sent.iter().enumerate().filter_map(|(index, element)| {
        let path = join(path, &index.to_string());
        Rule::Object(of).check(element, None, &path, problems)
    });
    Some(Value::Array(checked.collect()))
}

fn check_open_objects(of: &'static [Field], sent: &[Value], path: &str, problems: &mut Problems) -> Value {
    let checked = sent.iter().enumerate().map(|(index, element)| {
        let path = join(path, &index.to_string());
        let Value::Object(element) = element else {
            problems.add(path, messages::unexpected_type(messages::OBJECT));
            return Value::Null;
        };
        let (known, others): (Map<_, _>, Map<_, _>) =
            element.clone().into_iter().partition(|(name, _)| of.iter().any(|field| field.name == name));
        let mut merged = fields::merge(of, None, &known, &path, problems);
        merged.extend(others);
        Value::Object(merged)
    });
    Value::Array(checked.collect())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Rule;
    use crate::validation::problems::Problems;

    fn check(rule: Rule, value: Value) -> Option<Value> {
        rule.check(&value, None, "field", &mut Problems::default())
    }

    #[test]
    fn numbers_can_be_in_strings() {
        let width = Rule::DecimalInString { min: 1.0, max: 24.0 };
        assert_eq!(check(width, json!("2")), Some(json!("2.0")));
        assert_eq!(check(width, json!("24.5")), None);
        assert_eq!(check(width, json!(2)), None, "a JSON number is not a string");
        let size = Rule::WholeInString { min: 10.0, max: 288.0 };
        assert_eq!(check(size, json!("14.0")), Some(json!("14")));
        assert_eq!(check(size, json!("NaN")), None);
    }

    #[test]
    fn hex_colors_reject_names() {
        assert!(check(Rule::HexColor, json!("#1a1a1a")).is_some());
        assert!(check(Rule::HexColor, json!("#ffffffff")).is_some());
        for refused in ["red", "#12", "1a1a1a", "#1a1a1g"] {
            assert!(check(Rule::HexColor, json!(refused)).is_none(), "{refused}");
        }
    }

    #[test]
    fn percentages_end_in_percent() {
        assert!(check(Rule::Percentage, json!("50%")).is_some());
        assert!(check(Rule::Percentage, json!("100.5%")).is_none());
        assert!(check(Rule::Percentage, json!("50")).is_none());
    }

    #[test]
    fn some_ids_are_numbers_only_in_requests() {
        let id = 3_000_457_366_756_290_996_u64;
        assert_eq!(check(Rule::IntegerId, json!(id)), Some(json!("3000457366756290996")));
        for refused in [json!("3000457366756290996"), json!(1.5), json!(-1)] {
            assert_eq!(check(Rule::IntegerId, refused), None);
        }
    }

    #[test]
    fn instants_must_be_utc_and_dates_must_be_dates() {
        let (seconds, milliseconds) =
            (Rule::UtcDateTime { milliseconds: false }, Rule::UtcDateTime { milliseconds: true });
        let exact = "2023-03-30T17:26:50.000Z";
        assert_eq!(check(seconds, json!("2023-03-30T17:26:50Z")), Some(json!(exact)));
        assert_eq!(check(seconds, json!(exact)), Some(json!(exact)));
        assert_eq!(check(milliseconds, json!(exact)), Some(json!(exact)));
        assert!(check(milliseconds, json!("2023-03-30T17:26:50Z")).is_none());
        for refused in
            ["2023-03-30 17:26:50.000Z", "2023-03-30T17:26:50.000+00:00", "2023-03-30", "yesterday.000Z", ""]
        {
            assert!(check(seconds, json!(refused)).is_none(), "{refused}");
            assert!(check(milliseconds, json!(refused)).is_none(), "{refused}");
        }
        assert!(check(Rule::Date, json!("2024-02-29")).is_some());
        for refused in ["2023-02-29", "2024-02-29T00:00:00Z", "20240229", "today"] {
            assert!(check(Rule::Date, json!(refused)).is_none(), "{refused}");
        }
    }

    #[test]
    fn uuids_are_returned_in_lower_case() {
        let uuid = "92343229-C532-446D-B8CB-2F155BEDB807";
        assert_eq!(check(Rule::Uuid, json!(uuid)), Some(json!(uuid.to_lowercase())));
        for refused in ["92343229c532446db8cb2f155bedb807", "92343229-c532-446d-b8cb-2f155bedb80g", "1"] {
            assert!(check(Rule::Uuid, json!(refused)).is_none(), "{refused}");
        }
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        assert!(check(Rule::Text { min: 1, max: 3 }, json!("äöü")).is_some());
        assert!(check(Rule::Text { min: 1, max: 3 }, json!("")).is_none());
        assert_eq!(check(Rule::TruncatedText { max: 3 }, json!("äöüß")), Some(json!("äöü")));
    }
}
