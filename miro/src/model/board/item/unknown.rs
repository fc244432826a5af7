use std::collections::BTreeMap;

use miro_core::wire::Timestamp;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use crate::model::object::{self, Failed, Object, Read, Reader};
use crate::model::{Extra, Geometry, ItemId, ItemKind, Links, Parent, Position, UserRef};

/// An item of a kind that has no type in this version of the crate.
///
/// `raw` has the complete item. The other fields are those that all items share. Except for the id and the kind, a
/// field that could not be read is `None`, because it may have another meaning in this kind.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnknownItem {
    /// Identifies the item on its board.
    pub id: ItemId,
    /// The kind of item.
    pub kind: ItemKind,
    /// The position.
    pub position: Option<Position>,
    /// The size and rotation.
    pub geometry: Option<Geometry>,
    /// The frame that contains the item.
    pub parent: Option<Parent>,
    /// When it was created.
    pub created_at: Option<Timestamp>,
    /// The user who created it.
    pub created_by: Option<UserRef>,
    /// When it was last changed.
    pub modified_at: Option<Timestamp>,
    /// The user who last changed it.
    pub modified_by: Option<UserRef>,
    /// Addresses of the item in the API.
    pub links: Option<Links>,
    /// The complete item as received.
    pub raw: Value,
}

super::item! {
    /// The fields that all items share.
    Common {}
}

/// The fields of [`Common`], the only ones to read a second time.
const SHARED: [&str; 10] = [
    "id",
    "type",
    "position",
    "geometry",
    "parent",
    "createdAt",
    "createdBy",
    "modifiedAt",
    "modifiedBy",
    "links",
];

/// An item of which every field is kept as received.
#[derive(Default)]
pub(super) struct Whole(pub(super) Extra);

impl Whole {
    /// Converts to an item. No field may be [missing](Object::missing).
    pub(super) fn into_item(self) -> serde_json::Result<UnknownItem> {
        let shared: BTreeMap<_, _> =
            SHARED.iter().filter_map(|name| Some((name, self.0.get(*name)?))).collect();
        let common = serde_json::from_slice(&serde_json::to_vec(&shared)?)?;
        Ok(UnknownItem::new(common, Value::Object(self.0.into())))
    }

    fn id(&self) -> Option<String> {
        self.text("id").filter(|id| !id.is_empty())
    }

    fn kind(&self) -> Option<String> {
        self.text("type")
    }

    fn text(&self, name: &str) -> Option<String> {
        match self.0.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }
}

impl Object for Whole {
    fn read(&mut self, _: &[u8], _: &mut dyn Reader) -> Result<bool, Failed> {
        Ok(false)
    }

    fn requires(&self, _: &[u8]) -> bool {
        // Values kept as received cannot fail.
        true
    }

    fn missing(&self) -> Option<&'static str> {
        match (self.kind(), self.id()) {
            (None, _) => Some("type"),
            (_, None) => Some("id"),
            _ => None,
        }
    }

    fn extra(&mut self) -> &mut Extra {
        &mut self.0
    }
}

impl Read for UnknownItem {
    fn read_into(slot: &mut Option<Self>, reader: &mut dyn Reader) -> Result<(), Failed> {
        let mut whole = Whole::default();
        if reader.object(&mut whole)? {
            *slot = Some(whole.into_item().map_err(|error| reader.refuse(&error))?);
        }
        Ok(())
    }
}

impl UnknownItem {
    fn new(common: Common, raw: Value) -> Self {
        Self {
            id: common.id,
            kind: common.kind,
            position: common.position,
            geometry: common.geometry,
            parent: common.parent,
            created_at: common.created_at,
            created_by: common.created_by,
            modified_at: common.modified_at,
            modified_by: common.modified_by,
            links: common.links,
            raw,
        }
    }
}

impl<'de> Deserialize<'de> for UnknownItem {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        object::deserialize(deserializer)
    }
}

impl Serialize for UnknownItem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.raw.serialize(serializer)
    }
}

impl From<&UnknownItem> for ItemId {
    fn from(item: &UnknownItem) -> Self {
        item.id.clone()
    }
}
