//! Settings from the environment.

use std::env;
use std::error::Error;

use axum_extra::extract::cookie::Key;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use miro::{Miro, MiroBuilder};
use url::{Host, Url};

/// The required path of a redirect URL.
pub(crate) const CALLBACK: &str = "/callback";

const VARIABLES: [&str; 3] = ["MIRO_CLIENT_ID", "MIRO_CLIENT_SECRET", "MIRO_REDIRECT_URL"];

/// An app that is registered with Miro.
pub(crate) struct Registered {
    pub(crate) miro: MiroBuilder,
    pub(crate) redirect_url: String,
}

/// Reads the app from the environment. Returns `None` if no variable is set.
///
/// If only some are set, [`MiroBuilder::build`] fails and names the missing ones.
pub(crate) fn registered() -> Option<Registered> {
    let [client_id, client_secret, redirect_url] = VARIABLES.map(|name| env::var(name).unwrap_or_default());
    if client_id.is_empty() && client_secret.is_empty() && redirect_url.is_empty() {
        return None;
    }
    let miro = Miro::builder().client_id(client_id).client_secret(client_secret).redirect_url(&redirect_url);
    Some(Registered { miro, redirect_url })
}

/// Reads the key of the cookies from `SESSION_KEY`. Returns `None` if it is not set.
pub(crate) fn session_key() -> Result<Option<Key>, Box<dyn Error>> {
    env::var("SESSION_KEY").ok().map(|text| parse_key(&text)).transpose()
}

fn parse_key(text: &str) -> Result<Key, Box<dyn Error>> {
    // openssl wraps long lines.
    let text: String = text.split_whitespace().collect();
    let key = STANDARD.decode(text).ok().and_then(|bytes| Key::try_from(bytes.as_slice()).ok());
    key.ok_or_else(|| "SESSION_KEY is not 64 bytes in Base64: make one with `openssl rand -base64 64`".into())
}

/// Whether browsers reach this redirect URL over HTTPS.
///
/// # Errors
/// If they reach it over a network without HTTPS, where cookies and codes could be read, or if the path is wrong.
pub(crate) fn is_secure(redirect_url: &str) -> Result<bool, Box<dyn Error>> {
    let url = Url::parse(redirect_url).map_err(|error| format!("the redirect URL is no URL: {error}"))?;
    if url.path() != CALLBACK {
        return Err(format!("the path of the redirect URL has to be {CALLBACK}").into());
    }
    let is_loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    match url.scheme() {
        "https" => Ok(true),
        "http" if is_loopback => Ok(false),
        _ => Err("the redirect URL has to begin with https://, unless it is of this machine".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requires_https_except_on_localhost() {
        for (url, expected) in [
            ("https://app.example/callback", Some(true)),
            ("http://localhost:3000/callback", Some(false)),
            ("http://127.0.0.1:3000/callback", Some(false)),
            ("http://[::1]:3000/callback", Some(false)),
            ("http://app.example/callback", None),
            ("http://localhost.example/callback", None),
            ("https://app.example/elsewhere", None),
            ("ftp://localhost/callback", None),
            ("callback", None),
        ] {
            assert_eq!(is_secure(url).ok(), expected, "{url}");
        }
    }

    #[test]
    fn parses_64_byte_keys_over_several_lines() {
        let text = STANDARD.encode([7; 64]);
        let (first, second) = text.split_at(64);
        assert_eq!(parse_key(&format!("{first}\n{second}\n")).unwrap(), Key::from(&[7; 64]));
        for wrong in [STANDARD.encode([7; 32]), "no base64".to_owned(), String::new()] {
            let error = parse_key(&wrong).unwrap_err().to_string();
            assert!(error.contains("openssl"), "{error}");
        }
    }
}
