//! An item in the state and in responses.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

use serde_json::{Value, json};

use super::kinds::{self, Kind};
use super::source::Source;
use crate::boards::board::Board;
use crate::state::store::Object;
use crate::uploads::file::File;

/// An item of a board. It is stored as the text that lists send, because boards have many items and lists are the
/// most frequent requests. The properties that the sandbox reads often are stored separately.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Item {
    id: Box<str>,
    /// The name of the kind. Raw items can have any name.
    kind: Cow<'static, str>,
    parent_id: Option<Box<str>>,
    text: Box<str>,
    /// Ids of the tags, which Miro does not send with the item.
    pub(crate) tags: Vec<String>,
    /// The uploaded file.
    pub(crate) file: Option<Box<File>>,
    /// Whether a test inserted the item, to be sent unchanged.
    pub(crate) raw: bool,
    /// Whether changes and deletion are rejected. What Miro sends about locks is unknown; the sandbox sends
    /// nothing.
    #[serde(default)]
    pub(crate) locked: bool,
}

impl Item {
    /// Creates an item from its JSON.
    pub(crate) fn new(wire: Object) -> Self {
        let text = |name: &str| wire.get(name).and_then(Value::as_str).unwrap_or_default();
        let kind = kinds::by_name(text("type"))
            .map_or_else(|| Cow::Owned(text("type").to_owned()), |kind| Cow::Borrowed(kind.name));
        let parent_id = wire.get("parent").and_then(|parent| parent.get("id")).and_then(Value::as_str);
        Self {
            id: text("id").into(),
            kind,
            parent_id: parent_id.map(Into::into),
            tags: Vec::new(),
            file: None,
            raw: false,
            locked: false,
            text: in_order(&wire).into(),
        }
    }

    /// Creates an item that is sent unchanged, even if it is invalid.
    pub(crate) fn raw(id: &str, wire: Object) -> Self {
        Self { id: id.into(), raw: true, ..Self::new(wire) }
    }

    /// Copies an item, with other JSON and tags.
    pub(crate) fn copied(source: &Self, wire: Object, tags: Vec<String>) -> Self {
        let Self { file, raw, locked, .. } = source;
        Self { tags, file: file.clone(), raw: *raw, locked: *locked, ..Self::new(wire) }
    }

    /// Replaces the item's JSON. Removes its file if the JSON no longer refers to it.
    pub(crate) fn change(&mut self, wire: Object) {
        let shown = Source::of(&self.kind).map(|source| source.shown_in);
        let address = |wire: &Object| shown.and_then(|name| wire.get("data")?.get(name).cloned());
        let file = self.file.take().filter(|_| address(&wire) == address(&self.wire()));
        let (tags, raw, locked) = (std::mem::take(&mut self.tags), self.raw, self.locked);
        *self = Self { tags, file, raw, locked, ..Self::new(wire) };
    }

    /// Moves the item to the canvas from a deleted frame with this corner.
    pub(crate) fn leave(&mut self, (left, top): (f64, f64)) {
        let mut wire = self.wire();
        if let Some(Value::Object(position)) = wire.get_mut("position") {
            for (name, shift) in [("x", left), ("y", top)] {
                let coordinate = position.get(name).and_then(Value::as_f64).unwrap_or(0.0);
                position.insert(name.to_owned(), (coordinate + shift).into());
            }
            position.insert("relativeTo".to_owned(), "canvas_center".into());
        }
        wire.insert("parent".to_owned(), Value::Null);
        self.change(wire);
    }

    /// Returns the id that the item's file is served under, if it has one. A file from elsewhere has the item's
    /// id.
    pub(crate) fn resource_id(&self) -> Option<&str> {
        let shown = Source::of(&self.kind)?.shown_in;
        self.wire().get("data")?.get(shown)?;
        Some(self.file_id())
    }

    /// Whether the item's file is served under this id.
    pub(crate) fn has_resource(&self, id: &str) -> bool {
        self.file_id() == id && self.resource_id().is_some()
    }

    fn file_id(&self) -> &str {
        self.file.as_ref().map_or(&self.id, |file| &file.id)
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn kind(&self) -> &str {
        &self.kind
    }

    pub(crate) fn parent_id(&self) -> Option<&str> {
        self.parent_id.as_deref()
    }

    /// Returns the item's JSON, without the links that only the routes of its kind send.
    pub(crate) fn wire(&self) -> Object {
        serde_json::from_str(&self.text).expect("the text was written from an object")
    }

    /// Returns the corner that the positions of the item's children count from.
    pub(crate) fn top_left(&self) -> (f64, f64) {
        let wire = self.wire();
        let number = |section: &str, name: &str| wire.get(section)?.get(name)?.as_f64();
        let edge = |coordinate: &str, side: &str| {
            number("position", coordinate).unwrap_or(0.0) - number("geometry", side).unwrap_or(0.0) / 2.0
        };
        (edge("x", "width"), edge("y", "height"))
    }

    /// Returns the JSON of the routes of the item's kind.
    pub(crate) fn typed(&self, board: &Board) -> Value {
        let mut wire = self.wire();
        if let (false, Some(kind)) = (self.raw, kinds::by_name(&self.kind)) {
            wire.insert("links".to_owned(), links(kind, board, &self.id));
            if let (Some(id), Some(parent)) = (self.parent_id(), kind.parent.and_then(kinds::by_name)) {
                let link = format!("{}/{id}", parent.address(board));
                wire.insert("parent".to_owned(), json!({"id": id, "links": {"self": link}}));
            }
            wire.retain(|name, _| !kind.hidden.contains(&name.as_str()));
        }
        Value::Object(wire)
    }

    /// Returns the JSON of bulk creations: that of the routes of the item's kind, but with a single link.
    pub(crate) fn in_bulk(&self, board: &Board) -> Value {
        let mut wire = self.typed(board);
        if let Some(Value::Object(links)) = wire.get_mut("links") {
            links.remove("related");
        }
        wire
    }

    /// Returns the JSON of the routes for items of every kind, without links.
    pub(crate) fn generic(&self) -> &str {
        &self.text
    }
}

/// Serializes an item with fields in the order of Miro's examples: id and type first.
fn in_order(wire: &Object) -> String {
    let first = ["id", "type"].into_iter().filter_map(|name| wire.get_key_value(name));
    let others = wire.iter().filter(|(name, _)| !matches!(name.as_str(), "id" | "type"));
    let fields: Vec<_> =
        first.chain(others).map(|(name, value)| format!("{}:{value}", json!(name))).collect();
    format!("{{{}}}", fields.join(","))
}

fn links(kind: &Kind, board: &Board, id: &str) -> Value {
    let mut links = json!({"self": format!("{}/{id}", kind.address(board))});
    if kind.name == "frame" {
        let board = board.address();
        links["related"] = format!("{board}/items?parent_item_id={id}&limit=10&cursor=").into();
    }
    links
}
