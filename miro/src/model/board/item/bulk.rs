use super::Item;
use crate::model::body::{Fields, body, body_type};
use miro_core::page::Elements;
use serde::{Deserialize, Serialize};

body_type! {
    /// An item to create, of whatever kind: what creating several at once takes.
    ///
    /// It is made from a body of its kind.
    ///
    /// ```
    /// use miro::prelude::*;
    ///
    /// let items: Vec<NewItem> = vec![NewStickyNote::new("hello").into(), NewShape::new(ShapeKind::Star).into()];
    /// ```
    NewItem
}

impl NewItem {
    /// The same body with the kind beside it, by which Miro tells several in one call apart.
    pub(crate) fn of_kind(kind: &'static str, mut body: Fields) -> Self {
        body.set_text("type", kind.to_owned(), None);
        Self(body)
    }
}

body! {
    /// Where an item is to be, whatever its kind; what else it has can be changed by a body of its kind.
    pub change ItemChanges;

    ..placement;
}

/// What creating several items at once answers.
///
/// All of them exist: one that cannot be read is among the `rejected`, and does not cost the others.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct BulkItems {
    /// The new items, in the order in which they were given.
    pub data: Elements<Item>,
}
