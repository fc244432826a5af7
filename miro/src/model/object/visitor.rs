//! The serde visitors for a text, a list and an object, which delegate to a table.

use std::borrow::Cow;
use std::fmt;

use miro_core::__private::{is_first_reading, memory};
use miro_core::wire;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::source::{Field, read};
use super::{Failed, FromText, Object, Reader};

pub(super) struct TextVisitor<'a>(pub(super) &'a mut dyn FromText);

impl TextVisitor<'_> {
    fn take<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.take(text).map_err(E::custom)
    }

    fn take_number<E: Error>(self, number: &dyn fmt::Display) -> Result<(), E> {
        self.0.take_number(&number.to_string()).map_err(E::custom)
    }
}

impl Visitor<'_> for TextVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string or a number")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.take(if value { "true" } else { "false" })
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.take_number(&value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.take_number(&value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.take_number(&value)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.take(text)
    }
}

pub(super) struct WordsVisitor;

impl<'de> Visitor<'de> for WordsVisitor {
    type Value = Vec<String>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of words, or a string of them")
    }

    fn visit_unit<E: Error>(self) -> Result<Vec<String>, E> {
        Ok(Vec::new())
    }

    fn visit_str<E: Error>(self, words: &str) -> Result<Vec<String>, E> {
        let mut list = Vec::new();
        for word in words.split_whitespace() {
            memory::push(&mut list, word.to_owned()).map_err(E::custom)?;
        }
        Ok(list)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Vec<String>, A::Error> {
        let mut words = Vec::new();
        while let Some(Word(word)) = elements.next_element()? {
            if let Some(word) = word {
                memory::push(&mut words, word).map_err(A::Error::custom)?;
            }
        }
        Ok(words)
    }
}

/// A string, or a number as one.
struct Word(Option<String>);

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer).map(Self)
    }
}

pub(super) struct ListVisitor<'a>(pub(super) &'a mut dyn FnMut(&mut dyn Reader) -> Result<(), Failed>);

impl<'de> Visitor<'de> for ListVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        // On a repeated reading, a list in a buffered field has a known length, so that reading can continue after a
        // malformed element.
        let Some(count) = elements.size_hint().filter(|_| !is_first_reading()) else {
            while elements.next_element_seed(Element(&mut *self.0))?.is_some() {}
            return Ok(());
        };
        let mut malformed = None;
        for _ in 0..count {
            if let Err(error) = elements.next_element_seed(Element(&mut *self.0)) {
                malformed = malformed.or(Some(error));
            }
        }
        malformed.map_or(Ok(()), Err)
    }
}

struct Element<'a>(&'a mut dyn FnMut(&mut dyn Reader) -> Result<(), Failed>);

impl<'de> DeserializeSeed<'de> for Element<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        read(deserializer, self.0)
    }
}

pub(super) struct ObjectVisitor<'a>(pub(super) &'a mut dyn Object);

impl<'de> Visitor<'de> for ObjectVisitor<'_> {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_map(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let is_tolerant = !is_first_reading();
        while let Some(Name(name)) = map.next_key()? {
            map.next_value_seed(Field { name, object: &mut *self.0, is_tolerant })?;
        }
        match self.0.missing() {
            None => Ok(true),
            Some(name) => Err(A::Error::missing_field(name)),
        }
    }
}

/// The name of a field, borrowed from the response if it has no escapes there.
struct Name<'de>(Cow<'de, [u8]>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_borrowed_bytes<E: Error>(self, name: &'de [u8]) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }

    // Called by deserializers that do not read text, such as `Value`.
    fn visit_str<E: Error>(self, name: &str) -> Result<Name<'de>, E> {
        self.visit_bytes(name.as_bytes())
    }
}
