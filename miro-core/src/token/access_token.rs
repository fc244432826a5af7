use std::fmt;
use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};

macro_rules! secret {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        ///
        /// Clones share it. Its memory is overwritten when the last of them is dropped, and its [`Debug`](fmt::Debug) does not show it.
        #[derive(Clone)]
        pub struct $name(Arc<SecretString>);

        impl $name {
            /// From the text that Miro gave.
            pub fn new(secret: impl Into<String>) -> Self {
                Self(Arc::new(SecretString::from(secret.into())))
            }

            /// The text itself: for a header or an encrypted store, never for a log.
            #[must_use]
            pub fn expose_secret(&self) -> &str {
                self.0.expose_secret()
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
    /// What a request proves its user and its app with.
    AccessToken
}

secret! {
    /// What a new access token is got with, once: Miro's refresh tokens are used up by it.
    RefreshToken
}
