use std::time::Duration;

use http_body_util::BodyExt;

use super::{Body, BoxFuture, Transport, TransportError, TransportErrorKind};

/// The default transport: [reqwest](https://docs.rs/reqwest) with rustls, HTTP/2 where the server has it, compressed
/// answers and pooled connections.
///
/// It follows no redirects. Ten seconds to connect; the time for a whole call is limited by the client, not here.
#[derive(Clone, Debug)]
pub struct ReqwestTransport(reqwest::Client);

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

impl ReqwestTransport {
    /// A transport with the settings described above.
    ///
    /// # Errors
    /// Fails if the system's TLS roots or resolver cannot be read.
    pub fn new() -> Result<Self, TransportError> {
        reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .build()
            .map(Self)
            .map_err(|error| TransportError::new(TransportErrorKind::Request, error.without_url()))
    }

    /// A transport around a client of your own, e.g. with a proxy or a certificate.
    ///
    /// Build it with [`redirect::Policy::none()`](reqwest::redirect::Policy::none): a transport follows no redirects.
    #[must_use]
    pub fn from_client(client: reqwest::Client) -> Self {
        Self(client)
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let client = self.0.clone();
        Box::pin(async move {
            let request = request.map(|body| match body.into_bytes() {
                Ok(bytes) => reqwest::Body::from(bytes),
                Err(stream) => reqwest::Body::wrap_stream(stream.into_data_stream()),
            });
            let request = reqwest::Request::try_from(request).map_err(error)?;
            let response = client.execute(request).await.map_err(error)?;
            let response: http::Response<reqwest::Body> = response.into();
            Ok(response.map(|body| Body::stream(body.map_err(error))))
        })
    }
}

/// The URL is taken out of every message: its query may be somebody's search, its path holds ids.
fn error(error: reqwest::Error) -> TransportError {
    let kind = if error.is_builder() {
        TransportErrorKind::Request
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else {
        TransportErrorKind::Interrupted
    };
    TransportError::new(kind, error.without_url())
}
