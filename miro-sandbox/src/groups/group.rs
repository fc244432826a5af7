//! A group as it is kept, and as it is sent.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::boards::board::Board;

/// A group of items. Each item is in one group at most.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Group {
    pub(crate) id: String,
    /// The ids of its items.
    pub(crate) items: Vec<String>,
}

impl Group {
    /// A group with fewer items is none.
    pub(crate) const LEAST: usize = 2;

    pub(super) fn wire(&self, board: &Board) -> Value {
        json!({
            "id": self.id,
            "type": "group",
            "data": {"items": self.items},
            "links": {"self": format!("{}/groups/{}", board.address(), self.id)},
        })
    }
}
