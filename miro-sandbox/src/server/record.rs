//! Recorded requests.

use std::collections::VecDeque;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method};
use jiff::Timestamp;

/// A request as received, and its outcome.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The number of the request, counted from 0, including requests that are no longer kept.
    pub number: u64,
    /// When it arrived, by the sandbox's clock.
    pub time: Timestamp,
    /// The method.
    pub method: Method,
    /// The path as sent, still percent-encoded.
    pub path: String,
    /// The query as sent, without the question mark; empty if there was none.
    pub query: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; empty if there was none.
    pub body: Bytes,
    /// The operation of the request, by its name in Miro's specification. `None` for an unknown route.
    pub operation: Option<&'static str>,
    /// The user whose token the request carries. `None` without a valid token.
    pub user_id: Option<String>,
    /// Whether a fault happened to it, other than latency and a slow body.
    pub faulty: bool,
    /// The `X-Request-Id` of the response; empty until the sandbox responds.
    pub request_id: String,
    /// The status of the response; 0 until the sandbox responds, and if the connection was reset.
    pub status: u16,
    /// Warnings about discouraged use, without secrets; usually empty.
    pub warnings: Vec<String>,
    /// The credits it spent.
    pub credits: u64,
    /// The time from arrival to response, including delays; zero until the sandbox responds.
    pub duration: Duration,
}

/// The recorded requests, in order of arrival.
#[derive(Debug, Default)]
pub(crate) struct Record {
    requests: VecDeque<RecordedRequest>,
    /// The number of the next request.
    next: u64,
    /// How many requests are kept; `None` keeps all.
    kept: Option<usize>,
}

impl Record {
    pub(crate) fn new(kept: Option<usize>) -> Self {
        Self { kept, ..Self::default() }
    }

    /// Adds a request and returns its number.
    pub(crate) fn add(&mut self, request: RecordedRequest) -> u64 {
        let number = self.next;
        self.next += 1;
        self.requests.push_back(RecordedRequest { number, ..request });
        while self.kept.is_some_and(|kept| self.requests.len() > kept) {
            self.requests.pop_front();
        }
        number
    }

    /// Completes a request, if it is still kept.
    pub(crate) fn complete(&mut self, number: u64, complete: impl FnOnce(&mut RecordedRequest)) {
        let index = self.index(number);
        if let Some(request) = index.and_then(|index| self.requests.get_mut(index)) {
            complete(request);
        }
    }

    /// Returns the requests from this number on, if they are still kept.
    pub(crate) fn since(&self, number: u64) -> Vec<RecordedRequest> {
        self.requests.iter().filter(|request| request.number >= number).cloned().collect()
    }

    /// Returns the number of the next request.
    pub(crate) fn next(&self) -> u64 {
        self.next
    }

    /// Iterates over the requests, newest first.
    #[cfg(feature = "page")]
    pub(crate) fn newest(&self) -> impl Iterator<Item = &RecordedRequest> {
        self.requests.iter().rev()
    }

    #[cfg(feature = "page")]
    pub(crate) fn len(&self) -> usize {
        self.requests.len()
    }

    pub(crate) fn clear(&mut self) {
        self.requests.clear();
    }

    fn index(&self, number: u64) -> Option<usize> {
        let first = self.requests.front()?.number;
        usize::try_from(number.checked_sub(first)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use bytes::Bytes;
    use http::{HeaderMap, Method};
    use jiff::Timestamp;

    use super::{Record, RecordedRequest};

    fn request() -> RecordedRequest {
        RecordedRequest {
            number: 0,
            time: Timestamp::UNIX_EPOCH,
            method: Method::GET,
            path: String::new(),
            query: String::new(),
            headers: HeaderMap::new(),
            body: Bytes::new(),
            operation: None,
            user_id: None,
            faulty: false,
            request_id: String::new(),
            status: 0,
            warnings: Vec::new(),
            credits: 0,
            duration: Duration::ZERO,
        }
    }

    fn recorded(record: &Record) -> Vec<(u64, u16)> {
        record.since(0).iter().map(|request| (request.number, request.status)).collect()
    }

    #[test]
    fn kept_requests_are_limited_and_numbers_stay() {
        let mut record = Record::new(Some(2));
        let numbers = [(); 4].map(|()| record.add(request()));
        assert_eq!(numbers, [0, 1, 2, 3]);
        record.complete(1, |request| request.status = 500);
        record.complete(3, |request| request.status = 200);
        assert_eq!(recorded(&record), [(2, 0), (3, 200)]);
        assert_eq!(record.since(3).len(), 1);
        record.clear();
        record.complete(3, |request| request.status = 500);
        assert_eq!((record.add(request()), record.next()), (4, 5));
        assert_eq!(recorded(&record), [(4, 0)]);
    }

    #[test]
    fn keeping_none_is_possible() {
        let mut record = Record::new(Some(0));
        record.add(request());
        record.complete(0, |request| request.status = 200);
        assert!(record.since(0).is_empty());
    }
}
