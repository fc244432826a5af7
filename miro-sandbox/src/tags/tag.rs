//! A tag in the state and in responses.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::boards::board::Board;
use crate::server::error::ApiError;
use crate::state::store::Object;

/// A tag of a board.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Tag {
    pub(crate) id: String,
    pub(super) fields: Object,
}

impl Tag {
    /// Returns the title and the name of the color.
    #[cfg(feature = "page")]
    pub(crate) fn label(&self) -> (&str, &str) {
        let text = |name: &str| self.fields.get(name).and_then(Value::as_str).unwrap_or_default();
        (text("title"), text("fillColor"))
    }

    pub(super) fn wire(&self) -> Value {
        json!({"id": self.id, "title": self.fields["title"], "fillColor": self.fields["fillColor"], "type": "tag"})
    }

    pub(super) fn with_links(&self, board: &Board) -> Value {
        let mut wire = self.wire();
        wire["links"] = json!({"self": format!("{}/tags/{}", board.address(), self.id)});
        wire
    }
}

/// Returns a tag of the board.
pub(super) fn find<'a>(board: &'a Board, id: &str) -> Result<&'a Tag, ApiError> {
    board.tags.get(id).ok_or_else(|| ApiError::not_found(format!("Tag {id} not found")))
}
