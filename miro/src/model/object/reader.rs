use std::fmt;
use std::str::FromStr;

use miro_core::__private::memory;
use miro_core::wire::Received;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::model::Extra;

/// One value of an answer, to be read once. `null` is absence, which leaves the field as it is.
// Only the logs of the compliance area have fields of all kinds.
#[cfg_attr(not(feature = "compliance"), allow(dead_code))]
pub(crate) trait Reader {
    /// Reads a number, or a string that holds one.
    fn number(&mut self, field: &mut Option<f64>) -> Result<(), Failed>;

    /// Reads a number of things, or a string that holds one.
    fn count(&mut self, field: &mut Option<u64>) -> Result<(), Failed>;

    /// Takes anything as it stands in the answer, to be read later.
    fn raw(&mut self) -> Result<Box<RawValue>, Failed>;

    /// Complains of what was taken as it stood.
    fn refuse(&mut self, complaint: &dyn fmt::Display) -> Failed;

    /// Reads anything.
    fn json(&mut self, field: &mut Option<Value>) -> Result<(), Failed>;

    /// Reads `true` or `false`, or a string that holds one.
    fn flag(&mut self, field: &mut Option<bool>) -> Result<(), Failed>;

    /// Reads a string, or a number as one.
    fn text(&mut self, field: &mut dyn FromText) -> Result<(), Failed>;

    /// Reads words in a list, or in one string with spaces between them.
    fn words(&mut self, field: &mut Vec<String>) -> Result<(), Failed>;

    /// Reads an object. Answers whether there was one.
    fn object(&mut self, object: &mut dyn Object) -> Result<bool, Failed>;

    /// Reads a list element by element.
    fn list(&mut self, element: &mut dyn FnMut(&mut dyn Reader) -> Result<(), Failed>) -> Result<(), Failed>;
}

/// Reading failed, and the [`Reader`] knows why.
#[derive(Debug)]
pub(crate) struct Failed;

/// An object while it is read field by field.
pub(crate) trait Object {
    /// Reads the field of this name; `false` if there is none, and then the reader was not asked.
    ///
    /// Names are bytes: to compare them, nobody needs to know whether they are valid UTF-8.
    fn read(&mut self, name: &[u8], reader: &mut dyn Reader) -> Result<bool, Failed>;

    /// Whether there is no object without this field: then a value that does not fit is not put aside.
    fn requires(&self, name: &[u8]) -> bool;

    /// The first field that is required and did not come.
    fn missing(&self) -> Option<&'static str>;

    /// Where fields go that the object does not know, or whose values cannot be read.
    fn extra(&mut self) -> &mut Extra;
}

/// A field that is made of a text.
pub(crate) trait FromText {
    /// Takes the text. What it complains of is told with its place in the answer.
    fn take(&mut self, text: &str) -> Result<(), String>;

    /// Takes a number, as a text.
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

/// A field that not every text is good for. An empty one is absence: so Miro tells a time that never was.
pub(crate) struct Parsed<'a, T>(pub(crate) &'a mut Option<T>);

impl<T: FromStr<Err: fmt::Display>> FromText for Parsed<'_, T> {
    fn take(&mut self, text: &str) -> Result<(), String> {
        if !text.is_empty() {
            *self.0 = Some(text.parse().map_err(|error: T::Err| error.to_string())?);
        }
        Ok(())
    }
}

/// A type that can be read from any value of an answer.
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
