use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::{Elements, Outline, Page, Rejected, sealed};
use crate::error::Error;
use crate::response::Response;
use crate::wire;

/// One page of a SCIM list ([RFC 7644, section 3.4.2](https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2)).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StartIndexPage<T> {
    /// The elements that could be read.
    pub resources: Vec<T>,
    /// The elements that could not: one bad element does not cost the others.
    pub rejected: Vec<Rejected>,
    /// How many elements the whole list has.
    pub total_results: Option<u64>,
    /// How many elements Miro says that the page has.
    pub items_per_page: Option<u64>,
    /// The place of the page's first element in the list, from 1.
    pub start_index: Option<u64>,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase", bound = "T: DeserializeOwned")]
struct Wire<T> {
    #[serde(default, rename = "Resources", alias = "resources", deserialize_with = "wire::list")]
    resources: Vec<T>,
    #[serde(default, deserialize_with = "wire::count")]
    total_results: Option<u64>,
    #[serde(default, deserialize_with = "wire::count")]
    items_per_page: Option<u64>,
    #[serde(default, deserialize_with = "wire::count")]
    start_index: Option<u64>,
}

impl<T> StartIndexPage<T> {
    fn new<R>(wire: Wire<R>, elements: impl FnOnce(Vec<R>) -> Elements<T>) -> Self {
        let Elements { items, rejected } = elements(wire.resources);
        Self {
            resources: items,
            rejected,
            total_results: wire.total_results,
            items_per_page: wire.items_per_page,
            start_index: wire.start_index,
        }
    }
}

impl<T> sealed::Sealed for StartIndexPage<T> {}

impl<T: DeserializeOwned + Send + 'static> Page for StartIndexPage<T> {
    type Item = T;

    fn decode(response: &Response) -> Result<Self, Error> {
        // One pass over the bytes where all is well; element by element only where it is not.
        if let Ok(wire) = serde_json::from_slice(response.body()) {
            return Ok(Self::new(wire, Elements::all_read));
        }
        let wire: Wire<Box<RawValue>> = response.json()?;
        Ok(Self::new(wire, |elements| Elements::read_page(response, elements, "Resources")))
    }

    fn outline(&self) -> Outline {
        let count = self.resources.len() + self.rejected.len();
        Outline { count: count as u64, start: self.start_index, total: self.total_results, cursor: None }
    }

    fn into_elements(self) -> Elements<T> {
        Elements { items: self.resources, rejected: self.rejected }
    }
}
