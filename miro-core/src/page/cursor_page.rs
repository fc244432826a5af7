use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::{Cursor, Elements, Outline, Page, Rejected, sealed};
use crate::error::Error;
use crate::response::Response;
use crate::wire;

/// One page of a list that is paged by cursor.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CursorPage<T> {
    /// The elements that could be read.
    pub data: Vec<T>,
    /// The elements that could not: one bad element does not cost the others.
    pub rejected: Vec<Rejected>,
    /// Where the next page starts; none on the last.
    pub cursor: Option<Cursor>,
    /// How many elements the whole list has; Miro leaves it out of many lists.
    pub total: Option<u64>,
    /// How many elements Miro says that the page has.
    pub size: Option<u64>,
    /// The page size that Miro used.
    pub limit: Option<u64>,
}

#[derive(serde::Deserialize)]
#[serde(bound = "T: DeserializeOwned")]
struct Wire<T> {
    // Not optional: what lacks it is no page, and an empty one would end a stream as if all had come.
    #[serde(deserialize_with = "wire::list")]
    data: Vec<T>,
    #[serde(default, deserialize_with = "wire::text")]
    cursor: Option<String>,
    #[serde(default, deserialize_with = "wire::count")]
    total: Option<u64>,
    #[serde(default, deserialize_with = "wire::count")]
    size: Option<u64>,
    #[serde(default, deserialize_with = "wire::count")]
    limit: Option<u64>,
}

/// The page of the items of a group: the elements stand in the group, which stands where elements do elsewhere, and may
/// come in pages of their own.
#[derive(serde::Deserialize)]
struct Nested {
    data: Group,
    #[serde(default, deserialize_with = "wire::text")]
    cursor: Option<String>,
    #[serde(default, deserialize_with = "wire::count")]
    total: Option<u64>,
    #[serde(default, deserialize_with = "wire::count")]
    size: Option<u64>,
    #[serde(default, deserialize_with = "wire::count")]
    limit: Option<u64>,
}

#[derive(serde::Deserialize)]
struct Group {
    data: Vec<Box<RawValue>>,
}

/// A page among elements. An element has an `id`, a page has none.
#[derive(serde::Deserialize)]
struct InnerPage {
    id: Option<serde::de::IgnoredAny>,
    data: Vec<Box<RawValue>>,
}

impl Nested {
    fn flattened(self) -> Wire<Box<RawValue>> {
        let elements = self.data.data.into_iter().flat_map(|element| {
            match serde_json::from_slice::<InnerPage>(element.get().as_bytes()) {
                Ok(InnerPage { id: None, data }) => data,
                _ => vec![element],
            }
        });
        let data = elements.collect();
        Wire { data, cursor: self.cursor, total: self.total, size: self.size, limit: self.limit }
    }
}

impl<T> CursorPage<T> {
    fn new<R>(wire: Wire<R>, elements: impl FnOnce(Vec<R>) -> Elements<T>) -> Self {
        let Elements { items, rejected } = elements(wire.data);
        Self {
            data: items,
            rejected,
            cursor: wire.cursor.filter(|cursor| !cursor.is_empty()).map(Cursor::new),
            total: wire.total,
            size: wire.size,
            limit: wire.limit,
        }
    }
}

impl<T> sealed::Sealed for CursorPage<T> {}

impl<T: DeserializeOwned + Send + 'static> Page for CursorPage<T> {
    type Item = T;

    fn decode(response: &Response) -> Result<Self, Error> {
        // One pass over the bytes where all is well; element by element only where it is not.
        if let Ok(wire) = serde_json::from_slice(response.body()) {
            return Ok(Self::new(wire, Elements::all_read));
        }
        let wire: Wire<Box<RawValue>> = match serde_json::from_slice::<Nested>(response.body()) {
            Ok(nested) => nested.flattened(),
            Err(_) => response.json()?,
        };
        Ok(Self::new(wire, |elements| Elements::read_page(response, elements, "data")))
    }

    fn outline(&self) -> Outline {
        let count = self.data.len() + self.rejected.len();
        Outline { count: count as u64, start: None, total: self.total, cursor: self.cursor.clone() }
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

    fn ids(body: &'static str) -> Vec<String> {
        let response = Response::new(&OPERATION, http::Response::new(Bytes::from_static(body.as_bytes())));
        let page = CursorPage::<Thing>::decode(&response).unwrap();
        page.data.into_iter().map(|thing| thing.id).collect()
    }

    #[test]
    fn elements_are_found_where_a_group_holds_them() {
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
    fn what_has_no_elements_is_no_page() {
        for body in [r#"{"size":0}"#, r#"{"data":{"id":"g"}}"#, "[]"] {
            let response =
                Response::new(&OPERATION, http::Response::new(Bytes::from_static(body.as_bytes())));
            assert!(CursorPage::<Thing>::decode(&response).is_err(), "{body}");
        }
    }
}
