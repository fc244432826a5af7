//! Only for programs that know where they call.

use std::net::IpAddr;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use http::header::HOST;
use http::uri::Authority;

use crate::server::error::ApiError;

/// Refuses requests that were sent to any other name than that of this machine's loopback.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    if is_loopback(request.headers()) {
        next.run(request).await
    } else {
        ApiError::forbidden_access("The host must be localhost or a loopback address").into_response()
    }
}

fn is_loopback(headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()?.parse::<Authority>().ok());
    let Some(host) = host else { return false };
    let host = host.host().trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use http::header::HOST;
    use http::{HeaderMap, HeaderValue};

    use super::is_loopback;

    #[test]
    fn names_of_others_are_refused() {
        let of =
            |host: &'static str| is_loopback(&HeaderMap::from_iter([(HOST, HeaderValue::from_static(host))]));
        for host in ["127.0.0.1:8080", "127.0.0.1", "localhost:80", "LOCALHOST", "[::1]:8080", "127.9.9.9"] {
            assert!(of(host), "{host}");
        }
        for host in
            ["", "evil.example:8080", "127.0.0.1.evil.example", "10.0.0.1", "localhost.evil.example", "a b"]
        {
            assert!(!of(host), "{host}");
        }
        assert!(!is_loopback(&HeaderMap::new()));
    }
}
