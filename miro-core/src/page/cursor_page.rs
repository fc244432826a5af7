use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::elements::each_of_list;
use super::envelope::{self, Envelope};
use super::{Cursor, Elements, Outline, Page, Rejected, sealed};
use crate::error::Error;
use crate::json::{self, memory::Exceeded};
use crate::response::Response;
use crate::wire;

/// One page of a list that is paged by cursor.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CursorPage<T> {
    /// The elements that could be read.
    pub data: Vec<T>,
    /// The malformed elements.
    pub rejected: Vec<Rejected>,
    /// The place of the next page; `None` on the last page.
    pub cursor: Option<Cursor>,
    /// Number of elements of the whole list, which Miro omits from many lists.
    pub total: Option<u64>,
    /// Number of elements of the page, as Miro reports it.
    pub size: Option<u64>,
    /// The page size that Miro used.
    pub limit: Option<u64>,
    /// Other fields of the page, such as `links`, and malformed counts.
    pub extra: Map<String, Value>,
}

type Wire<T> = envelope::Wire<envelope::Elements<T>, envelope::CursorData>;

/// The raw list of the page, or the raw group.
#[derive(serde::Deserialize)]
struct Data<'a> {
    #[serde(borrow)]
    data: Option<&'a RawValue>,
}

/// A page with the items of a group: the group is in the field of the elements, and contains them, possibly in
/// nested pages.
type Nested = envelope::Wire<Group, envelope::CursorData>;

#[derive(Default, serde::Deserialize)]
struct Group {
    #[serde(rename = "data", deserialize_with = "wire::list")]
    _data: Vec<IgnoredAny>,
}

/// Distinguishes a group from elements, and a nested page from an element: an element has an `id`, a page does
/// not.
#[derive(serde::Deserialize)]
struct Inside<'a> {
    #[serde(default)]
    id: Option<IgnoredAny>,
    #[serde(default, borrow)]
    data: Option<&'a RawValue>,
}

impl<'a> Inside<'a> {
    fn of(object: &'a RawValue) -> Option<Self> {
        // A list would be read as a struct as well.
        let is_object = object.get().starts_with('{');
        is_object.then(|| serde_json::from_slice(object.get().as_bytes()).ok()).flatten()
    }

    /// The list inside the object.
    fn list(&self) -> Option<&'a RawValue> {
        self.data.filter(|data| data.get().starts_with('['))
    }
}

/// Whether a group is in the field of the elements, so that errors are about the group.
fn is_nested(data: Option<&RawValue>) -> bool {
    data.and_then(Inside::of).is_some_and(|inside| inside.id.is_some() || inside.data.is_some())
}

impl<T: DeserializeOwned> Elements<T> {
    /// Reads the elements of a group, which are either in the group itself or in its nested pages.
    fn read_group(response: &Response, group: Option<&RawValue>) -> Result<Self, Error> {
        let mut elements = Self::default();
        each_of_group(response, group, &mut |raw, path| elements.take(raw, path))?;
        Ok(elements)
    }
}

/// Takes an element. A function returns its path in the response, because only an error needs the path.
type Take<'a> = &'a mut dyn FnMut(Box<RawValue>, &dyn Fn(usize) -> String) -> Result<(), Exceeded>;

fn each_of_group(response: &Response, group: Option<&RawValue>, take: Take<'_>) -> Result<(), Error> {
    let Some(list) = group.and_then(Inside::of).and_then(|group| group.list()) else { return Ok(()) };
    let mut place = 0_usize;
    each_of_list(response, list, "$.data.data", &mut |raw| {
        let path = |_| format!("$.data.data[{place}]");
        let page = Inside::of(&raw).filter(|page| page.id.is_none()).and_then(|page| page.list());
        let taken = match page {
            None => take(raw, &path),
            Some(page) => each_of_page(page, &path(0), take),
        };
        place = place.saturating_add(1);
        taken
    })
}

fn each_of_page(page: &RawValue, path: &str, take: Take<'_>) -> Result<(), Exceeded> {
    let mut place = 0_usize;
    let mut exceeded = Ok(());
    let mut take = |raw| {
        exceeded = take(raw, &|_| format!("{path}.data[{place}]"));
        place = place.saturating_add(1);
        exceeded
    };
    // The list is valid JSON, so it is read to its end unless a limit is exceeded.
    let _ = wire::each(&mut serde_json::Deserializer::from_slice(page.get().as_bytes()), &mut take);
    exceeded
}

impl<T> CursorPage<T> {
    fn new(elements: Elements<T>, cursor: Option<String>, mut envelope: Envelope) -> Self {
        let Elements { items, rejected } = elements;
        Self {
            data: items,
            rejected,
            cursor: cursor.map(Cursor::new),
            total: envelope.count("total"),
            size: envelope.count("size"),
            limit: envelope.count("limit"),
            extra: envelope.into_extra(),
        }
    }
}

impl<T> sealed::Sealed for CursorPage<T> {}

impl<T: DeserializeOwned + Send + 'static> Page for CursorPage<T> {
    type Item = T;

    fn decode(response: &Response) -> Result<Self, Error> {
        // One pass over the bytes if everything is well-formed; element by element otherwise.
        if let Ok(Wire { list, cursor, envelope, .. }) = json::fast(response.body()) {
            return Ok(Self::new(Elements::all_read(list.0), cursor, envelope));
        }
        let response = &*response.mended();
        let data = response.borrowed::<Data<'_>>()?.data;
        if is_nested(data) {
            let Nested { cursor, envelope, .. } = response.json()?;
            return Ok(Self::new(Elements::read_group(response, data)?, cursor, envelope));
        }
        let Wire::<IgnoredAny> { cursor, envelope, .. } = response.json()?;
        Ok(Self::new(Elements::read_page(response, data, "$.data")?, cursor, envelope))
    }

    fn outline(&self) -> Outline {
        let count = self.data.len().saturating_add(self.rejected.len());
        Outline { count: count as u64, total: self.total, cursor: self.cursor.clone(), ..Outline::default() }
    }

    fn rejected(&self) -> &[Rejected] {
        &self.rejected
    }

    fn into_elements(self) -> Elements<T> {
        Elements { items: self.data, rejected: self.rejected }
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::Method;

    use super::*;
    use crate::operation::Operation;

    static OPERATION: Operation = Operation::new("getItemsByGroupId", Method::GET, "/items", "items()");

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Thing {
        id: String,
    }

    fn page(body: &'static str) -> Result<CursorPage<Thing>, Error> {
        let response = http::Response::new(Bytes::from_static(body.as_bytes()));
        CursorPage::decode(&Response::new(&OPERATION, response, None))
    }

    fn ids(body: &'static str) -> Vec<String> {
        page(body).unwrap().data.into_iter().map(|thing| thing.id).collect()
    }

    #[test]
    fn finds_elements_inside_a_group() {
        assert_eq!(ids(r#"{"data":[{"id":"1"},{"id":"2"}]}"#), ["1", "2"]);
        assert_eq!(
            ids(r#"{"size":2,"data":{"id":"g","type":"group","data":[{"id":"1"},{"id":"2"}]}}"#),
            ["1", "2"]
        );
        assert_eq!(
            ids(r#"{"data":{"id":"g","data":[{"data":[{"id":"1"}],"size":1},{"id":"2","data":[]}]}}"#),
            ["1", "2"]
        );
    }

    #[test]
    fn a_malformed_element_has_its_path_in_the_group() {
        let page = page(r#"{"data":{"id":"g","data":[{"data":[{"id":"1"},{"id":{}}],"size":1},{"id":7}]}}"#);
        let rejected = page.unwrap().rejected;
        let paths: Vec<_> = rejected.iter().filter_map(|rejected| rejected.error.json_path()).collect();
        assert_eq!(paths, ["$.data.data[0].data[1].id", "$.data.data[1].id"]);
    }

    #[test]
    fn errors_locate_the_fault_in_the_group() {
        for (body, path) in [
            (r#"{"data":{"id":"g","data":"none"}}"#, "$.data.data"),
            (r#"{"data":{"id":"g","data":[]},"cursor":[]}"#, "$.cursor"),
            (r#"{"data":{"id":"g"}}"#, "$.data"),
            (r#"{"data":{}}"#, "$.data"),
            (r#"{"data":[{"id":"1"},{"id":"2"}],"cursor":[]}"#, "$.cursor"),
        ] {
            assert_eq!(page(body).unwrap_err().json_path(), Some(path), "{body}");
        }
    }

    #[test]
    fn a_page_without_elements_is_an_error() {
        for body in [r#"{"size":1}"#, r#"{"data":{"id":"g"}}"#, "[]"] {
            assert!(page(body).is_err(), "{body}");
        }
    }
}
