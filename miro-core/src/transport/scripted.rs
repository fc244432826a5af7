use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, Method, Response, StatusCode, Uri};

use super::{Body, BoxFuture, Transport, TransportError, TransportErrorKind};

/// A transport for tests that returns scripted responses and records requests.
///
/// ```
/// use miro_core::transport::{Script, ScriptedTransport};
///
/// let transport = ScriptedTransport::new([
///     Script::json(200, r#"{"id": "uXjVOD6LSME=", "type": "board"}"#),
///     Script::status(503).header("retry-after", "0"),
///     Script::connection_refused(),
/// ]);
/// // .. a client with transport.clone() ..
/// assert!(transport.sent().is_empty());
/// ```
#[derive(Clone, Default)]
pub struct ScriptedTransport(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    script: VecDeque<Script>,
    sent: Vec<SentRequest>,
}

/// One response of a [`ScriptedTransport`].
#[derive(Clone, Debug)]
pub struct Script(Reply);

#[derive(Clone, Debug)]
enum Reply {
    Response { status: u16, headers: Vec<(String, String)>, body: Bytes },
    Failure(TransportErrorKind),
}

impl Script {
    /// Creates a response with this status and JSON body.
    #[must_use]
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        Self::body(status, body).header("content-type", "application/json")
    }

    /// Creates a response with this status and an HTML page.
    #[must_use]
    pub fn html(status: u16, body: impl Into<String>) -> Self {
        Self::body(status, body).header("content-type", "text/html")
    }

    /// Creates a response with this status and no body.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self::body(status, "")
    }

    /// Creates a failure: nothing listens at the address.
    #[must_use]
    pub fn connection_refused() -> Self {
        Self(Reply::Failure(TransportErrorKind::Connect))
    }

    /// Creates a failure: the server refuses the request before it processes it.
    #[must_use]
    pub fn refused() -> Self {
        Self(Reply::Failure(TransportErrorKind::Refused))
    }

    /// Creates a failure: the connection breaks after the request was sent.
    #[must_use]
    pub fn connection_reset() -> Self {
        Self(Reply::Failure(TransportErrorKind::Interrupted))
    }

    /// Creates a failure: no response arrives in time.
    #[must_use]
    pub fn timeout() -> Self {
        Self(Reply::Failure(TransportErrorKind::Timeout))
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Reply::Response { headers, .. } = &mut self.0 {
            headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    fn body(status: u16, body: impl Into<String>) -> Self {
        Self(Reply::Response { status, headers: Vec::new(), body: Bytes::from(body.into()) })
    }
}

/// A request that a [`ScriptedTransport`] received.
#[derive(Clone)]
pub struct SentRequest {
    /// The method.
    pub method: Method,
    /// The URL.
    pub uri: Uri,
    /// The headers, including `Authorization`.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl fmt::Debug for SentRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers contain tokens, and bodies for the token endpoint contain secrets.
        write!(formatter, "{} {} ({} bytes)", self.method, self.uri.path(), self.body.len())
    }
}

impl ScriptedTransport {
    /// Creates a transport that returns these responses in order, and fails to connect after the last.
    pub fn new(script: impl IntoIterator<Item = Script>) -> Self {
        let script = script.into_iter().collect();
        Self(Arc::new(Mutex::new(State { script, sent: Vec::new() })))
    }

    /// Adds a response at the end.
    pub fn push(&self, response: Script) {
        self.state().script.push_back(response);
    }

    /// The requests so far, in order.
    #[must_use]
    pub fn sent(&self) -> Vec<SentRequest> {
        self.state().sent.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn respond(&self, request: SentRequest) -> Result<Response<Body>, TransportError> {
        let reply = {
            let mut state = self.state();
            state.sent.push(request);
            state.script.pop_front()
        };
        let Some(Script(reply)) = reply else {
            return Err(TransportError::new(TransportErrorKind::Connect, "the script has no response left"));
        };
        match reply {
            Reply::Failure(kind) => Err(TransportError::new(kind, "as the script says")),
            Reply::Response { status, headers, body } => {
                let mut response = Response::builder().status(
                    StatusCode::from_u16(status)
                        .map_err(|error| TransportError::new(TransportErrorKind::Interrupted, error))?,
                );
                for (name, value) in headers {
                    response = response.header(name, value);
                }
                response
                    .body(Body::from(body))
                    .map_err(|error| TransportError::new(TransportErrorKind::Interrupted, error))
            }
        }
    }
}

impl fmt::Debug for ScriptedTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ScriptedTransport")
    }
}

impl Transport for ScriptedTransport {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.collect(usize::MAX).await?;
            self.respond(SentRequest { method: head.method, uri: head.uri, headers: head.headers, body })
        })
    }
}
