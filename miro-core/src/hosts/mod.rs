//! The hosts that calls go to, and which of them may see a secret.

mod files;
mod trusted;

use crate::error::{Error, ErrorKind, shortened};
use crate::operation::Host;

pub(crate) use trusted::{Audience, TrustedHosts};

/// The URLs that calls go to. Each can be set, to point a client at a sandbox or a proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosts {
    api: String,
    authorize: String,
    token: String,
    scim: String,
}

impl Hosts {
    /// Returns [Miro's own URLs](https://developers.miro.com/reference/api-reference).
    #[must_use]
    pub fn miro() -> Self {
        Self {
            api: "https://api.miro.com".to_owned(),
            authorize: "https://miro.com/oauth/authorize".to_owned(),
            token: "https://api.miro.com/v1/oauth/token".to_owned(),
            scim: "https://miro.com/api/v1/scim".to_owned(),
        }
    }

    /// Returns the URLs of a sandbox or a proxy: one base URL, followed by Miro's paths.
    #[must_use]
    pub fn all_at(base_url: &str) -> Self {
        let base_url = base_url.trim_end_matches('/');
        Self {
            api: base_url.to_owned(),
            authorize: format!("{base_url}/oauth/authorize"),
            token: format!("{base_url}/v1/oauth/token"),
            scim: format!("{base_url}/api/v1/scim"),
        }
    }

    /// Sets the base URL of the REST API.
    #[must_use]
    pub fn with_api(mut self, url: &str) -> Self {
        url.trim_end_matches('/').clone_into(&mut self.api);
        self
    }

    /// Sets the URL of the consent page.
    #[must_use]
    pub fn with_authorize(mut self, url: &str) -> Self {
        url.clone_into(&mut self.authorize);
        self
    }

    /// Sets the URL of the token endpoint.
    #[must_use]
    pub fn with_token(mut self, url: &str) -> Self {
        url.clone_into(&mut self.token);
        self
    }

    /// Sets the base URL of SCIM.
    #[must_use]
    pub fn with_scim(mut self, url: &str) -> Self {
        url.trim_end_matches('/').clone_into(&mut self.scim);
        self
    }

    /// The base URL of a host, without a slash at the end.
    #[must_use]
    pub fn base(&self, host: Host) -> &str {
        match host {
            Host::Api => &self.api,
            Host::Scim => &self.scim,
        }
    }

    /// The URL of the consent page.
    #[must_use]
    pub fn authorize(&self) -> &str {
        &self.authorize
    }

    /// The URL of the token endpoint.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// # Errors
    /// Names the setting that is not a URL, or would send secrets where others can read them.
    pub(crate) fn check(&self) -> Result<(), Error> {
        for (what, address) in
            [("API", &self.api), ("authorize", &self.authorize), ("token", &self.token), ("SCIM", &self.scim)]
        {
            let url = url::Url::parse(address).map_err(|error| {
                let (shown, source) = (shown(address), source(what));
                Error::new(
                    ErrorKind::Configuration,
                    format!(
                        "the {what} URL {shown:?}{source} is not a URL such as https://api.miro.com: {error}"
                    ),
                )
            })?;
            let loopback = url.host_str().is_some_and(is_loopback);
            if url.scheme() != "https" && !(url.scheme() == "http" && loopback) {
                return Err(Error::new(
                    ErrorKind::Configuration,
                    format!(
                        "the {what} URL {:?}{} must start with https://, or lead to this machine",
                        shown(address),
                        source(what)
                    ),
                ));
            }
            if !url.username().is_empty()
                || url.password().is_some()
                || url.query().is_some()
                || url.fragment().is_some()
            {
                return Err(Error::new(
                    ErrorKind::Configuration,
                    format!("the {what} URL must have no user name, password, query or fragment"),
                ));
            }
            if what == "API" && ["/v1", "/v2", "/v2-experimental"].iter().any(|end| address.ends_with(end)) {
                return Err(Error::new(
                    ErrorKind::Configuration,
                    format!(
                        "the API URL {:?}{} must end before the version: leave {} out, the paths have it",
                        shown(address),
                        source(what),
                        url.path()
                    ),
                ));
            }
            // Other libraries must parse it to the same URL.
            let uri: Option<http::Uri> = address.parse().ok();
            if !uri.is_some_and(|uri| is_same(&uri, &url)) {
                return Err(Error::new(
                    ErrorKind::Configuration,
                    format!(
                        "the {what} URL must be written as URLs are sent: no spaces, no dots as parts of its path"
                    ),
                ));
            }
        }
        Ok(())
    }
}

/// Returns the settings that a URL comes from.
fn source(what: &str) -> &'static str {
    if what == "API" { ", of base_url() or MIRO_BASE_URL," } else { "" }
}

/// Whether two libraries parse the same URL: one checks it, and the other sends to it.
fn is_same(uri: &http::Uri, url: &url::Url) -> bool {
    let host = uri.host().map(str::to_ascii_lowercase);
    uri.scheme_str() == Some(url.scheme())
        && host.as_deref() == url.host_str()
        && uri.port_u16().or(default_port(url.scheme())) == url.port_or_known_default()
        && uri.path() == url.path()
}

fn default_port(scheme: &str) -> Option<u16> {
    match scheme {
        "https" => Some(443),
        "http" => Some(80),
        _ => None,
    }
}

impl Default for Hosts {
    fn default() -> Self {
        Self::miro()
    }
}

/// Formats a URL for an error, without a password and with a limited length.
pub(crate) fn shown(address: &str) -> String {
    // In a malformed URL the password may be anywhere.
    if address.contains('@') || address.contains("%40") {
        return "[with a user name, not shown]".to_owned();
    }
    shortened(address.split(['?', '#']).next().unwrap_or_default(), 100)
}

/// Whether the host of a URL is this machine.
pub(crate) fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || address.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_at_sets_every_url() {
        let hosts = Hosts::all_at("http://127.0.0.1:8080/");
        assert_eq!(hosts.base(Host::Api), "http://127.0.0.1:8080");
        assert_eq!(hosts.authorize(), "http://127.0.0.1:8080/oauth/authorize");
        assert_eq!(hosts.token(), "http://127.0.0.1:8080/v1/oauth/token");
        assert_eq!(hosts.base(Host::Scim), "http://127.0.0.1:8080/api/v1/scim");
        assert!(hosts.check().is_ok() && Hosts::miro().check().is_ok());
    }

    #[test]
    fn refuses_insecure_and_malformed_urls_by_name() {
        for (hosts, name) in [
            (Hosts::miro().with_api("http://api.miro.com"), "API"),
            (Hosts::miro().with_token("http://proxy.example/token"), "token"),
            (Hosts::miro().with_authorize("ftp://localhost"), "authorize"),
            (Hosts::miro().with_scim("miro.com/scim"), "SCIM"),
            (Hosts::miro().with_api("https://user@api.miro.com"), "API"),
            (Hosts::miro().with_api("https://:password@api.miro.com"), "API"),
            (Hosts::miro().with_token("https://api.miro.com/v1/../oauth/token"), "token"),
            (Hosts::miro().with_api("https://u%3Apassword%40h"), "API"),
            (Hosts::miro().with_api("user@h:password"), "API"),
            (Hosts::miro().with_api("https:evil.example"), "API"),
            (Hosts::miro().with_api("https:\\\\evil.example"), "API"),
            (Hosts::miro().with_api(" https://api.miro.com"), "API"),
            (Hosts::miro().with_api("https://api.miro.com\t"), "API"),
            (Hosts::miro().with_scim("https://0x7f.1/scim"), "SCIM"),
        ] {
            let error = hosts.check().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Configuration);
            assert!(error.to_string().contains(name), "{error}");
            assert!(
                !error.to_string().contains(":password") && !error.to_string().contains("Apassword"),
                "{error}"
            );
        }
    }
}
