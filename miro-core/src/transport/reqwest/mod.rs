mod error;
mod exchange;
mod origin;
mod pool;
mod resolver;
mod settings;

use std::fmt;
use std::sync::Arc;

use http_body_util::BodyExt;

use super::{AddressPolicy, Body, BoxFuture, Transport, TransportError};
use exchange::{Wait, Watched};
use origin::Origins;
use resolver::{CheckingResolver, Destination};
use settings::Source;

/// The default transport: [reqwest](https://docs.rs/reqwest) with rustls, HTTP/2 if the server supports it,
/// compressed responses and pooled connections.
///
/// It trusts the certificates that the system trusts, and uses the system's proxies (`HTTPS_PROXY`), except for
/// `http`: that leads to this machine only, and a proxy could read it. It follows no redirects and retries
/// nothing. The connect timeout is ten seconds; the client limits the time of the whole call.
///
/// # Dead connections
///
/// A connection may stay open although nothing arrives on it any more, because a machine or the route to it is
/// gone. With HTTP/2 all requests to a host share one connection, with HTTP/1.1 every idle one may be dead. Three
/// mechanisms limit that:
///
/// - If requests are abandoned, because of a timeout or because the caller drops them, and nothing at all arrived
///   from their host during a second of such waits, the next request to that host opens a new connection. Requests
///   in flight on the old ones are not disturbed. This needs [`new`](Self::new) or
///   [`configured`](Self::configured): [`from_builder`](Self::from_builder) has a single reqwest client, and
///   reqwest cannot leave a connection.
/// - Each Tokio runtime has separate connections, because a connection needs the runtime that opened it. So a
///   runtime that is no longer driven does not block others. This needs [`new`](Self::new) or
///   [`configured`](Self::configured) as well.
/// - An HTTP/2 connection that is silent for 5 seconds is pinged, and closed if the pong does not arrive within 10
///   seconds. Its requests fail, and the next one opens a new connection.
///
/// An unread body blocks no other response: over HTTP/2, one response may have 2 MiB in flight, and one connection
/// 1 GiB.
///
/// # TLS
///
/// The features `tls-aws-lc-rs` (on by default) and `tls-ring` choose the cryptography; with both it is aws-lc-rs.
/// Without aws-lc-rs, ring becomes rustls' process default, unless the program installed one. With neither feature, the
/// program must install a `rustls::crypto::CryptoProvider` as the default first; otherwise no transport can be created,
/// and the error explains that.
///
/// # Files
///
/// The URL of a file comes from a response, so its host may have only addresses that an [`AddressPolicy`] permits.
/// The system resolves the names of such hosts, regardless of the resolver in the settings, and addresses that are
/// not permitted are left out. A name that [`resolve`](reqwest::ClientBuilder::resolve) maps to an address is
/// exempt, because the program itself chose that address. Behind a proxy, the proxy resolves names: it must block
/// forbidden addresses.
///
/// # Requests are sent once
///
/// No request is sent twice. If the pooled connection turns out to be closed before any of the request was
/// written, it uses another connection. A request that the server may have seen fails, with a
/// [kind](TransportError::kind) that shows whether it was processed.
#[derive(Clone)]
pub struct ReqwestTransport(Arc<Origins>);

impl ReqwestTransport {
    /// Creates a transport with the settings described above.
    ///
    /// # Errors
    /// Fails if the system's TLS roots or resolver cannot be read.
    pub fn new() -> Result<Self, TransportError> {
        let resolver = CheckingResolver::new();
        let https = Source::renewable(resolver.clone(), settings::defaults)?;
        // Without TLS there are no certificates to check, and no roots to read.
        let http = Source::renewable(resolver, || settings::defaults().no_proxy().tls_certs_only([]))?;
        Ok(Self::of(https, http))
    }

    /// Creates a transport with custom settings, e.g. a proxy or a certificate, for all requests.
    ///
    /// The closure gets a builder with the settings described above, and may override all but three of them:
    /// redirects are never followed, because a followed redirect would carry secrets to another host; reqwest
    /// retries nothing, because the [retry policy](crate::middleware::RetryPolicy) decides on that; and files use
    /// the resolver of the system. The closure is called again for each new connection that replaces a dead one.
    ///
    /// ```no_run
    /// use std::time::Duration;
    ///
    /// use miro_core::transport::ReqwestTransport;
    ///
    /// # fn run(certificate: reqwest::Certificate) -> Result<(), miro_core::transport::TransportError> {
    /// let transport = ReqwestTransport::configured(move |settings| {
    ///     settings.tls_certs_only([certificate.clone()]).connect_timeout(Duration::from_secs(3))
    /// })?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Fails if the settings cannot be met.
    pub fn configured(
        configure: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Result<Self, TransportError> {
        let settings = move || configure(settings::defaults());
        let source = Source::renewable(CheckingResolver::new(), settings)?;
        Ok(Self::of(source.clone(), source))
    }

    /// Creates a transport with the settings of this builder for all requests; prefer
    /// [`configured`](Self::configured).
    ///
    /// Redirects, retries, HTTP/2 (pings, windows, the size of headers) and the resolver are set as described
    /// above and override the builder, because reqwest does not report what was set. So is the connect timeout,
    /// unless the builder has one. All requests use the resolver of the system; [`configured`](Self::configured)
    /// accepts another one for the client's hosts.
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
        let source = Source::single(CheckingResolver::new(), settings::completed(settings))?;
        Ok(Self::of(source.clone(), source))
    }

    fn of(https: Source, http: Source) -> Self {
        Self(Arc::new(Origins::new(https, http)))
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let policy = request.extensions().get::<AddressPolicy>().copied();
            let destination = Destination::new(request.uri(), policy);
            let origin = self.0.of(request.uri(), destination.is_restricted())?;
            let url = origin.url(request.uri())?;
            let pool = origin.pool();
            let response = destination.scope(pool.client().execute(written(request, url)));
            let mut wait = Wait::new(pool);
            match response.await {
                Ok(response) => {
                    wait.heard();
                    let response: http::Response<reqwest::Body> = response.into();
                    Ok(response.map(|body| Body::stream(Watched::new(body, wait))))
                }
                Err(error) => {
                    wait.failed(&error);
                    Err(error::of_head(error))
                }
            }
        })
    }
}

/// Does the same as reqwest's own conversion, which takes longer for the URL alone than this takes in total.
fn written(request: http::Request<Body>, url: url::Url) -> reqwest::Request {
    let (head, body) = request.into_parts();
    let mut request = reqwest::Request::new(head.method, url);
    *request.headers_mut() = head.headers;
    *request.version_mut() = head.version;
    *request.body_mut() = Some(match body.into_bytes() {
        Ok(bytes) => reqwest::Body::from(bytes),
        Err(stream) => reqwest::Body::wrap_stream(stream.into_data_stream()),
    });
    request
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ReqwestTransport")
    }
}
