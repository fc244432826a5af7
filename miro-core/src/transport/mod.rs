//! Sends requests to a server: one trait, with reqwest as the default.

mod address;
mod body;
mod broken_off;
#[cfg(feature = "reqwest")]
mod reqwest;
mod scripted;
#[cfg(feature = "tower")]
mod tower;
mod unreachable;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

pub use address::AddressPolicy;
#[cfg(feature = "reqwest")]
pub(crate) use address::ForbiddenAddress;
pub use body::Body;
pub(crate) use broken_off::BrokenOff;
#[cfg(feature = "reqwest")]
pub use reqwest::ReqwestTransport;
pub use scripted::{Script, ScriptedTransport, SentRequest};
#[cfg(feature = "tower")]
pub use tower::TowerTransport;
pub(crate) use unreachable::Unreachable;

/// A boxed future, which makes traits usable as objects.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends one HTTP request and returns the head of the response as soon as it has arrived.
///
/// # Contract
///
/// - A transport sends a request at most once: no retries, and no redirects, since a followed redirect would carry
///   the bearer token to another host. It may use another connection if no server has seen a byte of the request.
/// - It neither adds nor removes an `Authorization` header, and never logs one.
/// - It returns `Ok` for every HTTP status. An error means that no complete head arrived; its
///   [kind](TransportError::kind) is [`Connect`](TransportErrorKind::Connect) only if the request certainly did
///   not reach the server, and [`Refused`](TransportErrorKind::Refused) only if the server certainly did not
///   process it.
/// - It may decompress the body if it removes `Content-Encoding`.
/// - A request with an [`AddressPolicy`] among its [extensions](http::Request::extensions) goes only to addresses
///   that the policy permits: it is for a file whose URL came from a response. A transport that resolves names
///   must check the addresses.
/// - Dropping the future cancels the request.
/// - No request waits for the future or the body of another to be polled: a caller may keep either for any time.
///
/// ```
/// use miro_core::transport::{Body, BoxFuture, Transport, TransportError};
///
/// /// Counts the requests of another transport.
/// #[derive(Debug)]
/// struct Counting<T>(T, std::sync::atomic::AtomicUsize);
///
/// impl<T: Transport> Transport for Counting<T> {
///     fn send(
///         &self,
///         request: http::Request<Body>,
///     ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
///         self.1.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
///         self.0.send(request)
///     }
/// }
/// ```
pub trait Transport: Send + Sync + fmt::Debug {
    /// Sends the request.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        (**self).send(request)
    }
}

/// The error of a request without a response.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn std::error::Error + Send + Sync>,
}

/// The point at which a request without a response failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made: the server certainly did not see the request.
    Connect,
    /// The server refused the request before it processed it, or the connection closed before the request was
    /// written: the server certainly did nothing.
    Refused,
    /// No response arrived in time; the server may have processed the request.
    Timeout,
    /// The connection broke during the request or the response; the server may have processed the request.
    Interrupted,
    /// The response is not HTTP, or cannot be decompressed; the server may have processed the request.
    Malformed,
    /// The body of the response is larger than the client accepts.
    BodyTooLarge,
    /// The response has more or longer headers than the client accepts.
    HeadTooLarge,
    /// The request could not be written, e.g. because of its URL; it was not sent.
    Request,
    /// The [`AddressPolicy`] of the request does not permit the address of its host; it was not sent. The client's
    /// error shows the source of this error, which has the host and the address.
    ForbiddenAddress,
}

impl TransportError {
    /// Creates an error of this kind.
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self { kind, source: source.into() }
    }

    /// The point at which the request failed.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether the server certainly did nothing, because it did not see the request or rejected it unprocessed.
    #[must_use]
    pub fn is_not_sent(&self) -> bool {
        match self.kind {
            TransportErrorKind::Connect
            | TransportErrorKind::Refused
            | TransportErrorKind::Request
            | TransportErrorKind::ForbiddenAddress => true,
            TransportErrorKind::Timeout
            | TransportErrorKind::Interrupted
            | TransportErrorKind::Malformed
            | TransportErrorKind::BodyTooLarge
            | TransportErrorKind::HeadTooLarge => false,
        }
    }
}

impl TransportErrorKind {
    /// Describes the failure for people.
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::Connect => "no connection could be made, nothing was sent",
            Self::Refused => "the server refused the request before it processed it, nothing was done",
            Self::Timeout => "no response came in time",
            Self::Interrupted => "the connection broke before the response was complete",
            Self::Malformed => "the response is malformed",
            Self::BodyTooLarge => "the response is larger than the client accepts",
            Self::HeadTooLarge => "the response has more headers than the client accepts",
            Self::Request => "the request could not be written, nothing was sent",
            Self::ForbiddenAddress => {
                "files are fetched only from public addresses, and from the host of the base URL"
            }
        }
    }
}

/// Brief, and in other words than the [`Error`](crate::Error) that this is the source of.
impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.kind {
            TransportErrorKind::Connect => "the transport could not connect",
            TransportErrorKind::Refused => "the transport saw the request refused",
            TransportErrorKind::Timeout => "the transport timed out",
            TransportErrorKind::Interrupted => "the transport was interrupted",
            TransportErrorKind::Malformed => "the transport could not read the response",
            TransportErrorKind::BodyTooLarge => "the transport read too large a body",
            TransportErrorKind::HeadTooLarge => "the transport read too large a head",
            TransportErrorKind::Request => "the transport could not write the request",
            TransportErrorKind::ForbiddenAddress => "the transport refused the address",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}
