use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::value::RawValue;

use crate::decode;
use crate::error::Error;
use crate::json::{
    self,
    memory::{self, Exceeded},
};
use crate::response::Response;
use crate::wire;

/// The elements of a list. One malformed element does not fail the others.
///
/// To fail if any element is malformed, collect them:
///
/// ```
/// # fn all(elements: miro_core::page::Elements<String>) -> Result<(), miro_core::Error> {
/// let all = elements.into_iter().collect::<Result<Vec<_>, _>>()?;
/// # Ok(())
/// # }
/// ```
///
/// A list with more than 1,000 malformed elements, or with more than 100,000 in all, fails as a whole.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Elements<T> {
    /// The elements that could be read, in Miro's order.
    pub items: Vec<T>,
    /// The malformed elements.
    pub rejected: Vec<Rejected>,
}

/// An element of a list that could not be read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Rejected {
    /// Its index among all elements of the response, from 0.
    pub index: usize,
    /// The error, with its [JSON path](Error::json_path).
    pub error: Error,
    /// The element as Miro sent it.
    pub raw: Box<RawValue>,
}

/// The memory of a malformed element in addition to its text: the error, its sentence, its path, the id of the
/// request.
const MALFORMED: usize = 1_000;

impl<T> Elements<T> {
    /// Number of elements, malformed ones included.
    #[must_use]
    pub fn count(&self) -> usize {
        self.items.len().saturating_add(self.rejected.len())
    }

    fn into_places(self) -> Places<T> {
        Places { items: self.items.into_iter(), rejected: self.rejected.into_iter().peekable(), index: 0 }
    }

    /// Adds the elements of the next page, until this many are collected. Indexes count from the first page.
    pub(super) fn append(&mut self, page: Self, wanted: usize) {
        let before = self.count();
        for (place, element) in page.into_places().enumerate() {
            let index = before.saturating_add(place);
            if index >= wanted {
                return;
            }
            match element {
                Ok(item) => self.items.push(item),
                Err(rejected) => self.rejected.push(Rejected { index, ..rejected }),
            }
        }
    }

    pub(crate) fn all_read(items: Vec<T>) -> Self {
        Self { items, rejected: Vec::new() }
    }
}

impl<T: DeserializeOwned> Elements<T> {
    /// Reads the next element. `path` returns its path in the response, by its index among all elements.
    pub(crate) fn take(
        &mut self,
        raw: Box<RawValue>,
        path: &dyn Fn(usize) -> String,
    ) -> Result<(), Exceeded> {
        // From a slice, like pages: a decoder for `str` would be compiled a second time for each type.
        match json::from_slice(raw.get().as_bytes()) {
            Ok(item) => memory::push(&mut self.items, item),
            Err(error) => reject(&mut self.rejected, self.items.len(), raw, path, &error),
        }
    }

    /// Reads the elements of the list at this path in the response.
    fn read<'de, D: Deserializer<'de>>(path: &str, deserializer: D) -> Result<Self, D::Error> {
        let mut elements = Self::default();
        wire::each(deserializer, &mut |raw| elements.take(raw, &|index| format!("{path}[{index}]")))?;
        Ok(elements)
    }

    /// Reads the elements of a page one by one, from its raw list and the path of that list.
    pub(crate) fn read_page(response: &Response, list: Option<&RawValue>, path: &str) -> Result<Self, Error> {
        let mut elements = Self::default();
        let mut take = |raw| elements.take(raw, &|index| format!("{path}[{index}]"));
        list.map_or(Ok(()), |list| each_of_list(response, list, path, &mut take))?;
        Ok(elements)
    }

    /// Reads the elements in a field of a response. Errors name the field.
    ///
    /// # Errors
    /// Fails if the value is not a list.
    #[doc(hidden)]
    pub fn deserialize_field<'de, D: Deserializer<'de>>(
        field: &str,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        Self::read(&format!("$.{field}"), deserializer)
    }
}

/// Keeps an element that could not be read.
#[cold]
fn reject(
    rejected: &mut Vec<Rejected>,
    readable: usize,
    raw: Box<RawValue>,
    path: &dyn Fn(usize) -> String,
    error: &serde_json::Error,
) -> Result<(), Exceeded> {
    // Then neither this element nor any later one is malformed.
    if memory::is_exhausted() {
        return Err(Exceeded::Memory);
    }
    if rejected.len() >= memory::MAX_MALFORMED {
        return Err(Exceeded::Malformed);
    }
    let json = raw.get().as_bytes();
    memory::claim(json.len().saturating_add(MALFORMED))?;
    let index = readable.saturating_add(rejected.len());
    let error = decode::element_error(&path(index), json, error);
    memory::push(rejected, Rejected { index, error, raw })
}

/// Passes on each element of a list of a response. `path` is the path of the list.
pub(super) fn each_of_list(
    response: &Response,
    list: &RawValue,
    path: &str,
    take: &mut dyn FnMut(Box<RawValue>) -> Result<(), Exceeded>,
) -> Result<(), Error> {
    let _entered = response.origin().enter();
    let json = list.get().as_bytes();
    wire::each(&mut serde_json::Deserializer::from_slice(json), take)
        .map_err(|error| decode::element_error(path, json, &error))
}

impl<T> Default for Elements<T> {
    fn default() -> Self {
        Self::all_read(Vec::new())
    }
}

/// Equal if the decoded elements are equal, and the malformed ones have the same text.
impl<T: PartialEq> PartialEq for Elements<T> {
    fn eq(&self, other: &Self) -> bool {
        let texts = |elements: &Self| -> Vec<(usize, String)> {
            elements.rejected.iter().map(|rejected| (rejected.index, rejected.raw.get().to_owned())).collect()
        };
        self.items == other.items && texts(self) == texts(other)
    }
}

impl<T> IntoIterator for Elements<T> {
    type Item = Result<T, Error>;
    type IntoIter = IntoIter<T>;

    /// Returns all elements in Miro's order, malformed ones as errors.
    fn into_iter(self) -> IntoIter<T> {
        IntoIter(self.into_places())
    }
}

/// Iterator over the elements of a list in order, malformed ones as errors.
#[derive(Debug)]
pub struct IntoIter<T>(Places<T>);

impl<T> Iterator for IntoIter<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Result<T, Error>> {
        self.0.next().map(|element| element.map_err(|rejected| rejected.error))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

/// The elements of a list in order, malformed ones included.
#[derive(Debug)]
struct Places<T> {
    items: std::vec::IntoIter<T>,
    rejected: std::iter::Peekable<std::vec::IntoIter<Rejected>>,
    /// The index of the next element.
    index: usize,
}

impl<T> Iterator for Places<T> {
    type Item = Result<T, Rejected>;

    fn next(&mut self) -> Option<Result<T, Rejected>> {
        let is_last = self.items.as_slice().is_empty();
        let rejected = self.rejected.next_if(|rejected| is_last || rejected.index <= self.index);
        self.index = self.index.saturating_add(1);
        match rejected {
            Some(rejected) => Some(Err(rejected)),
            None => self.items.next().map(Ok),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let count = self.items.len().saturating_add(self.rejected.len());
        (count, Some(count))
    }
}

impl<T> ExactSizeIterator for IntoIter<T> {}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Elements<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read("$", deserializer)
    }
}

impl<T: serde::Serialize> serde::Serialize for Elements<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.items)
    }
}

#[cfg(test)]
mod tests;
