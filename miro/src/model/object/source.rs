use std::borrow::Cow;
use std::fmt;

use miro_core::__private::{is_first_reading, memory};
use miro_core::wire;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, Unexpected};
use serde_json::Value;
use serde_json::value::RawValue;

use super::visitor::{ListVisitor, ObjectVisitor, TextVisitor, WordsVisitor};
use super::{Failed, FromText, Object, Read, Reader};

/// The implementation of `Deserialize` for objects.
pub(crate) fn deserialize<'de, T: Read, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut object = None;
    read(deserializer, &mut |reader| T::read_into(&mut object, reader))?;
    object.ok_or_else(|| D::Error::invalid_type(Unexpected::Unit, &"an object"))
}

pub(super) fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
    read: &mut dyn FnMut(&mut dyn Reader) -> Result<(), Failed>,
) -> Result<(), D::Error> {
    let mut source = Source { deserializer: Some(deserializer), error: None };
    read(&mut source).map_err(|Failed| source.failure())
}

/// The only reader: an unused deserializer, or its error.
struct Source<'de, D: Deserializer<'de>> {
    deserializer: Option<D>,
    error: Option<D::Error>,
}

impl<'de, D: Deserializer<'de>> Source<'de, D> {
    fn ask<T>(&mut self, ask: impl FnOnce(D) -> Result<T, D::Error>) -> Result<T, Failed> {
        match self.deserializer.take().map(ask) {
            Some(Ok(value)) => Ok(value),
            Some(Err(error)) => {
                self.error = Some(error);
                Err(Failed)
            }
            None => Err(Failed),
        }
    }

    fn failure(self) -> D::Error {
        self.error.unwrap_or_else(|| D::Error::custom("a value was read twice"))
    }
}

impl<'de, D: Deserializer<'de>> Reader for Source<'de, D> {
    fn number(&mut self, field: &mut Option<f64>) -> Result<(), Failed> {
        *field = self.ask(wire::number)?;
        Ok(())
    }

    fn count(&mut self, field: &mut Option<u64>) -> Result<(), Failed> {
        *field = self.ask(wire::count)?;
        Ok(())
    }

    fn raw(&mut self) -> Result<Box<RawValue>, Failed> {
        self.ask(Box::deserialize)
    }

    fn refuse(&mut self, complaint: &dyn fmt::Display) -> Failed {
        self.error = Some(D::Error::custom(complaint));
        Failed
    }

    fn json(&mut self, field: &mut Option<Value>) -> Result<(), Failed> {
        *field = self.ask(wire::json).map(Some)?.filter(|value| !value.is_null());
        Ok(())
    }

    fn flag(&mut self, field: &mut Option<bool>) -> Result<(), Failed> {
        *field = self.ask(wire::boolean)?;
        Ok(())
    }

    fn text(&mut self, field: &mut dyn FromText) -> Result<(), Failed> {
        self.ask(|deserializer| deserializer.deserialize_any(TextVisitor(field)))
    }

    fn words(&mut self, field: &mut Vec<String>) -> Result<(), Failed> {
        *field = self.ask(|deserializer| deserializer.deserialize_any(WordsVisitor))?;
        Ok(())
    }

    fn object(&mut self, object: &mut dyn Object) -> Result<bool, Failed> {
        self.ask(|deserializer| deserializer.deserialize_option(ObjectVisitor(object)))
    }

    fn list(&mut self, element: &mut dyn FnMut(&mut dyn Reader) -> Result<(), Failed>) -> Result<(), Failed> {
        self.ask(|deserializer| deserializer.deserialize_option(ListVisitor(element)))
    }
}

/// Reads a field of an object from its JSON.
pub(crate) fn read_field(object: &mut dyn Object, name: &str, json: &RawValue) -> serde_json::Result<()> {
    let field = Field { name: Cow::Borrowed(name.as_bytes()), object, is_tolerant: !is_first_reading() };
    // From a slice, like responses, so that no additional decoder is compiled.
    field.deserialize(&mut serde_json::Deserializer::from_slice(json.get().as_bytes()))
}

/// The value of a field, to be read by the table of the object.
pub(super) struct Field<'a, 'de> {
    pub(super) name: Cow<'de, [u8]>,
    pub(super) object: &'a mut dyn Object,
    /// Whether a malformed value fails only itself, not its object.
    pub(super) is_tolerant: bool,
}

impl<'de> DeserializeSeed<'de> for Field<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self { name, object, is_tolerant } = self;
        if is_tolerant && !object.requires(&name) {
            let before = memory::left();
            let value = wire::json(deserializer)?;
            let claimed = before.zip(memory::left()).map(|(before, left)| before.saturating_sub(left));
            return read_or_keep(object, &name, value, claimed).map_err(D::Error::custom);
        }
        let mut source = Source { deserializer: Some(deserializer), error: None };
        let known = match object.read(&name, &mut source) {
            Ok(known) => known,
            Err(Failed) => return Err(source.failure()),
        };
        if let Some(unasked) = source.deserializer.filter(|_| !known) {
            let name = String::from_utf8(name.into_owned()).map_err(D::Error::custom)?;
            memory::claim_field(object.extra().len(), &name).map_err(D::Error::custom)?;
            object.extra().insert(name, wire::json(unasked)?);
        }
        Ok(())
    }
}

/// Reads a value that has claimed this much memory. An unknown or malformed value goes to `extra`.
fn read_or_keep(
    object: &mut dyn Object,
    name: &[u8],
    value: Value,
    claimed: Option<usize>,
) -> Result<(), String> {
    let mut source = Source { deserializer: Some(&value), error: None };
    if matches!(object.read(name, &mut source), Ok(true)) {
        memory::give_back(claimed.unwrap_or_default());
        return Ok(());
    }
    let name = String::from_utf8(name.to_owned()).map_err(|error| error.to_string())?;
    memory::claim_field(object.extra().len(), &name).map_err(|exceeded| exceeded.to_string())?;
    object.extra().insert(name, value);
    Ok(())
}
