//! Rejects requests from web pages of other machines. Tokens do not, because those of the SCIM API and of a
//! sandbox's port are easily guessed.

use std::net::IpAddr;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::header::HOST;
use http::{HeaderMap, Uri};

use crate::scim;
use crate::server::error::ApiError;

/// Rejects requests that are not for this machine. The address is not enough: a site can bind its own name to
/// 127.0.0.1, and its pages could then read the responses for that name.
pub(crate) async fn only(request: Request, next: Next) -> Response {
    if is_meant_for_loopback(request.uri(), request.headers()) {
        return next.run(request).await;
    }
    let error = ApiError::forbidden_access("This is served to the names 127.0.0.1, [::1] and localhost only");
    if scim::serves(request.uri().path()) {
        return scim::error::response(&error, request.headers()).into_response();
    }
    error.into_response()
}

fn is_meant_for_loopback(uri: &Uri, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(HOST).iter().map(|host| host.to_str().unwrap_or_default());
    let in_uri = uri.authority().is_none_or(|authority| is_loopback(authority.as_str()));
    let first = hosts.next().or(uri.authority().map(|authority| authority.as_str()));
    in_uri && first.is_some_and(is_loopback) && hosts.all(is_loopback)
}

fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(address) => address.split_once(']').map_or("", |(address, _)| address),
        None => host.split_once(':').map_or(host, |(name, _)| name),
    };
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use http::header::HOST;
    use http::{HeaderMap, HeaderValue, Uri};

    use super::{is_loopback, is_meant_for_loopback};

    #[test]
    fn only_loopback_names_are_accepted() {
        for host in ["127.0.0.1", "127.0.0.1:8080", "localhost:1", "LOCALHOST", "[::1]:80", "127.8.8.8"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in
            ["", "example.com", "127.0.0.1.example.com:80", "localhost.example.com", "[::1", "0.0.0.0", "::1"]
        {
            assert!(!is_loopback(host), "{host}");
        }
    }

    #[test]
    fn every_host_of_a_request_is_checked() {
        let meant = |uri: &'static str, hosts: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for host in hosts {
                headers.append(HOST, HeaderValue::from_static(host));
            }
            is_meant_for_loopback(&Uri::from_static(uri), &headers)
        };
        assert!(meant("/", &["127.0.0.1:1"]));
        assert!(meant("http://127.0.0.1:1/", &[]));
        assert!(!meant("/", &[]));
        assert!(!meant("/", &["127.0.0.1:1", "example.com"]));
        assert!(!meant("http://example.com/", &["127.0.0.1:1"]));
        assert!(!meant("http://127.0.0.1/", &["example.com"]));
    }
}
