use std::fmt::{self, Display};
use std::future::IntoFuture;

use http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::call::{Call, CallFuture};
use crate::error::Error;
use crate::operation::Operation;
use crate::request::Request;
use crate::resource::Resource;
use crate::response::Response;

/// One operation for each method. The path is a placeholder, because real paths have ids, which do not belong in
/// spans and errors.
static OPERATIONS: [Operation; 7] = [
    operation(Method::GET),
    operation(Method::POST),
    operation(Method::PUT),
    operation(Method::PATCH),
    operation(Method::DELETE),
    operation(Method::HEAD),
    operation(Method::OPTIONS),
];

/// The operation of methods that Miro does not use.
static OTHER: Operation = operation(Method::TRACE);

const fn operation(method: Method) -> Operation {
    Operation::new("raw", method, "(raw)", "request(method, path)")
}

/// A request for any path of the API, with the same authentication, limits and retries as every other call.
///
/// It costs as many credits as the operation that is declared for its path, or 50, the cost of the cheapest call:
/// see [`credits`](Self::credits). After the call, the number of credits that Miro reports counts.
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent or awaited"]
pub struct RawRequest(Request);

impl RawRequest {
    /// A request for this path, which starts with a slash. It is sent unchanged, so percent-encode its ids.
    pub fn new(resource: &Resource, method: Method, path: impl Into<String>) -> Self {
        let operation = OPERATIONS.iter().find(|operation| *operation.method() == method).unwrap_or(&OTHER);
        Self(Request::raw(resource, operation, method, path.into()))
    }

    /// Adds a query parameter, which is percent-encoded.
    pub fn query(mut self, name: impl Into<String>, value: impl Display) -> Self {
        self.0.push_query(name.into(), &value);
        self
    }

    /// Sends this value as JSON.
    pub fn json<B: Serialize + ?Sized>(mut self, body: &B) -> Self {
        self.0.set_json(body);
        self.0.count_items();
        self
    }

    /// Sets the credits of each attempt: 50, 100, 500 or 2,000 for Miro's levels 1 to 4.
    pub fn credits(mut self, credits: u32) -> Self {
        self.0.set_credits(credits);
        self
    }

    /// Sets the credits and the idempotency of this operation.
    #[doc(hidden)]
    pub fn like(mut self, operation: &'static Operation) -> Self {
        self.0.set_like(operation);
        self
    }

    crate::call_settings!(pub, 0);

    /// Sends the request and returns the response without decoding it.
    ///
    /// # Errors
    /// See [`Error`]; a status other than success is an error.
    pub fn send(self) -> CallFuture<Response> {
        CallFuture::new(self.0, |response| Ok(response.clone()))
    }

    /// Returns a call that decodes the JSON of the response.
    pub fn decode<T: DeserializeOwned>(self) -> Call<T> {
        Call::json(self.0)
    }
}

impl IntoFuture for RawRequest {
    type Output = Result<Response, Error>;
    type IntoFuture = CallFuture<Response>;

    fn into_future(self) -> CallFuture<Response> {
        self.send()
    }
}

impl fmt::Debug for RawRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RawRequest")
    }
}
