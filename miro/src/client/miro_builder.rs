use std::time::Duration;

use miro_core::client::ClientBuilder;
use miro_core::oauth::OAuthApp;
use miro_core::secrecy::{ExposeSecret, SecretString};
use miro_core::session::Sessions;
use miro_core::storage::{SharedStorage, Storage};

use super::{Miro, client_settings};
use crate::{Error, ErrorKind};

/// A builder for a [`Miro`].
///
/// ```no_run
/// use miro::prelude::*;
/// use miro::storage::MemoryStorage;
///
/// # fn run() -> Result<(), Error> {
/// let miro = Miro::builder()
///     .client_id("3458764517517819000")
///     .client_secret(std::env::var("SECRET").unwrap_or_default())
///     .redirect_url("https://app.example/callback")
///     .storage(MemoryStorage::new())
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until it is built"]
pub struct MiroBuilder {
    client_id: Option<String>,
    client_secret: Option<SecretString>,
    redirect_url: Option<String>,
    storage: SharedStorage,
    refresh_margin: Duration,
    pub(super) client: ClientBuilder,
}

/// Miro's access tokens live for an hour. Two minutes are enough for slow calls, and cost one refresh in thirty.
const REFRESH_MARGIN: Duration = Duration::from_secs(120);

impl MiroBuilder {
    pub(super) fn new() -> Self {
        Self {
            client_id: None,
            client_secret: None,
            redirect_url: None,
            storage: SharedStorage::default(),
            refresh_margin: REFRESH_MARGIN,
            client: ClientBuilder::new(),
        }
    }

    /// Sets the app's client id, from its settings at Miro. Required.
    pub fn client_id(mut self, client_id: impl Into<String>) -> Self {
        self.client_id = Some(client_id.into());
        self
    }

    /// Sets the app's client secret, from its settings at Miro. Required.
    pub fn client_secret(mut self, client_secret: impl Into<String>) -> Self {
        self.client_secret = Some(SecretString::from(client_secret.into()));
        self
    }

    /// Sets the URL to which Miro redirects users: one of the redirect URIs in the app's settings. Required.
    pub fn redirect_url(mut self, redirect_url: impl Into<String>) -> Self {
        self.redirect_url = Some(redirect_url.into());
        self
    }

    /// Sets the storage for logins. The default keeps them in memory.
    ///
    /// A storage operation times out after 10 seconds, and acquiring a lease after 20: calls then fail with
    /// [`ErrorKind::Storage`].
    pub fn storage(mut self, storage: impl Storage) -> Self {
        self.storage = SharedStorage::new(storage);
        self
    }

    /// Sets how long before its expiry a token is refreshed. The default is two minutes; Miro's tokens live for an
    /// hour.
    ///
    /// The margin is extended randomly by up to a quarter, so that several processes do not refresh at the same time.
    /// A token that lives for less than twice the margin is refreshed after half of its life.
    pub fn refresh_margin(mut self, margin: Duration) -> Self {
        self.refresh_margin = margin;
        self
    }

    client_settings!();

    /// Creates the app with these settings.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] names the setting that is missing or invalid.
    pub fn build(mut self) -> Result<Miro, Error> {
        // An empty value, as from a template or an empty variable, counts as not set.
        self.client_id = self.client_id.filter(|client_id| !client_id.is_empty());
        self.client_secret = self.client_secret.filter(|secret| !secret.expose_secret().is_empty());
        self.redirect_url = self.redirect_url.filter(|url| !url.is_empty());
        let (Some(client_id), Some(client_secret), Some(redirect_url)) =
            (&self.client_id, &self.client_secret, &self.redirect_url)
        else {
            return Err(self.missing());
        };
        let client = self.client.clone().build()?;
        let app = OAuthApp::new(client.clone(), client_id, client_secret.clone(), redirect_url)?;
        Ok(Miro::new(client, Sessions::new(app, self.storage.clone(), self.refresh_margin)))
    }

    fn missing(&self) -> Error {
        let settings = [
            ("client_id", self.client_id.is_some()),
            ("client_secret", self.client_secret.is_some()),
            ("redirect_url", self.redirect_url.is_some()),
        ];
        let missing: Vec<_> =
            settings.iter().filter(|(_, is_set)| !is_set).map(|(name, _)| format!("`{name}`")).collect();
        Error::new(ErrorKind::Configuration, format!("the builder lacks {}", missing.join(" and ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_missing_setting_is_named() {
        let error = Miro::builder().client_secret("s").redirect_url("").build().unwrap_err();
        assert_eq!(error.to_string(), "the builder lacks `client_id` and `redirect_url`");
    }

    #[test]
    fn debug_shows_no_secret() {
        let builder = Miro::builder()
            .client_id("id")
            .client_secret("very-secret")
            .redirect_url("http://localhost")
            .transport(miro_core::transport::ScriptedTransport::default());
        assert!(!format!("{builder:?}").contains("very-secret"));
        assert!(!format!("{:?}", builder.build().unwrap()).contains("very-secret"));
    }
}
