//! An item as it is kept, and as it is sent.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

use serde_json::{Value, json};

use super::kinds::{self, Kind};
use super::source::Source;
use crate::boards::board::Board;
use crate::state::store::Object;
use crate::uploads::file::File;

/// An item of a board. It is kept as the text that lists send, since boards have many items and lists are what
/// is asked for most; what the sandbox itself looks at often stands beside it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Item {
    id: Box<str>,
    /// The name of its kind; raw items may have any.
    kind: Cow<'static, str>,
    parent_id: Option<Box<str>>,
    text: Box<str>,
    /// Ids of its tags, which Miro does not send with the item.
    pub(crate) tags: Vec<String>,
    /// The file that was uploaded for it.
    pub(crate) file: Option<Box<File>>,
    /// Put on the board by a test, to be sent exactly as it is.
    pub(crate) raw: bool,
    /// Whether it refuses changes and deletion. What Miro sends of that is not known: nothing, here.
    #[serde(default)]
    pub(crate) locked: bool,
}

impl Item {
    /// An item whose JSON this is.
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

    /// An item that is sent as it is here, whatever it is.
    pub(crate) fn raw(id: &str, wire: Object) -> Self {
        Self { id: id.into(), raw: true, ..Self::new(wire) }
    }

    /// A copy of an item, with JSON and tags of its own.
    pub(crate) fn copied(source: &Self, wire: Object, tags: Vec<String>) -> Self {
        let Self { file, raw, locked, .. } = source;
        Self { tags, file: file.clone(), raw: *raw, locked: *locked, ..Self::new(wire) }
    }

    /// The same item with other JSON. Its file goes when the item shows another one.
    pub(crate) fn change(&mut self, wire: Object) {
        let shown = Source::of(&self.kind).map(|source| source.shown_in);
        let address = |wire: &Object| shown.and_then(|name| wire.get("data")?.get(name).cloned());
        let file = self.file.take().filter(|_| address(&wire) == address(&self.wire()));
        let (tags, raw, locked) = (std::mem::take(&mut self.tags), self.raw, self.locked);
        *self = Self { tags, file, raw, locked, ..Self::new(wire) };
    }

    /// Puts the item onto the canvas when its frame goes, whose corner this is.
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

    /// The id under which its file is found, if it has one: a file from elsewhere has none of its own.
    pub(crate) fn resource_id(&self) -> Option<&str> {
        let shown = Source::of(&self.kind)?.shown_in;
        self.wire().get("data")?.get(shown)?;
        Some(self.file_id())
    }

    /// Whether its file is found under this id.
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

    /// The item's JSON, without the links that only the routes of its own kind send.
    pub(crate) fn wire(&self) -> Object {
        serde_json::from_str(&self.text).expect("the text was written from an object")
    }

    /// The corner that the positions of its children count from.
    pub(crate) fn top_left(&self) -> (f64, f64) {
        let wire = self.wire();
        let number = |section: &str, name: &str| wire.get(section)?.get(name)?.as_f64();
        let edge = |coordinate: &str, side: &str| {
            number("position", coordinate).unwrap_or(0.0) - number("geometry", side).unwrap_or(0.0) / 2.0
        };
        (edge("x", "width"), edge("y", "height"))
    }

    /// As the routes of its own kind send it.
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

    /// As the creation of many items sends it: like the routes of its own kind, but with one link.
    pub(crate) fn in_bulk(&self, board: &Board) -> Value {
        let mut wire = self.typed(board);
        if let Some(Value::Object(links)) = wire.get_mut("links") {
            links.remove("related");
        }
        wire
    }

    /// As the routes for items of every kind send it: without links.
    pub(crate) fn generic(&self) -> &str {
        &self.text
    }
}

/// The JSON of an item with its fields as in Miro's examples: its id and its kind go first.
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
