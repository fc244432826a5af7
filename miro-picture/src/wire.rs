//! Reads Miro's JSON for a picture. Values that are missing or of an unexpected type are ignored, because raw
//! items may contain anything.

use serde_json::Value;

use super::board::Object;
use super::rich::Rich;

/// The JSON of an item or of a connector.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wire<'a>(pub(super) &'a Object);

impl<'a> Wire<'a> {
    fn get(self, section: &str, name: &str) -> Option<&'a Value> {
        self.0.get(section)?.get(name)
    }

    /// Returns a text, such as a word or a color; empty if there is none.
    pub(super) fn word(self, section: &str, name: &str) -> &'a str {
        self.get(section, name).and_then(Value::as_str).unwrap_or_default()
    }

    /// Returns a text with its formatting; empty if there is none.
    pub(super) fn text(self, section: &str, name: &str) -> Rich {
        Rich::of_html(self.word(section, name))
    }

    /// Returns a number, which Miro often sends as a string.
    pub(super) fn number(self, section: &str, name: &str) -> Option<f64> {
        number(self.get(section, name)?)
    }

    /// Returns the objects of a list.
    pub(super) fn list(self, section: &str, name: &str) -> impl Iterator<Item = Wire<'a>> {
        self.get(section, name)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_object)
            .map(Wire)
    }
}

pub(super) fn number(value: &Value) -> Option<f64> {
    let number = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())?;
    number.is_finite().then_some(number)
}

/// Converts a percentage such as `50%` to a share of one.
pub(super) fn percentage(value: &Value) -> Option<f64> {
    let share = value.as_str()?.trim().strip_suffix('%')?.trim().parse::<f64>().ok()? / 100.0;
    share.is_finite().then_some(share)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Wire, number, percentage};

    #[test]
    fn values_of_unexpected_types_are_missing() {
        let object =
            json!({"data": 7, "style": {"fontSize": "18", "fillColor": 3}}).as_object().cloned().unwrap();
        let wire = Wire(&object);
        assert_eq!((wire.text("data", "content").is_empty(), wire.word("style", "fillColor")), (true, ""));
        assert_eq!(wire.number("style", "fontSize"), Some(18.0));
        assert_eq!(wire.list("style", "fields").count(), 0);
    }

    #[test]
    fn numbers_and_percentages_are_finite() {
        assert_eq!(number(&json!("2.0")), Some(2.0));
        assert_eq!(number(&json!("inf")), None);
        assert_eq!(percentage(&json!("33.3 %")), Some(0.33299999999999996));
        assert_eq!(percentage(&json!("NaN%")), None);
        assert_eq!(percentage(&json!(50)), None);
    }
}
