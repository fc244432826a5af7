use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use super::unsendable;

/// The text of a value that this version of the crate does not know.
///
/// It comes from a response, or from a program that means exactly this text:
/// `StickyColor::Unknown("gold".into())`. Both are sent unchanged. A value that was converted from a text,
/// `StickyColor::from("lightyelow")`, is probably misspelled: it compares and prints like the others, but a
/// request with it fails before it is sent.
#[derive(Clone)]
pub struct UnknownValue {
    text: Box<str>,
    is_guess: bool,
}

/// The maximum number of characters in errors. Longer texts are cut.
const MAX_SHOWN: usize = 60;

/// The maximum number of values that errors list.
const MAX_VALUES: usize = 20;

impl UnknownValue {
    /// The wire form of the value.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Creates a value that was converted from a text, which may be misspelled.
    #[doc(hidden)]
    #[must_use]
    pub fn guess(text: &str) -> Self {
        Self { text: text.into(), is_guess: true }
    }

    /// Prepends a prefix to the text.
    #[doc(hidden)]
    #[must_use]
    pub fn prefixed(&self, prefix: &str) -> Self {
        Self { text: format!("{prefix}{}", self.text).into(), is_guess: self.is_guess }
    }

    /// Reports a value that may be misspelled, if it is written into a request.
    #[doc(hidden)]
    pub fn report(&self, type_name: &str, values: &[&str]) {
        if self.is_guess {
            unsendable::report(|| message(&self.text, type_name, values));
        }
    }
}

fn message(text: &str, type_name: &str, values: &[&str]) -> String {
    let shown: String = text.chars().take(MAX_SHOWN).collect();
    let advice = match similar(text, values) {
        Some(value) => format!("did you mean {value:?}?"),
        None if values.len() > MAX_VALUES => format!("see {type_name}::VALUES for the values."),
        None => format!("the values are {}.", values.join(", ")),
    };
    format!(
        "{shown:?} is not a value of {type_name}; {advice} {type_name}::Unknown({shown:?}.into()) is sent as it is"
    )
}

/// Returns the value most similar to this text, if one is similar enough.
fn similar<'v>(text: &str, values: &[&'v str]) -> Option<&'v str> {
    let text = text.to_lowercase();
    let likeness = values.iter().map(|value| (strsim::jaro_winkler(&value.to_lowercase(), &text), *value));
    let (_, value) = likeness
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))?;
    Some(value)
}

impl From<&str> for UnknownValue {
    fn from(text: &str) -> Self {
        Self { text: text.into(), is_guess: false }
    }
}

impl From<String> for UnknownValue {
    fn from(text: String) -> Self {
        Self { text: text.into(), is_guess: false }
    }
}

impl Deref for UnknownValue {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(formatter)
    }
}

// The origin of a text is not part of the value.
impl PartialEq for UnknownValue {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for UnknownValue {}

impl PartialOrd for UnknownValue {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for UnknownValue {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl Hash for UnknownValue {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLORS: &[&str] = &["gray", "light_yellow", "dark_blue", "red"];

    fn reported(text: &str, values: &[&str]) -> String {
        unsendable::watch(|| UnknownValue::guess(text).report("Color", values)).1.unwrap()
    }

    #[test]
    fn a_misspelled_value_is_reported_with_a_suggestion() {
        for (text, meant) in [
            ("lightyellow", "light_yellow"),
            ("Light Yellow", "light_yellow"),
            ("DARK-BLUE", "dark_blue"),
            ("grey", "gray"),
            ("reed", "red"),
        ] {
            let expected = format!(
                "{text:?} is not a value of Color; did you mean {meant:?}? Color::Unknown({text:?}.into()) is sent as it is"
            );
            assert_eq!(reported(text, COLORS), expected);
        }
    }

    #[test]
    fn a_dissimilar_value_is_reported_with_the_known_values() {
        let expected = "\"#ff0000\" is not a value of Color; the values are gray, light_yellow, dark_blue, red. \
                        Color::Unknown(\"#ff0000\".into()) is sent as it is";
        assert_eq!(reported("#ff0000", COLORS), expected);
        assert!(reported("#ff0000", &["value"; 21]).contains("see Color::VALUES for the values."));
        assert!(reported(&"x".repeat(10_000), COLORS).len() < 300, "a long text is cut");
    }

    #[test]
    fn values_from_miro_and_explicit_ones_are_not_reported() {
        for value in [UnknownValue::from("gold"), UnknownValue::from("gold".to_owned())] {
            assert_eq!(unsendable::watch(|| value.report("Color", COLORS)), ((), None));
            assert_eq!(value, UnknownValue::guess("gold"), "the origin is not part of the value");
        }
        assert_eq!(UnknownValue::from("gold").prefixed("a_").as_str(), "a_gold");
        assert_eq!(format!("{:?}", UnknownValue::guess("gold")), "\"gold\"");
    }
}
