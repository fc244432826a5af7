//! An item as it is kept, and as it is sent.

use serde_json::{Map, Value, json};

/// An item of a board. What is sent is what is kept: the item in Miro's own JSON.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) wire: Map<String, Value>,
    /// Ids of its tags, which Miro does not send with the item.
    pub(crate) tags: Vec<String>,
    /// Put on the board by a test, to be sent exactly as it is.
    pub(crate) raw: bool,
}

impl Item {
    pub(crate) fn id(&self) -> &str {
        self.text("id")
    }

    /// The name of its kind; raw items may have any.
    pub(crate) fn kind(&self) -> &str {
        self.text("type")
    }

    pub(crate) fn parent_id(&self) -> Option<&str> {
        self.wire.get("parent")?.get("id")?.as_str()
    }

    /// The corner that the positions of its children count from.
    pub(crate) fn top_left(&self) -> (f64, f64) {
        let number = |section: &str, name: &str| self.wire.get(section)?.get(name)?.as_f64();
        let edge = |coordinate: &str, side: &str| {
            number("position", coordinate).unwrap_or(0.0) - number("geometry", side).unwrap_or(0.0) / 2.0
        };
        (edge("x", "width"), edge("y", "height"))
    }

    /// As the routes of its own kind send it.
    pub(crate) fn typed(&self) -> Value {
        Value::Object(self.wire.clone())
    }

    /// As the routes for items of every kind send it: without links.
    pub(crate) fn generic(&self) -> Value {
        let mut wire = self.wire.clone();
        if !self.raw {
            wire.remove("links");
            if let Some(parent) = self.parent_id() {
                wire.insert("parent".to_owned(), json!({"id": parent}));
            }
        }
        Value::Object(wire)
    }

    fn text(&self, name: &str) -> &str {
        self.wire.get(name).and_then(Value::as_str).unwrap_or_default()
    }
}
