use std::future;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

use http::uri::Authority;
use http::{Uri, header};
use tokio::time::{Instant, timeout};

use super::file_hosts::FileHosts;
use super::{Audience, Context};
use crate::client::Hosts;
use crate::error::{Error, ErrorKind, Outcome};
use crate::operation::Host;
use crate::token::{AccessToken, TokenProvider};
use crate::transport::{Body, BoxFuture};

/// Puts the bearer token on a request, and replaces it once if Miro refuses it.
#[derive(Debug)]
pub(super) struct Authentication {
    trusted: TrustedHosts,
}

/// The hosts that tokens and the app's secret may go to: each to the one that the client's own address of it names.
#[derive(Clone, Debug)]
pub(crate) struct TrustedHosts {
    api: Option<Origin>,
    files: FileHosts,
    scim: Option<Origin>,
    #[cfg(feature = "oauth")]
    token: Option<Origin>,
}

/// The scheme and the authority of an address, and whether what goes there can be read along.
#[derive(Clone, Debug)]
struct Origin {
    scheme: String,
    authority: String,
    is_safe: bool,
}

impl Origin {
    fn of(uri: &Uri) -> Option<Self> {
        let (scheme, authority) = (uri.scheme_str()?, uri.authority()?);
        let is_safe = scheme == "https" || is_loopback(authority.host());
        Some(Self { scheme: scheme.to_owned(), authority: authority.as_str().to_owned(), is_safe })
    }

    fn is_of(&self, uri: &Uri) -> bool {
        let authority = uri.authority().map_or("", Authority::as_str);
        // What the client has written itself is the same to the letter, which is quicker to see.
        uri.scheme_str() == Some(&self.scheme)
            && (authority == self.authority || authority.eq_ignore_ascii_case(&self.authority))
    }
}

impl TrustedHosts {
    pub(crate) fn of(hosts: &Hosts) -> Self {
        let origin = |url: &str| Origin::of(&url.parse().ok()?);
        Self {
            api: origin(hosts.base(Host::Api)),
            files: FileHosts::of(hosts.base(Host::Api)),
            scim: origin(hosts.base(Host::Scim)),
            #[cfg(feature = "oauth")]
            token: origin(hosts.token()),
        }
    }

    /// # Errors
    /// Refuses a host that is not the one of this audience, and a connection that others can read.
    fn check(&self, audience: Audience, uri: &Uri) -> Result<(), Error> {
        let own = match audience {
            Audience::Host(Host::Api) => &self.api,
            Audience::Host(Host::Scim) => &self.scim,
            #[cfg(feature = "oauth")]
            Audience::TokenEndpoint => &self.token,
            Audience::Anyone => return Ok(()),
        };
        match own {
            Some(own) if own.is_of(uri) && own.is_safe => Ok(()),
            Some(own) if own.is_of(uri) => Err(Error::new(
                ErrorKind::Configuration,
                "nothing was sent: tokens and secrets go only over https, or to this machine; check the base URL",
            )),
            _ => Err(Error::new(
                ErrorKind::InvalidInput,
                "nothing was sent: tokens and secrets go only to the host that the client was made for",
            )),
        }
    }
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

    /// Puts the token on a request, if it needs one, and returns which, and what is left of the attempt's time.
    pub(super) async fn authorize(
        &self,
        request: &mut http::Request<Body>,
        context: &Context,
    ) -> Result<(Option<Carried>, Duration), Error> {
        self.trusted.check(context.audience, request.uri())?;
        if context.audience == Audience::Anyone {
            self.trusted.files.restrict(request)?;
        }
        let Some(tokens) = &context.tokens else { return Ok((None, context.timeout)) };
        if let Some(token) = context.replacement.take() {
            put_token(request, &token)?;
            return Ok((Some(Carried { token, is_replacement: true }), context.timeout));
        }
        let (token, time_left) = self.in_time(tokens.access_token(), &**tokens, context).await;
        let token = token.map_err(|error| error.with_outcome(Outcome::NotSent))?;
        put_token(request, &token)?;
        Ok((Some(Carried { token, is_replacement: false }), time_left))
    }

    /// What the provider returns within the time of an attempt, and what is left of that.
    async fn in_time<T>(
        &self,
        mut answer: BoxFuture<'_, Result<T, Error>>,
        tokens: &dyn TokenProvider,
        context: &Context,
    ) -> (Result<T, Error>, Duration) {
        // Most tokens are at hand: those need no timer.
        let first = future::poll_fn(|waker| Poll::Ready(answer.as_mut().poll(waker))).await;
        if let Poll::Ready(result) = first {
            return (result, context.timeout);
        }
        let start = Instant::now();
        // By reference: what it waits for is asked below, before it is dropped.
        let result = timeout(context.timeout, &mut answer).await;
        let time_left = context.timeout.saturating_sub(start.elapsed());
        (result.unwrap_or_else(|_| Err(late(tokens, context.timeout))), time_left)
    }

    /// Looks for another token after Miro has refused this one, for the next try; for one that is a replacement itself there
    /// is none.
    pub(super) async fn replace(&self, refused: &Carried, context: &Context) -> Result<(), Error> {
        let Some(tokens) = &context.tokens else { return Ok(()) };
        let Carried { token: refused, is_replacement } = refused;
        if *is_replacement {
            tokens.refused_again(refused);
            return Ok(());
        }
        let (token, _) = self.in_time(tokens.replace(refused), &**tokens, context).await;
        let token = token.map_err(|error| error.with_outcome(Outcome::Rejected))?;
        context.replacement.set(token.filter(|token| token != refused));
        Ok(())
    }
}

fn late(tokens: &dyn TokenProvider, limit: Duration) -> Error {
    let awaited = tokens.awaits().map(|awaited| format!(": it waited for {awaited}")).unwrap_or_default();
    let detail = format!("no access token within {} s{awaited}", limit.as_secs_f64());
    Error::new(ErrorKind::Timeout, detail)
}

/// The token on one attempt.
pub(super) struct Carried {
    token: AccessToken,
    /// Whether it was left by the attempt before, whose own token Miro had refused.
    is_replacement: bool,
}

/// A token that one try leaves to the next, after Miro has refused its own.
#[derive(Default)]
pub(crate) struct Replacement(Mutex<Option<AccessToken>>);

impl Replacement {
    pub(super) fn is_there(&self) -> bool {
        self.lock().is_some()
    }

    fn take(&self) -> Option<AccessToken> {
        self.lock().take()
    }

    fn set(&self, token: Option<AccessToken>) {
        *self.lock() = token;
    }

    fn lock(&self) -> MutexGuard<'_, Option<AccessToken>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn put_token(request: &mut http::Request<Body>, token: &AccessToken) -> Result<(), Error> {
    let value = token.bearer().map_err(|problem| {
        Error::new(ErrorKind::Configuration, format!("nothing was sent: the access token {problem}"))
    })?;
    request.headers_mut().insert(header::AUTHORIZATION, value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_goes_to_its_own_hosts_over_a_safe_connection() {
        let check = |api: &str, url: &str| {
            let trusted = TrustedHosts::of(&Hosts::miro().with_api(api).with_scim("http://127.0.0.1:8081"));
            let uri = url.parse().unwrap();
            trusted.check(Audience::Host(Host::Api), &uri).map_err(|error| error.kind())
        };
        let miro = "https://api.miro.com";
        assert_eq!(check(miro, "https://api.miro.com/v2/boards"), Ok(()));
        assert_eq!(check(miro, "https://API.miro.com/v2/boards"), Ok(()));
        assert_eq!(check("http://127.0.0.1:8080", "http://127.0.0.1:8080/v2/boards"), Ok(()));
        for other in [
            "https://api.miro.com.evil.example/v2",
            "https://api.miro.com:444/v2",
            "https://user@api.miro.com/v2",
            "http://api.miro.com/v2",
            "http://127.0.0.1:8081/v2",
        ] {
            assert_eq!(check(miro, other), Err(ErrorKind::InvalidInput), "{other}");
        }
        let proxy = "http://proxy.example";
        assert_eq!(check(proxy, "http://proxy.example/v2"), Err(ErrorKind::Configuration));
    }

    #[cfg(feature = "oauth")]
    #[test]
    fn each_secret_has_a_host_of_its_own() {
        let hosts = Hosts::miro().with_token("https://login.example/token");
        let trusted = TrustedHosts::of(&hosts);
        let audiences = [Audience::Host(Host::Api), Audience::Host(Host::Scim), Audience::TokenEndpoint];
        let urls = ["https://api.miro.com/v2", "https://miro.com/api/v1/scim", "https://login.example/token"];
        for (at, audience) in audiences.into_iter().enumerate() {
            for (other, url) in urls.iter().enumerate() {
                let uri = url.parse().unwrap();
                assert_eq!(trusted.check(audience, &uri).is_ok(), at == other, "{audience:?} {url}");
            }
        }
        let anywhere = "http://anywhere.example".parse().unwrap();
        assert!(trusted.check(Audience::Anyone, &anywhere).is_ok());
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
