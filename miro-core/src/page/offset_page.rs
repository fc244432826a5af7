use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::{Elements, Outline, Page, Rejected, envelope, sealed};
use crate::error::Error;
use crate::json;
use crate::response::Response;

/// One page of a list that is paged by offset.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OffsetPage<T> {
    /// The elements that could be read.
    pub data: Vec<T>,
    /// The malformed elements.
    pub rejected: Vec<Rejected>,
    /// Number of elements of the whole list.
    pub total: Option<u64>,
    /// Number of elements of the page, as Miro reports it.
    pub size: Option<u64>,
    /// Number of elements before the page.
    pub offset: Option<u64>,
    /// The page size that Miro used.
    pub limit: Option<u64>,
    /// The URL of the next page from `links`; `None` on the last page, and in lists without links.
    pub next: Option<String>,
    /// Other fields of the page, such as `links`, and malformed counts.
    pub extra: Map<String, Value>,
}

type Wire<T> = envelope::Wire<envelope::Elements<T>, envelope::OffsetData>;

/// The raw list of the page.
#[derive(serde::Deserialize)]
struct List<'a> {
    #[serde(borrow)]
    data: Option<&'a RawValue>,
}

impl<T> OffsetPage<T> {
    fn new<R>(wire: Wire<R>, elements: impl FnOnce(Vec<R>) -> Elements<T>) -> Self {
        let Elements { items, rejected } = elements(wire.list.0);
        let mut envelope = wire.envelope;
        Self {
            data: items,
            rejected,
            total: envelope.count("total"),
            size: envelope.count("size"),
            offset: envelope.count("offset"),
            limit: envelope.count("limit"),
            next: envelope.next(),
            extra: envelope.into_extra(),
        }
    }
}

impl<T> sealed::Sealed for OffsetPage<T> {}

impl<T: DeserializeOwned + Send + 'static> Page for OffsetPage<T> {
    type Item = T;

    fn decode(response: &Response) -> Result<Self, Error> {
        // One pass over the bytes if everything is well-formed; element by element otherwise.
        if let Ok(wire) = json::fast(response.body()) {
            return Ok(Self::new(wire, Elements::all_read));
        }
        let response = &*response.mended();
        let wire: Wire<IgnoredAny> = response.json()?;
        let list: List<'_> = response.borrowed()?;
        let elements = Elements::read_page(response, list.data, "$.data")?;
        Ok(Self::new(wire, |_| elements))
    }

    fn outline(&self) -> Outline {
        let count = self.data.len().saturating_add(self.rejected.len());
        Outline {
            count: count as u64,
            start: self.offset,
            total: self.total,
            cursor: None,
            limit: self.limit,
            has_next: self.next.is_some(),
        }
    }

    fn rejected(&self) -> &[Rejected] {
        &self.rejected
    }

    fn into_elements(self) -> Elements<T> {
        Elements { items: self.data, rejected: self.rejected }
    }
}
