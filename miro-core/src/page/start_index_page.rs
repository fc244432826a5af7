use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::{Elements, Outline, Page, Rejected, envelope, sealed};
use crate::error::Error;
use crate::json;
use crate::response::Response;

/// One page of a SCIM list ([RFC 7644, section 3.4.2](https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2)).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StartIndexPage<T> {
    /// The elements that could be read.
    pub resources: Vec<T>,
    /// The malformed elements.
    pub rejected: Vec<Rejected>,
    /// Number of elements of the whole list.
    pub total_results: Option<u64>,
    /// Number of elements of the page, as Miro reports it.
    pub items_per_page: Option<u64>,
    /// The index of the page's first element in the list, from 1.
    pub start_index: Option<u64>,
    /// Other fields of the page, such as `links`, and malformed counts.
    pub extra: Map<String, Value>,
}

type Wire<T> = envelope::Wire<envelope::Elements<T>, envelope::Resources>;

/// The raw list of the page.
#[derive(serde::Deserialize)]
struct List<'a> {
    #[serde(borrow, rename = "Resources", alias = "resources", default)]
    resources: Option<&'a RawValue>,
}

impl<T> StartIndexPage<T> {
    fn new<R>(wire: Wire<R>, elements: impl FnOnce(Vec<R>) -> Elements<T>) -> Self {
        let Elements { items, rejected } = elements(wire.list.0);
        let mut envelope = wire.envelope;
        Self {
            resources: items,
            rejected,
            total_results: envelope.count("totalResults"),
            items_per_page: envelope.count("itemsPerPage"),
            start_index: envelope.count("startIndex"),
            extra: envelope.into_extra(),
        }
    }
}

impl<T> sealed::Sealed for StartIndexPage<T> {}

impl<T: DeserializeOwned + Send + 'static> Page for StartIndexPage<T> {
    type Item = T;

    fn decode(response: &Response) -> Result<Self, Error> {
        // One pass over the bytes if everything is well-formed; element by element otherwise.
        if let Ok(wire) = json::fast(response.body()) {
            return Ok(Self::new(wire, Elements::all_read));
        }
        let response = &*response.mended();
        let wire: Wire<IgnoredAny> = response.json()?;
        let list: List<'_> = response.borrowed()?;
        let elements = Elements::read_page(response, list.resources, "$.Resources")?;
        Ok(Self::new(wire, |_| elements))
    }

    fn outline(&self) -> Outline {
        let count = self.resources.len().saturating_add(self.rejected.len());
        Outline {
            count: count as u64,
            start: self.start_index,
            total: self.total_results,
            ..Outline::default()
        }
    }

    fn rejected(&self) -> &[Rejected] {
        &self.rejected
    }

    fn into_elements(self) -> Elements<T> {
        Elements { items: self.resources, rejected: self.rejected }
    }
}
