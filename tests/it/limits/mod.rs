//! Responses that are too large, in every way: none is read to its end, kept, or requested again.

mod bodies;
mod elements;
mod heads;
mod numbers;

use std::error::Error as _;

use miro::prelude::*;
use miro::transport::{TransportError, TransportErrorKind};

use crate::environment::quick;
use crate::raw_server::RawServer;

/// A client with all retries.
fn client(server: &RawServer) -> miro::MiroApiBuilder {
    MiroApi::builder("token").base_url(server.url()).retry(quick())
}

/// Asserts that the error has this cause, which is not transient.
fn check(error: &Error, cause: TransportErrorKind) {
    let source = error.source().and_then(|source| source.downcast_ref::<TransportError>());
    assert_eq!(source.map(TransportError::kind), Some(cause), "{error:?}");
    assert_eq!(error.kind(), ErrorKind::UnexpectedResponse, "{error:?}");
    assert!(!error.is_retryable());
}
