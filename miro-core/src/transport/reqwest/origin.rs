use std::sync::{Arc, Mutex, PoisonError};

use http::Uri;
use http::uri::{Authority, PathAndQuery};
use tokio::runtime::{self, Handle};
use url::Url;

use super::pool::Pool;
use super::settings::Source;
use crate::transport::{TransportError, TransportErrorKind};

/// The maximum number of remembered origins: downloads may lead to any number of hosts.
const MAX_ORIGINS: usize = 32;

/// The origins that requests go to, with their connections.
pub(super) struct Origins {
    https: Source,
    http: Source,
    /// Sorted roughly by use, the most requested first. No await crosses the lock.
    known: Mutex<Vec<Arc<Origin>>>,
}

/// A scheme, a host and a port.
pub(super) struct Origin {
    uri: Uri,
    is_restricted: bool,
    /// The runtime of the connections.
    runtime: Option<runtime::Id>,
    /// Parsed once, because the host is the larger part of the work.
    url: Url,
    source: Source,
    pool: Mutex<Arc<Pool>>,
}

impl Origins {
    pub(super) fn new(https: Source, http: Source) -> Self {
        Self { https, http, known: Mutex::default() }
    }

    /// Returns the origin of this URL. Restricted requests do not share connections with unrestricted ones.
    pub(super) fn of(&self, uri: &Uri, is_restricted: bool) -> Result<Arc<Origin>, TransportError> {
        // A connection lives on the runtime that opened it, and is useless to others while that runtime is not
        // driven.
        let runtime = Handle::try_current().ok().map(|runtime| runtime.id());
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let place =
            known.iter().position(|origin| origin.runtime == runtime && origin.is_of(uri, is_restricted));
        if let Some(origin) = place.and_then(|place| known.get(place)).map(Arc::clone) {
            if let Some((place, before)) = place.and_then(|place| Some((place, place.checked_sub(1)?))) {
                known.swap(place, before);
            }
            return Ok(origin);
        }
        let is_plain = uri.scheme() == Some(&http::uri::Scheme::HTTP);
        let source = if is_plain { &self.http } else { &self.https };
        let another = match known.iter().any(|origin| origin.is_of(uri, is_restricted)) {
            true => source.another(is_restricted),
            false => None,
        };
        let client = another.map_or_else(|| source.first(is_restricted), Ok)?;
        let origin = Arc::new(Origin::new(uri, is_restricted, runtime, source, client)?);
        known.truncate(MAX_ORIGINS - 1);
        known.push(Arc::clone(&origin));
        Ok(origin)
    }
}

impl Origin {
    fn new(
        uri: &Uri,
        is_restricted: bool,
        runtime: Option<runtime::Id>,
        source: &Source,
        client: reqwest::Client,
    ) -> Result<Self, TransportError> {
        let root = Uri::builder()
            .scheme(uri.scheme_str().unwrap_or_default())
            .authority(uri.authority().map(Authority::as_str).unwrap_or_default())
            .path_and_query("/")
            .build()
            .map_err(unusable)?;
        Ok(Self {
            url: parse(&root)?,
            uri: root,
            is_restricted,
            runtime,
            pool: Mutex::new(Arc::new(Pool::new(client))),
            source: source.clone(),
        })
    }

    fn is_of(&self, uri: &Uri, is_restricted: bool) -> bool {
        self.is_restricted == is_restricted
            && self.uri.scheme() == uri.scheme()
            && self.uri.authority().map(Authority::as_str) == uri.authority().map(Authority::as_str)
    }

    /// Converts a URL of this origin for reqwest.
    pub(super) fn url(&self, uri: &Uri) -> Result<Url, TransportError> {
        let path = uri.path_and_query().map_or("/", PathAndQuery::as_str);
        // In a relative reference, a second slash would begin a host.
        let is_path = path.strip_prefix('/').is_some_and(|rest| !rest.starts_with(['/', '\\']));
        if !is_path {
            return parse(uri);
        }
        Url::options().base_url(Some(&self.url)).parse(path).map_err(unusable)
    }

    /// Returns the connections for the next request.
    pub(super) fn pool(&self) -> Arc<Pool> {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        if pool.is_silent()
            && let Some(client) = self.source.another(self.is_restricted)
        {
            tracing::debug!("nothing arrives on this connection, the next request makes a new one");
            *pool = Arc::new(Pool::new(client));
        }
        Arc::clone(&pool)
    }
}

fn parse(uri: &Uri) -> Result<Url, TransportError> {
    Url::parse(&uri.to_string()).map_err(unusable)
}

fn unusable(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> TransportError {
    TransportError::new(TransportErrorKind::Request, error)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::transport::reqwest::resolver::CheckingResolver;
    use crate::transport::reqwest::settings;

    fn origins() -> Origins {
        let settings = || settings::defaults().tls_certs_only([]);
        let source = || Source::renewable(CheckingResolver::new(), settings).unwrap();
        Origins::new(source(), source())
    }

    fn url(origins: &Origins, text: &str) -> Option<Url> {
        let uri: Uri = text.parse().ok()?;
        origins.of(&uri, false).ok()?.url(&uri).ok()
    }

    #[test]
    fn a_url_equals_the_one_parsed_as_a_whole() {
        let origins = origins();
        for text in [
            "https://api.miro.com",
            "https://api.miro.com/",
            "https://api.miro.com?a=b",
            "https://api.miro.com/?a=b",
            "https://api.miro.com//evil.example/x",
            "https://api.miro.com/\\evil.example/x",
            "https://api.miro.com/\\/evil.example/x",
            "https://api.miro.com//",
            "https://api.miro.com/v2/boards/..%2Fx%3Fy=1%23/items?limit=50&a=%20",
            "https://api.miro.com/a/./b/../c",
            "https://API.miro.com:443/A?B='C'",
            "https://api.miro.com:8443/https://other.example/",
            "http://[::1]:80/x",
            "http://127.0.0.1:3000/x?y",
            "http://user:password@localhost/x",
        ] {
            assert_eq!(url(&origins, text), Url::parse(text).ok(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_url_equals_the_one_parsed_as_a_whole(
            host in "(api\\.miro\\.com|localhost:3000|\\[::1\\]|1\\.2\\.3\\.4:443)",
            path in "(/[!$-;=@-_a-~./\\\\%:]{0,12}){0,4}(\\?[!$-;=?-~]{0,12})?",
        ) {
            let text = format!("https://{host}{path}");
            if let Ok(uri) = text.parse::<Uri>() {
                prop_assert_eq!(url(&origins(), &text), Url::parse(&uri.to_string()).ok());
            }
        }
    }

    #[test]
    fn origins_are_distinguished_and_remembered() {
        let origins = origins();
        let of = |text: &str| origins.of(&text.parse().unwrap(), false).unwrap();
        let first = of("https://a.example/x");
        assert!(Arc::ptr_eq(&first, &of("https://a.example/y?z")));
        for other in ["http://a.example/x", "https://a.example:8443/x", "https://b.example/x"] {
            assert!(!Arc::ptr_eq(&first, &of(other)), "{other}");
        }
        assert!(Arc::ptr_eq(&first, &of("https://a.example/")));
    }

    #[test]
    fn each_runtime_has_separate_connections() {
        let origins = origins();
        let uri: Uri = "https://a.example/x".parse().unwrap();
        let runtime = || tokio::runtime::Builder::new_current_thread().build().unwrap();
        let (one, other) = (runtime(), runtime());
        let on =
            |runtime: &tokio::runtime::Runtime| runtime.block_on(async { origins.of(&uri, false).unwrap() });
        let first = on(&one);
        assert!(Arc::ptr_eq(&first, &on(&one)));
        assert!(!Arc::ptr_eq(&first, &on(&other)));
        assert!(Arc::ptr_eq(&first, &on(&one)), "it is still there");
    }

    #[test]
    fn the_origin_in_use_is_not_evicted() {
        let origins = origins();
        let of = |text: &str| origins.of(&text.parse().unwrap(), false).unwrap();
        let first = of("https://a.example/");
        for number in 0..1_000 {
            of(&format!("https://{number}.example/"));
            assert!(Arc::ptr_eq(&first, &of("https://a.example/")));
        }
        assert_eq!(origins.known.lock().unwrap().len(), MAX_ORIGINS);
    }

    #[test]
    fn a_url_without_a_host_is_not_sent() {
        for text in ["/v2/boards", "*", "api.miro.com:443"] {
            let error = origins().of(&text.parse().unwrap(), false).err().unwrap();
            assert_eq!(error.kind(), TransportErrorKind::Request, "{text}");
            assert!(error.is_not_sent());
        }
    }
}
