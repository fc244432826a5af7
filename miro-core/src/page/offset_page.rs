use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::{Elements, Outline, Page, Rejected, sealed};
use crate::error::Error;
use crate::response::Response;
use crate::wire;

/// One page of a list that is paged by offset.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OffsetPage<T> {
    /// The elements that could be read.
    pub data: Vec<T>,
    /// The elements that could not: one bad element does not cost the others.
    pub rejected: Vec<Rejected>,
    /// How many elements the whole list has.
    pub total: Option<u64>,
    /// How many elements Miro says that the page has.
    pub size: Option<u64>,
    /// How many elements of the list come before the page.
    pub offset: Option<u64>,
    /// The page size that Miro used.
    pub limit: Option<u64>,
}

#[derive(serde::Deserialize)]
#[serde(bound = "T: DeserializeOwned")]
struct Wire<T> {
    // Not optional: what lacks it is no page, and an empty one would end a stream as if all had come.
    #[serde(deserialize_with = "wire::list")]
    data: Vec<T>,
    #[serde(default, deserialize_with = "wire::count")]
    total: Option<u64>,
    #[serde(default, deserialize_with = "wire::count")]
    size: Option<u64>,
    #[serde(default, deserialize_with = "wire::count")]
    offset: Option<u64>,
    #[serde(default, deserialize_with = "wire::count")]
    limit: Option<u64>,
}

impl<T> OffsetPage<T> {
    fn new<R>(wire: Wire<R>, elements: impl FnOnce(Vec<R>) -> Elements<T>) -> Self {
        let Elements { items, rejected } = elements(wire.data);
        Self {
            data: items,
            rejected,
            total: wire.total,
            size: wire.size,
            offset: wire.offset,
            limit: wire.limit,
        }
    }
}

impl<T> sealed::Sealed for OffsetPage<T> {}

impl<T: DeserializeOwned + Send + 'static> Page for OffsetPage<T> {
    type Item = T;

    fn decode(response: &Response) -> Result<Self, Error> {
        // One pass over the bytes where all is well; element by element only where it is not.
        if let Ok(wire) = serde_json::from_slice(response.body()) {
            return Ok(Self::new(wire, Elements::all_read));
        }
        let wire: Wire<Box<RawValue>> = response.json()?;
        Ok(Self::new(wire, |elements| Elements::read_page(response, elements, "data")))
    }

    fn outline(&self) -> Outline {
        let count = self.data.len() + self.rejected.len();
        Outline { count: count as u64, start: self.offset, total: self.total, cursor: None }
    }

    fn into_elements(self) -> Elements<T> {
        Elements { items: self.data, rejected: self.rejected }
    }
}
