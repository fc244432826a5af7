use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::resolver::CheckingResolver;
use crate::tls;
use crate::transport::{TransportError, TransportErrorKind};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// More than the client accepts, so that the client refuses, with the same message for every transport.
const HTTP2_HEADERS: u32 = 256 << 10;

/// The window of one response: reqwest's default.
const STREAM_WINDOW: u32 = 2 << 20;

/// The window of all responses on one connection: 512 can be left unread before one blocks another. Go's client
/// has the same window.
const CONNECTION_WINDOW: u32 = 1 << 30;

/// The silence after which a connection is pinged, in use or not.
const PING_INTERVAL: Duration = Duration::from_secs(5);

/// The timeout of a pong. A pong waits behind an upload that fills the line, so a shorter timeout would break off
/// uploads of a few megabytes on slow lines.
const PING_TIMEOUT: Duration = Duration::from_secs(10);

/// Returns the default settings of a client.
pub(super) fn defaults() -> reqwest::ClientBuilder {
    completed(reqwest::Client::builder())
}

/// Adds our settings for HTTP/2, and our connect timeout if there is none.
pub(super) fn completed(settings: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    let settings =
        if limits_connecting(&settings) { settings } else { settings.connect_timeout(CONNECT_TIMEOUT) };
    settings
        .http2_max_header_list_size(HTTP2_HEADERS)
        .http2_initial_stream_window_size(STREAM_WINDOW)
        .http2_initial_connection_window_size(CONNECTION_WINDOW)
        .http2_keep_alive_interval(PING_INTERVAL)
        .http2_keep_alive_timeout(PING_TIMEOUT)
        .http2_keep_alive_while_idle(true)
}

/// Whether the settings have a connect timeout. reqwest has no accessor for it, and shows it in `Debug` only.
fn limits_connecting(settings: &reqwest::ClientBuilder) -> bool {
    format!("{settings:?}").contains(", connect_timeout: ")
}

/// Builds a client from these settings, with redirects and retries always off.
pub(super) fn build(settings: reqwest::ClientBuilder) -> Result<reqwest::Client, TransportError> {
    // With aws-lc-rs, reqwest needs no process default.
    if cfg!(not(feature = "tls-aws-lc-rs")) {
        tls::ensure_provider().map_err(|error| TransportError::new(TransportErrorKind::Request, error))?;
    }
    settings
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        // By default reqwest resends twice what an HTTP/2 server refused, but the retry policy decides that.
        // Without an attempt left, it does not copy the request either.
        .retry(reqwest::retry::never().max_retries_per_request(0))
        .build()
        .map_err(|error| TransportError::new(TransportErrorKind::Request, error.without_url()))
}

type Settings = dyn Fn() -> reqwest::ClientBuilder + Send + Sync;

/// The source of reqwest clients, each of which has separate connections.
#[derive(Clone)]
pub(super) struct Source {
    first: reqwest::Client,
    more: Option<Arc<More>>,
}

struct More {
    settings: Box<Settings>,
    resolver: CheckingResolver,
    /// For requests that are restricted to some addresses. Most programs fetch no files.
    checking: OnceLock<reqwest::Client>,
}

impl Source {
    /// Creates a source that builds as many clients as needed. Those for restricted requests use this resolver.
    pub(super) fn renewable(
        resolver: CheckingResolver,
        settings: impl Fn() -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Result<Self, TransportError> {
        let first = build(settings())?;
        let more = More { settings: Box::new(settings), resolver, checking: OnceLock::new() };
        Ok(Self { first, more: Some(Arc::new(more)) })
    }

    /// Creates a source with a single client, which uses this resolver.
    pub(super) fn single(
        resolver: CheckingResolver,
        settings: reqwest::ClientBuilder,
    ) -> Result<Self, TransportError> {
        Ok(Self { first: build(settings.dns_resolver(resolver))?, more: None })
    }

    pub(super) fn first(&self, is_restricted: bool) -> Result<reqwest::Client, TransportError> {
        match &self.more {
            Some(more) if is_restricted => more.checking(),
            _ => Ok(self.first.clone()),
        }
    }

    /// Returns another client; `None` if there can be only one.
    pub(super) fn another(&self, is_restricted: bool) -> Option<reqwest::Client> {
        let client = self.more.as_ref()?.make(is_restricted);
        client.inspect_err(|error| tracing::warn!(%error, "no new connection can be made")).ok()
    }
}

impl More {
    fn make(&self, is_restricted: bool) -> Result<reqwest::Client, TransportError> {
        let settings = (self.settings)();
        build(if is_restricted { settings.dns_resolver(self.resolver.clone()) } else { settings })
    }

    fn checking(&self) -> Result<reqwest::Client, TransportError> {
        if let Some(client) = self.checking.get() {
            return Ok(client.clone());
        }
        let client = self.make(true)?;
        Ok(self.checking.get_or_init(|| client).clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_a_connect_timeout() {
        let settings = reqwest::Client::builder();
        assert!(!limits_connecting(&settings));
        assert!(format!("{:?}", completed(settings)).contains("connect_timeout: 10s"));
        let settings = reqwest::Client::builder().connect_timeout(Duration::from_secs(60));
        assert!(limits_connecting(&settings));
        assert!(format!("{:?}", completed(settings)).contains("connect_timeout: 60s"));
    }

    #[test]
    fn a_single_source_has_one_client() {
        let settings = || defaults().tls_certs_only([]);
        let resolver = CheckingResolver::new;
        assert!(Source::renewable(resolver(), settings).unwrap().another(false).is_some());
        assert!(Source::single(resolver(), settings()).unwrap().another(false).is_none());
    }
}
