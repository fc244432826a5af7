use std::fmt;

use miro_core::wire::Timestamp;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::model::object::Name;
use crate::model::{Geometry, ItemId, ItemKind, Links, Parent, Position, UserRef};

/// An item of a kind that has no type of its own in this version of the crate.
///
/// `raw` has everything that came. The other fields are what all items share; apart from id and kind they are missing
/// if they could not be read, as the kind may mean something else by them.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnknownItem {
    /// Identifies the item on its board.
    pub id: ItemId,
    /// The kind of item.
    pub kind: ItemKind,
    /// Where it is.
    pub position: Option<Position>,
    /// How large it is, and how it is turned.
    pub geometry: Option<Geometry>,
    /// The frame that it is in.
    pub parent: Option<Parent>,
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// Who made it.
    pub created_by: Option<UserRef>,
    /// When it was last changed.
    pub modified_at: Option<Timestamp>,
    /// Who changed it last.
    pub modified_by: Option<UserRef>,
    /// Addresses of the item in the API.
    pub links: Option<Links>,
    /// The whole item as it came.
    pub raw: Value,
}

super::item! {
    /// What all items share.
    Common {}
}

/// The kind of the item that this is the JSON of.
pub(super) fn kind_of(json: &[u8]) -> serde_json::Result<ItemKind> {
    let mut kind = None;
    let end = serde_json::Deserializer::from_slice(json).deserialize_map(KindVisitor(&mut kind));
    match kind {
        Some(kind) => Ok(kind),
        None => Err(end.err().unwrap_or_else(|| Error::missing_field("type"))),
    }
}

/// Looks for the kind and leaves off there, which the decoder takes for an error. Miro sends it among the first fields,
/// so this spares reading most of an item twice.
struct KindVisitor<'a>(&'a mut Option<ItemKind>);

impl<'de> Visitor<'de> for KindVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Name(name)) = map.next_key()? {
            if name == "type" {
                *self.0 = map.next_value()?;
                return Ok(());
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

impl UnknownItem {
    /// Reads an item of any kind from its JSON.
    pub(super) fn read(json: &[u8]) -> serde_json::Result<Self> {
        let raw: Value = serde_json::from_slice(json)?;
        if let Ok(common) = serde_json::from_slice(json) {
            return Ok(Self::new(common, raw));
        }
        let id = match raw.get("id") {
            Some(Value::String(id)) if !id.is_empty() => ItemId::new(id),
            Some(Value::Number(id)) => ItemId::new(id.to_string()),
            _ => return Err(Error::missing_field("id")),
        };
        Ok(Self {
            id,
            kind: kind_of(json)?,
            position: None,
            geometry: None,
            parent: None,
            created_at: None,
            created_by: None,
            modified_at: None,
            modified_by: None,
            links: None,
            raw,
        })
    }

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
        let json = Box::<RawValue>::deserialize(deserializer)?;
        Self::read(json.get().as_bytes()).map_err(D::Error::custom)
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
