//! A group in the state and in responses.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::boards::board::Board;

/// A group of items. An item is in at most one group.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Group {
    pub(crate) id: String,
    /// The ids of the group's items.
    pub(crate) items: Vec<String>,
}

impl Group {
    /// The minimum number of items. A smaller group is dissolved.
    pub(crate) const MIN_ITEMS: usize = 2;

    pub(super) fn wire(&self, board: &Board) -> Value {
        json!({
            "id": self.id,
            "type": "group",
            "data": {"items": self.items},
            "links": {"self": format!("{}/groups/{}", board.address(), self.id)},
        })
    }
}
