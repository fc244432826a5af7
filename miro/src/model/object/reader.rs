use std::fmt;
use std::str::FromStr;

use miro_core::__private::memory;
use miro_core::wire::Received;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::model::Extra;

/// One value of a response, to be read once. `null` leaves the field unchanged.
// Only the compliance logs have fields of all kinds.
#[cfg_attr(not(feature = "compliance"), allow(dead_code))]
pub(crate) trait Reader {
    /// Reads a number, or a string that holds one.
    fn number(&mut self, field: &mut Option<f64>) -> Result<(), Failed>;

    /// Reads an integer count, or a string that holds one.
    fn count(&mut self, field: &mut Option<u64>) -> Result<(), Failed>;

    /// Returns any value as raw JSON, to be read later.
    fn raw(&mut self) -> Result<Box<RawValue>, Failed>;

    /// Reports a value that was read raw as invalid.
    fn refuse(&mut self, complaint: &dyn fmt::Display) -> Failed;

    /// Reads any value.
    fn json(&mut self, field: &mut Option<Value>) -> Result<(), Failed>;

    /// Reads `true` or `false`, or a string that holds one.
    fn flag(&mut self, field: &mut Option<bool>) -> Result<(), Failed>;

    /// Reads a string, or a number as one.
    fn text(&mut self, field: &mut dyn FromText) -> Result<(), Failed>;

    /// Reads words from a list, or from one string with spaces between them.
    fn words(&mut self, field: &mut Vec<String>) -> Result<(), Failed>;

    /// Reads an object. Returns whether there was one.
    fn object(&mut self, object: &mut dyn Object) -> Result<bool, Failed>;

    /// Reads a list element by element.
    fn list(&mut self, element: &mut dyn FnMut(&mut dyn Reader) -> Result<(), Failed>) -> Result<(), Failed>;
}

/// Reading failed; the [`Reader`] has the reason.
#[derive(Debug)]
pub(crate) struct Failed;

/// An object while it is read field by field.
pub(crate) trait Object {
    /// Reads the field of this name. Returns `false`, without using the reader, if there is none.
    ///
    /// Names are bytes, because comparing them does not require valid UTF-8.
    fn read(&mut self, name: &[u8], reader: &mut dyn Reader) -> Result<bool, Failed>;

    /// Whether this field is required. A malformed value of a required field is an error instead of going to `extra`.
    fn requires(&self, name: &[u8]) -> bool;

    /// Returns the first required field that is missing.
    fn missing(&self) -> Option<&'static str>;

    /// Returns the fields that the object does not know, or whose values cannot be read.
    fn extra(&mut self) -> &mut Extra;
}

/// A field that is parsed from text.
pub(crate) trait FromText {
    /// Takes the text. An error is reported with its position in the response.
    fn take(&mut self, text: &str) -> Result<(), String>;

    /// Takes a number as text.
    fn take_number(&mut self, number: &str) -> Result<(), String> {
        self.take(number)
    }
}

/// Identifiers, open enums, colors and strings.
impl<T: Received> FromText for Option<T> {
    fn take(&mut self, text: &str) -> Result<(), String> {
        *self = Some(T::received(text));
        Ok(())
    }
}

/// A field that has a value before it is read.
pub(crate) struct Required<'a, T>(pub(crate) &'a mut T);

impl<T: Received> FromText for Required<'_, T> {
    fn take(&mut self, text: &str) -> Result<(), String> {
        *self.0 = T::received(text);
        Ok(())
    }
}

/// A field that accepts only some texts. An empty text counts as missing, because Miro sends one for a time that is
/// not set.
pub(crate) struct Parsed<'a, T>(pub(crate) &'a mut Option<T>);

impl<T: FromStr<Err: fmt::Display>> FromText for Parsed<'_, T> {
    fn take(&mut self, text: &str) -> Result<(), String> {
        if !text.is_empty() {
            *self.0 = Some(text.parse().map_err(|error: T::Err| error.to_string())?);
        }
        Ok(())
    }
}

/// A type that can be read from any value of a response.
pub(crate) trait Read: Sized {
    fn read_into(field: &mut Option<Self>, reader: &mut dyn Reader) -> Result<(), Failed>;
}

impl<T: Received> Read for T {
    fn read_into(field: &mut Option<Self>, reader: &mut dyn Reader) -> Result<(), Failed> {
        reader.text(field)
    }
}

pub(crate) fn read_list<T: Read>(field: &mut Vec<T>, reader: &mut dyn Reader) -> Result<(), Failed> {
    reader.list(&mut |reader| {
        let mut element = None;
        T::read_into(&mut element, reader)?;
        match element.map(|element| memory::push(field, element)) {
            Some(Err(exceeded)) => Err(reader.refuse(&exceeded)),
            _ => Ok(()),
        }
    })
}
