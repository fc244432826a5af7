use std::time::Duration;

use miro_core::client::ClientBuilder;
use miro_core::oauth::OAuthApp;
use miro_core::secrecy::{ExposeSecret, SecretString};
use miro_core::session::Sessions;
use miro_core::storage::{SharedStorage, Storage};

use super::{Miro, client_settings};
use crate::{Error, ErrorKind};

/// Sets up a [`Miro`].
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

/// Miro's access tokens live for an hour: this is long enough for slow calls, and costs one refresh in thirty.
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

    /// The app's client id, from its settings at Miro. Required.
    pub fn client_id(mut self, client_id: impl Into<String>) -> Self {
        self.client_id = Some(client_id.into());
        self
    }

    /// The app's client secret, from its settings at Miro. Required.
    pub fn client_secret(mut self, client_secret: impl Into<String>) -> Self {
        self.client_secret = Some(SecretString::from(client_secret.into()));
        self
    }

    /// Where Miro sends users back to: one of the redirect URIs in the app's settings. Required.
    pub fn redirect_url(mut self, redirect_url: impl Into<String>) -> Self {
        self.redirect_url = Some(redirect_url.into());
        self
    }

    /// Where logins are kept; in memory if it is not set.
    ///
    /// An operation of the storage that takes longer than 10 seconds is given up, and a lease after 20: calls fail with
    /// [`ErrorKind::Storage`] then.
    pub fn storage(mut self, storage: impl Storage) -> Self {
        self.storage = SharedStorage::new(storage);
        self
    }

    /// How long before its expiry a token is refreshed; two minutes if it is not set, while Miro's tokens live for an hour.
    ///
    /// It is up to a quarter more, by chance, so that several processes do not come at once. A token that lives for less
    /// than twice the margin is refreshed after half of its life.
    pub fn refresh_margin(mut self, margin: Duration) -> Self {
        self.refresh_margin = margin;
        self
    }

    client_settings!();

    /// The app with these settings.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] names what is missing or wrong.
    pub fn build(mut self) -> Result<Miro, Error> {
        // What comes from a template or an empty variable is not set.
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
