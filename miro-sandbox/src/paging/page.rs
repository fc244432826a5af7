//! A page as it is written.

use serde_json::{Map, Value};

/// The elements of a page, which are text already: what is kept as text is sent without being read again.
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

    /// The whole page: the elements under this name, and everything else about it. It is put around the
    /// elements where they are, because a page is large.
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

/// An element as text. `to_string` of a value writes it through a formatter, which takes longer.
pub(super) fn text(element: &Value) -> String {
    serde_json::to_string(element).expect("a value is JSON")
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::Elements;

    #[test]
    fn a_page_is_one_object() {
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
