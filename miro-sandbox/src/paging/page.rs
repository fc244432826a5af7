//! Serialization of pages.

use serde_json::{Map, Value};

/// The elements of a page as text, so that stored text is sent without being parsed.
#[derive(Debug, Default)]
pub(crate) struct Elements {
    pub(crate) count: usize,
    text: String,
}

impl Elements {
    pub(crate) fn push(&mut self, element: &str) {
        if self.count > 0 {
            self.text.push(',');
        }
        self.text.push_str(element);
        self.count += 1;
    }

    /// Returns the whole page: the elements under `name`, and other properties. The elements are not copied,
    /// because a page is large.
    pub(crate) fn within(self, name: &str, about: Map<String, Value>) -> String {
        let about = Value::Object(about).to_string();
        let rest = about.trim_start_matches('{');
        let mut page = self.text;
        page.insert_str(0, &format!("{{\"{name}\":["));
        page.push(']');
        if rest != "}" {
            page.push(',');
        }
        page.push_str(rest);
        page
    }
}

/// Serializes an element. `Value::to_string` is slower, because it writes through a formatter.
pub(super) fn text(element: &Value) -> String {
    serde_json::to_string(element).expect("a value is JSON")
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::Elements;

    #[test]
    fn page_is_a_single_object() {
        let mut elements = Elements::default();
        elements.push("1");
        elements.push("{\"a\":2}");
        let about = json!({"size": 2}).as_object().unwrap().clone();
        let page: Value = serde_json::from_str(&elements.within("data", about)).unwrap();
        assert_eq!(page, json!({"data": [1, {"a": 2}], "size": 2}));
        let bare: Value = serde_json::from_str(&Elements::default().within("data", Map::new())).unwrap();
        assert_eq!(bare, json!({"data": []}));
    }
}
