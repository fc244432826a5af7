//! Reading an item from JSON: its `type` selects its Rust type.

use miro_core::__private::memory;
use miro_core::wire;
use serde::de::{Deserialize, Deserializer, Error};
use serde_json::Value;
use serde_json::value::RawValue;

use super::Item;
use super::unknown::Whole;
use crate::model::object::{self, Failed, FromText, Object, Read, Reader};
use crate::model::{Extra, ItemId, ItemKind};

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if miro_core::__private::is_read_again() {
            return in_two_steps(deserializer);
        }
        object::deserialize(deserializer)
    }
}

/// Reads the kind first, then the complete item as that kind. This is slower, but errors have the exact position,
/// wherever the kind is in the object.
#[cold]
fn in_two_steps<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Item, D::Error> {
    #[derive(serde::Deserialize)]
    #[serde(expecting = "an item")]
    struct Kinded {
        #[serde(rename = "type")]
        kind: Option<ItemKind>,
    }

    let json = Box::<RawValue>::deserialize(deserializer)?;
    let json = json.get().as_bytes();
    // The line and column of the error survive in the message.
    let Kinded { kind } = serde_json::from_slice(json).map_err(D::Error::custom)?;
    let kind = kind.ok_or_else(|| D::Error::missing_field("type"))?;
    Item::read_as(&kind, json).map_err(D::Error::custom)
}

impl Read for Item {
    fn read_into(slot: &mut Option<Self>, reader: &mut dyn Reader) -> Result<(), Failed> {
        let mut draft = Draft::of(slot);
        let read = reader.object(&mut draft);
        let whole = draft.whole;
        match read {
            Ok(true) if slot.is_none() => {
                let item = whole.into_item().map_err(|error| reader.refuse(&error))?;
                *slot = Some(Self::Unknown(item));
            }
            Ok(true) => {}
            Ok(false) | Err(Failed) => *slot = None,
        }
        read.map(|_| ())
    }
}

/// An item while it is read. Miro sends the kind right after the id, so that each field can be read once, as its
/// final type. Fields before the kind are buffered until it is known.
struct Draft<'a> {
    /// The item, if its kind has a type.
    item: &'a mut Option<Item>,
    /// The complete item, if its kind has no type.
    whole: Whole,
    has_kind: bool,
    id: Scalar,
    waiting: Vec<(String, Box<RawValue>)>,
}

impl<'a> Draft<'a> {
    fn of(item: &'a mut Option<Item>) -> Self {
        Self { item, whole: Whole::default(), has_kind: false, id: Scalar::default(), waiting: Vec::new() }
    }

    fn decide(&mut self, kind: Scalar, reader: &mut dyn Reader) -> Result<(), Failed> {
        let Some(name) = &kind.text else { return Ok(()) };
        self.has_kind = true;
        *self.item = Item::blank(self.id.text.as_deref().map(ItemId::from), name);
        let waiting = std::mem::take(&mut self.waiting);
        let Some(table) = self.item.as_mut().and_then(Item::table_mut) else {
            // The first fields of the map, and their texts.
            memory::claim_field(0, "id")
                .and_then(|()| memory::claim_field(1, "type"))
                .and_then(|()| memory::claim(memory::PIECE.saturating_mul(2)))
                .map_err(|exceeded| reader.refuse(&exceeded))?;
            let id = std::mem::take(&mut self.id).into_json();
            self.whole.0.extend(id.map(|id| ("id".to_owned(), id)));
            self.whole.0.extend(kind.into_json().map(|kind| ("type".to_owned(), kind)));
            for (name, json) in waiting {
                memory::claim_field(self.whole.0.len(), &name)
                    .map_err(|exceeded| reader.refuse(&exceeded))?;
                let value = wire::json(&mut serde_json::Deserializer::from_slice(json.get().as_bytes()));
                self.whole.0.insert(name, value.map_err(|error| reader.refuse(&error))?);
            }
            return Ok(());
        };
        for (name, json) in waiting {
            object::read_field(table, &name, &json).map_err(|error| {
                // The position in the error counts from the field, and the position of the field is no longer known.
                let complaint = error.to_string();
                let complaint =
                    complaint.rsplit_once(" at line ").map_or(complaint.as_str(), |(text, _)| text);
                reader.refuse(&format_args!("`{name}`: {complaint}"))
            })?;
        }
        Ok(())
    }
}

impl Object for Draft<'_> {
    fn read(&mut self, name: &[u8], reader: &mut dyn Reader) -> Result<bool, Failed> {
        if let Some(table) = self.item.as_mut().and_then(Item::table_mut) {
            return table.read(name, reader);
        }
        if self.has_kind {
            return Ok(false);
        }
        match name {
            b"id" => reader.text(&mut self.id)?,
            b"type" => {
                let mut kind = Scalar::default();
                reader.text(&mut kind)?;
                self.decide(kind, reader)?;
            }
            _ => {
                let name = String::from_utf8(name.to_owned()).map_err(|error| reader.refuse(&error))?;
                let json = reader.raw()?;
                let size = name.len().saturating_add(json.get().len()).saturating_add(memory::PIECE);
                let claimed =
                    memory::claim(size).and_then(|()| memory::push(&mut self.waiting, (name, json)));
                claimed.map_err(|exceeded| reader.refuse(&exceeded))?;
            }
        }
        Ok(true)
    }

    fn requires(&self, name: &[u8]) -> bool {
        // Fields buffered until the kind is known are kept unchanged.
        self.item.as_ref().and_then(Item::table).is_none_or(|table| table.requires(name))
    }

    fn missing(&self) -> Option<&'static str> {
        match self.item.as_ref().and_then(Item::table) {
            Some(table) => table.missing(),
            None => self.whole.missing(),
        }
    }

    fn extra(&mut self) -> &mut Extra {
        match self.item.as_mut().and_then(Item::table_mut) {
            Some(table) => table.extra(),
            None => self.whole.extra(),
        }
    }
}

/// A text, or a number as text, that can be written back as it was received.
#[derive(Default)]
struct Scalar {
    text: Option<String>,
    is_number: bool,
}

impl Scalar {
    fn into_json(self) -> Option<Value> {
        let text = self.text?;
        let number = self.is_number.then(|| serde_json::from_slice(text.as_bytes()).ok()).flatten();
        Some(number.unwrap_or(Value::String(text)))
    }
}

impl FromText for Scalar {
    fn take(&mut self, text: &str) -> Result<(), String> {
        self.text = Some(text.to_owned());
        Ok(())
    }

    fn take_number(&mut self, number: &str) -> Result<(), String> {
        self.is_number = true;
        self.take(number)
    }
}
