//! What the sandbox remembers of the requests it received.

use bytes::Bytes;
use http::{HeaderMap, Method};
use jiff::Timestamp;

/// A request as it was received, and how it was answered.
#[derive(Debug, Clone)]
pub struct RecordedRequest {
    /// The method.
    pub method: Method,
    /// The path as it was sent, still percent-encoded.
    pub path: String,
    /// The query as it was sent, without the question mark; empty if there was none.
    pub query: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; empty if there was none.
    pub body: Bytes,
    /// When it was received, by the sandbox's clock.
    pub received_at: Timestamp,
    /// The operation that the request means, by its name in Miro's specification; none for a route that does not
    /// exist, and as long as the request was not handled.
    pub operation: Option<&'static str>,
    /// Whether a fault that was ordered happened to it.
    pub faulty: bool,
    /// The `X-Request-Id` of the answer; empty as long as there is none.
    pub request_id: String,
    /// The status of the answer; 0 as long as there is none, and for good if the connection was reset.
    pub status: u16,
}

/// All recorded requests, in the order of their arrival.
#[derive(Debug, Default)]
pub(crate) struct Record {
    requests: Vec<RecordedRequest>,
    /// How many were cleared: keeps the numbers of the others as they are.
    cleared: usize,
}

impl Record {
    /// Adds a request and answers its number.
    pub(crate) fn add(&mut self, request: RecordedRequest) -> usize {
        self.requests.push(request);
        self.cleared + self.requests.len() - 1
    }

    /// Completes what is known of a request, unless it was cleared meanwhile.
    pub(crate) fn complete(&mut self, number: usize, complete: impl FnOnce(&mut RecordedRequest)) {
        let index = number.checked_sub(self.cleared);
        if let Some(request) = index.and_then(|index| self.requests.get_mut(index)) {
            complete(request);
        }
    }

    pub(crate) fn requests(&self) -> Vec<RecordedRequest> {
        self.requests.clone()
    }

    /// The requests from the last to the first, each with its number.
    pub(crate) fn newest(&self) -> impl Iterator<Item = (usize, &RecordedRequest)> {
        let numbered = self.requests.iter().enumerate();
        numbered.map(|(index, request)| (self.cleared + index, request)).rev()
    }

    pub(crate) fn len(&self) -> usize {
        self.requests.len()
    }

    pub(crate) fn clear(&mut self) {
        self.cleared += self.requests.len();
        self.requests.clear();
    }
}
