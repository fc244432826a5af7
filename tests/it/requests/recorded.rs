//! Calls that were made once, and can be made again with any response, by tests that do not know their types.

use std::fmt::Debug;
use std::future::IntoFuture;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use miro::http::{Response, StatusCode};
use miro::page::{CursorPage, OffsetPage, StartIndexPage};
use miro::transport::{Body, SentRequest};
use miro::{Error, Operation, Rejected};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::environment::wait_for;

/// A call that was made: what it sent, and how it decodes a response.
pub(crate) struct Recorded {
    pub(crate) operation: &'static Operation,
    pub(crate) sent: SentRequest,
    /// The Rust type that it returns.
    pub(crate) returned_type: &'static str,
    response: NextResponse,
    again: Box<dyn Fn() -> Result<Seen, Error>>,
}

impl Recorded {
    pub(super) fn new<T, C, Kind>(
        operation: &'static Operation,
        sent: SentRequest,
        call: C,
        response: NextResponse,
    ) -> Self
    where
        T: Observe<Kind>,
        C: IntoFuture<Output = Result<T, Error>> + Clone + 'static,
    {
        let again = move || wait_for(call.clone()).map(Observe::observe);
        let returned_type = std::any::type_name::<T>();
        Self { operation, sent, returned_type, response, again: Box::new(again) }
    }

    /// Makes the call again with this response.
    pub(crate) fn respond_with(&self, status: u16, body: impl Into<Bytes>) -> Result<Seen, Error> {
        self.response.set(status, body.into());
        (self.again)()
    }
}

/// The response for a call that is made again.
#[derive(Clone, Debug, Default)]
pub(super) struct NextResponse(Arc<Mutex<Option<Response<Body>>>>);

impl NextResponse {
    fn set(&self, status: u16, body: Bytes) {
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = StatusCode::from_u16(status).unwrap();
        *self.0.lock().unwrap() = Some(response);
    }

    pub(super) fn taken(&self) -> Option<Response<Body>> {
        self.0.lock().unwrap().take()
    }
}

/// The decoded result of a call, whatever its type.
pub(crate) struct Seen {
    /// The result as JSON. For pages, the elements that could be read and what else they keep.
    pub(crate) json: Value,
    rejected: Vec<Rejected>,
    debug: Box<dyn Fn() -> String>,
}

impl Seen {
    fn new<T: Debug + 'static>(value: T, json: Value, rejected: Vec<Rejected>) -> Self {
        Self { json, rejected, debug: Box::new(move || format!("{value:?}")) }
    }

    /// Returns its `Debug` output.
    pub(crate) fn debug(&self) -> String {
        (self.debug)()
    }

    /// Returns the elements that could not be read: their index, and why.
    pub(crate) fn rejected(&self) -> Vec<(usize, String)> {
        if !self.rejected.is_empty() {
            return self.rejected.iter().map(|it| (it.index, it.error.to_string())).collect();
        }
        // Something that is not a page is known by its type alone, but its `Debug` output shows them.
        let debug = self.debug();
        let rejected = debug.split("Rejected { index: ").skip(1).filter_map(|rejected| {
            let (index, rest) = rejected.split_once(", error: ")?;
            Some((index.parse().ok()?, rest.split(", raw: ").next()?.to_owned()))
        });
        rejected.collect()
    }
}

/// Inspects the result of a call. `Kind` separates implementations that could overlap; calls infer it.
pub(crate) trait Observe<Kind> {
    fn observe(self) -> Seen;
}

/// Results that can be written as JSON.
pub(crate) enum Whole {}

impl<T: Serialize + Debug + 'static> Observe<Whole> for T {
    fn observe(self) -> Seen {
        let json = serde_json::to_value(&self).unwrap();
        Seen::new(self, json, Vec::new())
    }
}

/// A page, which cannot be written as JSON itself.
pub(crate) enum OnePage {}

/// Returns what a page keeps of its place in the list, without missing values.
fn page<T: Serialize>(elements: &str, data: &[T], rest: Value, extra: Map<String, Value>) -> Value {
    let Value::Object(mut page) = rest else { return rest };
    page.retain(|_, value| !value.is_null());
    page.extend(extra);
    page.insert(elements.to_owned(), json!(data));
    Value::Object(page)
}

impl<T: Serialize + Debug + 'static> Observe<OnePage> for OffsetPage<T> {
    fn observe(mut self) -> Seen {
        let rest =
            json!({"total": self.total, "size": self.size, "offset": self.offset, "limit": self.limit});
        let json = page("data", &self.data, rest, std::mem::take(&mut self.extra));
        let rejected = std::mem::take(&mut self.rejected);
        Seen::new(self, json, rejected)
    }
}

impl<T: Serialize + Debug + 'static> Observe<OnePage> for CursorPage<T> {
    fn observe(mut self) -> Seen {
        let cursor = self.cursor.as_ref().map(ToString::to_string);
        let rest = json!({"total": self.total, "size": self.size, "cursor": cursor, "limit": self.limit});
        let json = page("data", &self.data, rest, std::mem::take(&mut self.extra));
        let rejected = std::mem::take(&mut self.rejected);
        Seen::new(self, json, rejected)
    }
}

impl<T: Serialize + Debug + 'static> Observe<OnePage> for StartIndexPage<T> {
    fn observe(mut self) -> Seen {
        let rest = json!({
            "totalResults": self.total_results, "startIndex": self.start_index, "itemsPerPage": self.items_per_page,
        });
        let json = page("Resources", &self.resources, rest, std::mem::take(&mut self.extra));
        let rejected = std::mem::take(&mut self.rejected);
        Seen::new(self, json, rejected)
    }
}
