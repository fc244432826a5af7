//! Decides which host may see the secrets of a request.

use http::Uri;
use http::uri::Authority;

use super::files::FileHosts;
use super::{Hosts, is_loopback};
use crate::error::{Error, ErrorKind};
use crate::operation::Host;
use crate::transport::Body;

/// The host that may see a request, wherever middlewares send it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    /// One of the client's own hosts: the request may carry a token, or a body with secrets.
    Host(Host),
    /// The token endpoint: the request carries the app's secret.
    #[cfg(feature = "oauth")]
    TokenEndpoint,
    /// Anyone: the request carries no secret.
    Anyone,
}

/// The hosts that tokens and the app's secret may go to, each from the client's own setting.
#[derive(Clone, Debug)]
pub(crate) struct TrustedHosts {
    api: Option<Origin>,
    files: FileHosts,
    scim: Option<Origin>,
    #[cfg(feature = "oauth")]
    token: Option<Origin>,
}

/// The scheme and the authority of a URL, and whether the connection is safe from eavesdropping.
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
        // A URL that the client wrote itself matches exactly, which is faster to check.
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

    /// Restricts a request for a file to the allowed addresses.
    ///
    /// # Errors
    /// Refuses a URL that leads to another address.
    pub(crate) fn restrict_file(&self, request: &mut http::Request<Body>) -> Result<(), Error> {
        self.files.restrict(request)
    }

    /// # Errors
    /// Refuses a host other than that of this audience, and a connection that others can read.
    pub(crate) fn check(&self, audience: Audience, uri: &Uri) -> Result<(), Error> {
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
                "nothing was sent: tokens and secrets go only to the hosts of the client",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_go_only_to_their_host_over_a_safe_connection() {
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
    fn each_audience_has_one_host() {
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
