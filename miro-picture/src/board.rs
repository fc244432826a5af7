//! The input of a picture: a board's items and connectors, as Miro sends them.

use std::borrow::Cow;

use serde_json::{Map, Value};

/// A JSON object, as Miro sends items and connectors.
pub type Object = Map<String, Value>;

/// A board to draw.
///
/// Every value that is missing or of an unexpected type is drawn as if Miro had not sent it.
///
/// ```
/// use miro_picture::{Board, Item};
/// use serde_json::json;
///
/// let note = json!({"id": "1", "type": "sticky_note", "data": {"content": "Ship it"}, "position": {"x": 0, "y": 0}});
/// let mut board = Board::new("Retro");
/// board.items.extend(Item::from_json(note));
/// assert!(board.to_svg().contains("Ship it"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// The name, which becomes the title of the picture.
    pub name: String,
    /// The items, in the order in which they are drawn. Frames are drawn first, wherever they are in this list.
    pub items: Vec<Item>,
    /// The connectors. Those whose ends are not among the items are left out.
    pub connectors: Vec<Object>,
    /// The number of items of the whole board. If these are only some of them, the picture has a notice.
    pub all_items: Option<usize>,
    /// The number of connectors of the whole board. If these are only some of them, the picture has a notice.
    pub all_connectors: Option<usize>,
}

impl Board {
    /// Creates an empty board with this name.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Draws the board. The result is deterministic.
    #[must_use]
    pub fn to_svg(&self) -> String {
        crate::draw(self)
    }
}

/// An item to draw.
#[derive(Clone, Debug)]
pub struct Item {
    /// The item, as Miro sends it.
    pub json: Object,
    /// Its tags, which Miro does not send with the item.
    pub tags: Vec<Tag>,
    /// The URL of its image, if the picture may show it: of an `image`, or of another kind with a preview.
    pub image: Option<String>,
}

impl Item {
    /// Creates an item without tags and without its image.
    #[must_use]
    pub fn new(json: Object) -> Self {
        Self { json, tags: Vec::new(), image: None }
    }

    /// Creates an item from a JSON value; `None` if it is not an object.
    #[must_use]
    pub fn from_json(json: Value) -> Option<Self> {
        match json {
            Value::Object(json) => Some(Self::new(json)),
            _ => None,
        }
    }

    /// The id; empty if it has none.
    pub(crate) fn id(&self) -> Cow<'_, str> {
        text(self.json.get("id"))
    }

    /// The type; empty if it has none.
    pub(crate) fn kind(&self) -> &str {
        self.json.get("type").and_then(Value::as_str).unwrap_or_default()
    }

    /// The id of the parent: a frame, or a node of a mind map.
    pub(crate) fn parent_id(&self) -> Option<String> {
        let id = text(self.json.get("parent")?.get("id")).into_owned();
        (!id.is_empty()).then_some(id)
    }
}

/// Ids are texts, and sometimes numbers.
fn text(value: Option<&Value>) -> Cow<'_, str> {
    match value {
        Some(Value::String(text)) => text.into(),
        Some(Value::Number(number)) => number.to_string().into(),
        _ => "".into(),
    }
}

/// A tag of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The title.
    pub title: String,
    /// The name of the color, such as `light_green`.
    pub color: String,
}
