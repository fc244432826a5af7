use std::time::Duration;

use http::uri::{Authority, PathAndQuery};
use http_body_util::BodyExt;
use url::Url;

use super::{Body, BoxFuture, Transport, TransportError, TransportErrorKind};

/// The default transport: [reqwest](https://docs.rs/reqwest) with rustls, HTTP/2 where the server has it, compressed
/// answers and pooled connections.
///
/// It trusts the certificates that the system trusts, and goes through the system's proxies (`HTTPS_PROXY`), but for
/// `http`: that leads to this machine only, and a proxy would read along. It follows no redirects. Ten seconds to
/// connect; the time for a whole call is limited by the client, not here.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    /// For `http`, which nobody may read along.
    direct: reqwest::Client,
}

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// More than the client accepts, so that it is the client that refuses, with the same words for every transport.
const HTTP2_HEADERS: u32 = 256 << 10;

impl ReqwestTransport {
    /// A transport with the settings described above.
    ///
    /// # Errors
    /// Fails if the system's TLS roots or resolver cannot be read.
    pub fn new() -> Result<Self, TransportError> {
        let settings = || reqwest::Client::builder().connect_timeout(CONNECT_TIMEOUT);
        let client = build(settings().http2_max_header_list_size(HTTP2_HEADERS))?;
        // Without TLS there is nothing to trust, and no roots to read.
        let direct = build(settings().no_proxy().tls_certs_only([]))?;
        Ok(Self { client, direct })
    }

    /// A transport with settings of your own, e.g. a proxy or a certificate, for all requests.
    ///
    /// Whatever they say of redirects, it follows none: a followed redirect would carry secrets to another host.
    ///
    /// ```no_run
    /// use miro_core::transport::ReqwestTransport;
    ///
    /// # fn run(certificate: reqwest::Certificate) -> Result<(), miro_core::transport::TransportError> {
    /// let settings = reqwest::Client::builder().tls_certs_only([certificate]);
    /// let transport = ReqwestTransport::from_builder(settings)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Fails if the settings cannot be met.
    pub fn from_builder(settings: reqwest::ClientBuilder) -> Result<Self, TransportError> {
        let client = build(settings)?;
        Ok(Self { direct: client.clone(), client })
    }
}

fn build(settings: reqwest::ClientBuilder) -> Result<reqwest::Client, TransportError> {
    settings
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .build()
        .map_err(|error| TransportError::new(TransportErrorKind::Request, error.without_url()))
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let is_plain = request.uri().scheme() == Some(&http::uri::Scheme::HTTP);
        let client = if is_plain { &self.direct } else { &self.client };
        Box::pin(async move {
            let request = written(request)?;
            let response = client.execute(request).await.map_err(error)?;
            let response: http::Response<reqwest::Body> = response.into();
            Ok(response.map(|body| Body::stream(body.map_err(error))))
        })
    }
}

/// As reqwest's own conversion, which takes longer for the address than all of it takes here.
fn written(request: http::Request<Body>) -> Result<reqwest::Request, TransportError> {
    let (head, body) = request.into_parts();
    let (scheme, authority) = (head.uri.scheme_str(), head.uri.authority().map(Authority::as_str));
    let path = head.uri.path_and_query().map(PathAndQuery::as_str);
    let url = [scheme.unwrap_or_default(), "://", authority.unwrap_or_default(), path.unwrap_or_default()];
    let url =
        Url::parse(&url.concat()).map_err(|error| TransportError::new(TransportErrorKind::Request, error))?;
    let mut request = reqwest::Request::new(head.method, url);
    *request.headers_mut() = head.headers;
    *request.version_mut() = head.version;
    *request.body_mut() = Some(match body.into_bytes() {
        Ok(bytes) => reqwest::Body::from(bytes),
        Err(stream) => reqwest::Body::wrap_stream(stream.into_data_stream()),
    });
    Ok(request)
}

/// The URL is taken out of every message: its query may be somebody's search, its path holds ids.
fn error(error: reqwest::Error) -> TransportError {
    let kind = if is_head_too_large(&error) {
        TransportErrorKind::HeadTooLarge
    } else if error.is_builder() {
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

/// hyper says this of itself in its words alone: the method that does is there for servers.
fn is_head_too_large(error: &reqwest::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        if error.to_string() == "message head is too large" {
            return true;
        }
        cause = error.source();
    }
    false
}
