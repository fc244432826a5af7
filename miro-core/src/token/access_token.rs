use std::fmt;
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use http::HeaderValue;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

/// A secret and its header value.
struct Secret {
    text: SecretString,
    bearer: OnceLock<Result<HeaderValue, &'static str>>,
}

macro_rules! secret {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        ///
        /// Clones share it. Its memory is overwritten when the last clone is dropped, and its
        /// [`Debug`](fmt::Debug) does not show it.
        #[derive(Clone)]
        pub struct $name(Arc<Secret>);

        impl $name {
            /// Creates a token from Miro's text.
            pub fn new(secret: impl Into<String>) -> Self {
                Self(Arc::new(Secret { text: SecretString::from(secret.into()), bearer: OnceLock::new() }))
            }

            /// Returns the text, for a header or an encrypted store, but never for a log.
            #[must_use]
            pub fn expose_secret(&self) -> &str {
                self.0.text.expose_secret()
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(concat!(stringify!($name), "([redacted])"))
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                super::equal_in_constant_time(self.expose_secret(), other.expose_secret())
            }
        }

        impl Eq for $name {}

        impl From<&str> for $name {
            fn from(secret: &str) -> Self {
                Self::new(secret)
            }
        }

        impl From<String> for $name {
            fn from(secret: String) -> Self {
                Self::new(secret)
            }
        }
    };
}

secret! {
    /// The credential of a request, which identifies its user and its app.
    AccessToken
}

secret! {
    /// The credential for a new access token. Miro accepts it only once.
    RefreshToken
}

impl AccessToken {
    /// Returns the value of the `Authorization` header. It is created once, because a token is sent many times,
    /// and overwritten like the token.
    ///
    /// # Errors
    /// Describes why no header can carry the token.
    pub(crate) fn bearer(&self) -> Result<HeaderValue, &'static str> {
        self.0.bearer.get_or_init(|| bearer(self.expose_secret())).clone()
    }
}

fn bearer(token: &str) -> Result<HeaderValue, &'static str> {
    if token.is_empty() {
        return Err("is empty");
    }
    // RFC 6750 allows no spaces, and servers cut them off at the end of a header, so they would not arrive.
    if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("has characters that no token has, such as a space or the end of a line");
    }
    let text = Bytes::from_owner(Zeroizing::new([b"Bearer ", token.as_bytes()].concat()));
    let mut value = HeaderValue::from_maybe_shared(text).map_err(|_| "fits into no header")?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bearer_rejects_tokens_that_headers_cannot_carry() {
        let token = AccessToken::new("eyJ.a-b_c~d+e/f=");
        for token in [&token, &token.clone()] {
            let value = token.bearer().unwrap();
            assert_eq!(value, "Bearer eyJ.a-b_c~d+e/f=");
            assert!(value.is_sensitive());
        }
        for token in ["", " ", "a b", "a\n", "a\r\nx: y", "ä", "a\u{7f}"] {
            assert!(AccessToken::new(token).bearer().is_err(), "{token:?}");
        }
    }
}
