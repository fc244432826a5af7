use std::collections::HashMap;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::{Cursor, Elements, Outline, Page, Rejected, sealed};
use crate::decode;
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

/// Whether there is a group where elements stand elsewhere: then that is what a complaint is about.
fn is_nested(body: &[u8]) -> bool {
    #[derive(serde::Deserialize)]
    struct Outside {
        // A list would be read as a struct, too.
        data: HashMap<String, serde::de::IgnoredAny>,
    }

    let outside = serde_json::from_slice::<Outside>(body);
    outside.is_ok_and(|Outside { data }| data.contains_key("id") || data.contains_key("data"))
}

impl Nested {
    /// The elements as those of one page, and where in the answer each of them is.
    fn flattened(self) -> (Wire<Box<RawValue>>, Vec<String>) {
        let (mut data, mut paths) = (Vec::new(), Vec::new());
        for (index, element) in self.data.data.into_iter().enumerate() {
            let path = format!("$.data.data[{index}]");
            match serde_json::from_slice::<InnerPage>(element.get().as_bytes()) {
                Ok(InnerPage { id: None, data: inner }) => {
                    paths.extend((0..inner.len()).map(|index| format!("{path}.data[{index}]")));
                    data.extend(inner);
                }
                _ => {
                    paths.push(path);
                    data.push(element);
                }
            }
        }
        (Wire { data, cursor: self.cursor, total: self.total, size: self.size, limit: self.limit }, paths)
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
        if is_nested(response.body()) {
            let (wire, paths) = response.json::<Nested>()?.flattened();
            return Ok(Self::new(wire, |elements| {
                Elements::read_each(elements, |index, element, error| {
                    let path = paths.get(index).map_or("$.data", String::as_str);
                    decode::element_failure(response, path, element, error)
                })
            }));
        }
        let wire: Wire<Box<RawValue>> = response.json()?;
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

    fn page(body: &'static str) -> Result<CursorPage<Thing>, Error> {
        let response = http::Response::new(Bytes::from_static(body.as_bytes()));
        CursorPage::decode(&Response::new(&OPERATION, response))
    }

    fn ids(body: &'static str) -> Vec<String> {
        page(body).unwrap().data.into_iter().map(|thing| thing.id).collect()
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
    fn an_element_that_cannot_be_read_is_named_with_its_place_in_the_group() {
        let page = page(r#"{"data":{"id":"g","data":[{"data":[{"id":"1"},{"id":{}}],"size":1},{"id":7}]}}"#);
        let rejected = page.unwrap().rejected;
        let paths: Vec<_> = rejected.iter().filter_map(|rejected| rejected.error.json_path()).collect();
        assert_eq!(paths, ["$.data.data[0].data[1].id", "$.data.data[1].id"]);
    }

    #[test]
    fn a_complaint_about_a_group_is_about_the_group() {
        for (body, path) in [
            (r#"{"data":{"id":"g","data":"none"}}"#, "$.data.data"),
            (r#"{"data":{"id":"g","data":[]},"size":[]}"#, "$.size"),
            (r#"{"data":{"id":"g"}}"#, "$.data"),
            (r#"{"data":{}}"#, "$.data"),
            (r#"{"data":[{"id":"1"},{"id":"2"}],"size":[]}"#, "$.size"),
        ] {
            assert_eq!(page(body).unwrap_err().json_path(), Some(path), "{body}");
        }
    }

    #[test]
    fn what_has_no_elements_is_no_page() {
        for body in [r#"{"size":0}"#, r#"{"data":{"id":"g"}}"#, "[]"] {
            assert!(page(body).is_err(), "{body}");
        }
    }
}
