use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::value::RawValue;

use crate::decode;
use crate::error::Error;
use crate::response::Response;

/// The elements of a list, of which some may be unreadable: one bad element does not cost the others.
///
/// Those who rather have none than not all collect them:
///
/// ```
/// # fn all(elements: miro_core::page::Elements<String>) -> Result<(), miro_core::Error> {
/// let all = elements.into_iter().collect::<Result<Vec<_>, _>>()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Elements<T> {
    /// The elements that could be read, in Miro's order.
    pub items: Vec<T>,
    /// The elements that could not.
    pub rejected: Vec<Rejected>,
}

/// An element of a list that could not be read.
#[derive(Clone, Debug)]
pub struct Rejected {
    /// Its place among all elements that came together, from 0.
    pub index: usize,
    /// What could not be read, with its [JSON path](Error::json_path).
    pub error: Error,
    /// The element as it came.
    pub raw: Box<RawValue>,
}

impl<T> Elements<T> {
    /// How many elements came, readable or not.
    #[must_use]
    pub fn count(&self) -> usize {
        self.items.len() + self.rejected.len()
    }

    pub(crate) fn all_read(items: Vec<T>) -> Self {
        Self { items, rejected: Vec::new() }
    }
}

impl<T: DeserializeOwned> Elements<T> {
    /// Reads elements one by one, `failure` making the error of one that cannot be read.
    pub(crate) fn read_each(
        raw_elements: Vec<Box<RawValue>>,
        failure: impl Fn(usize, &[u8], &serde_json::Error) -> Error,
    ) -> Self {
        let mut elements = Self { items: Vec::with_capacity(raw_elements.len()), rejected: Vec::new() };
        for (index, raw) in raw_elements.into_iter().enumerate() {
            // From a slice, as pages are: a decoder for `str` would be compiled once more for each type.
            match decode::from_slice(raw.get().as_bytes()) {
                Ok(item) => elements.items.push(item),
                Err(error) => {
                    let error = failure(index, raw.get().as_bytes(), &error);
                    elements.rejected.push(Rejected { index, error, raw });
                }
            }
        }
        elements
    }

    pub(crate) fn read_page(response: &Response, raw_elements: Vec<Box<RawValue>>, field: &str) -> Self {
        Self::read_each(raw_elements, |index, element, error| {
            decode::element_failure(response, &format!("$.{field}[{index}]"), element, error)
        })
    }
}

impl<T> Default for Elements<T> {
    fn default() -> Self {
        Self::all_read(Vec::new())
    }
}

/// Equal if the same elements could be read, and the others came as the same text.
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
    type IntoIter = std::vec::IntoIter<Result<T, Error>>;

    /// All elements in Miro's order, those that could not be read as errors.
    fn into_iter(self) -> Self::IntoIter {
        let mut all: Vec<_> = self.items.into_iter().map(Ok).collect();
        for rejected in self.rejected {
            // In ascending order, so everything before it is in its place already.
            all.insert(rejected.index.min(all.len()), Err(rejected.error));
        }
        all.into_iter()
    }
}

impl<T: DeserializeOwned> Elements<T> {
    /// Reads the elements that stand in a field of an answer: errors name it.
    ///
    /// # Errors
    /// Fails on what is no list.
    #[doc(hidden)]
    pub fn deserialize_field<'de, D: Deserializer<'de>>(
        field: &str,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        Self::deserialize_at(&format!("$.{field}"), deserializer)
    }

    fn deserialize_at<'de, D: Deserializer<'de>>(path: &str, deserializer: D) -> Result<Self, D::Error> {
        let raw_elements = crate::wire::list(deserializer)?;
        Ok(Self::read_each(raw_elements, |index, element, error| {
            decode::complaint_about_element(&format!("{path}[{index}]"), element, error)
        }))
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Elements<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize_at("$", deserializer)
    }
}

impl<T: serde::Serialize> serde::Serialize for Elements<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.items)
    }
}
