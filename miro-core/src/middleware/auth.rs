use http::{HeaderValue, StatusCode, Uri, header};

use super::{Middleware, Next, try_clone};
use crate::error::{Error, ErrorKind};
use crate::token::{AccessToken, TokenProvider};
use crate::transport::{Body, BoxFuture};

/// Puts the bearer token on a request, and replaces it once if Miro refuses it.
#[derive(Debug)]
pub(super) struct Authentication {
    trusted: TrustedHosts,
}

/// The hosts that a bearer token may go to: those of the client's own base URLs.
#[derive(Clone, Debug)]
pub(crate) struct TrustedHosts(Vec<(Option<String>, String)>);

impl TrustedHosts {
    pub(crate) fn of<'a>(base_urls: impl IntoIterator<Item = &'a str>) -> Self {
        let uris = base_urls.into_iter().filter_map(|url| url.parse::<Uri>().ok());
        Self(uris.filter_map(|uri| origin(&uri)).collect())
    }

    /// # Errors
    /// Refuses a host that is not one of these, and a connection that others can read.
    fn check(&self, uri: &Uri) -> Result<(), Error> {
        if !origin(uri).is_some_and(|origin| self.0.contains(&origin)) {
            return Err(Error::new(
                ErrorKind::InvalidInput,
                "nothing was sent: a bearer token goes only to the hosts that the client was made for",
            ));
        }
        if uri.scheme_str() != Some("https") && !uri.host().is_some_and(is_loopback) {
            return Err(Error::new(
                ErrorKind::Configuration,
                "nothing was sent: a bearer token goes only over https, or to this machine; check the base URL",
            ));
        }
        Ok(())
    }
}

fn origin(uri: &Uri) -> Option<(Option<String>, String)> {
    Some((uri.scheme_str().map(str::to_owned), uri.authority()?.as_str().to_ascii_lowercase()))
}

pub(crate) fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || address.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl Authentication {
    pub(super) fn new(trusted: TrustedHosts) -> Self {
        Self { trusted }
    }
}

impl Middleware for Authentication {
    fn handle<'a>(
        &'a self,
        request: http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, Error>> {
        let Some(tokens) = &next.context().tokens else {
            return next.run(request);
        };
        Box::pin(async move {
            self.trusted.check(request.uri())?;
            let token = tokens.access_token().await?;
            let spare = try_clone(&request);
            let response = next.run(with_token(request, &token)?).await?;
            if response.status() != StatusCode::UNAUTHORIZED {
                return Ok(response);
            }
            match (replacement(tokens.as_ref(), &token).await?, spare) {
                (Some(token), Some(spare)) => next.run(with_token(spare, &token)?).await,
                _ => Ok(response),
            }
        })
    }
}

async fn replacement(
    tokens: &dyn TokenProvider,
    refused: &AccessToken,
) -> Result<Option<AccessToken>, Error> {
    let replacement = tokens.replace(refused).await?;
    Ok(replacement.filter(|token| token != refused))
}

fn with_token(mut request: http::Request<Body>, token: &AccessToken) -> Result<http::Request<Body>, Error> {
    let mut value = HeaderValue::from_str(&format!("Bearer {}", token.expose_secret())).map_err(|_| {
        Error::new(
            ErrorKind::Configuration,
            "nothing was sent: the access token has characters that no header can carry",
        )
    })?;
    value.set_sensitive(true);
    request.headers_mut().insert(header::AUTHORIZATION, value);
    Ok(request)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_goes_to_its_own_hosts_over_a_safe_connection() {
        let trusted =
            TrustedHosts::of(["https://api.miro.com", "http://127.0.0.1:8080", "http://proxy.example"]);
        let check = |url: &str| trusted.check(&url.parse().unwrap()).map_err(|error| error.kind());
        assert_eq!(check("https://api.miro.com/v2/boards"), Ok(()));
        assert_eq!(check("https://API.miro.com/v2/boards"), Ok(()));
        assert_eq!(check("http://127.0.0.1:8080/v2/boards"), Ok(()));
        for other in [
            "https://api.miro.com.evil.example/v2",
            "https://api.miro.com:444/v2",
            "https://user@api.miro.com/v2",
            "http://api.miro.com/v2",
            "http://127.0.0.1:8081/v2",
        ] {
            assert_eq!(check(other), Err(ErrorKind::InvalidInput), "{other}");
        }
        assert_eq!(check("http://proxy.example/v2"), Err(ErrorKind::Configuration));
    }

    #[test]
    fn only_this_machine_is_loopback() {
        for host in ["localhost", "127.0.0.1", "127.8.9.1", "[::1]"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["127.0.0.1.example", "10.0.0.1", "0.0.0.0", "localhost.example", "[::2]"] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
