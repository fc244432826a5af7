//! Settings of a sandbox.

use serde::{Deserialize, Serialize};
use std::time::Duration;

use url::Url;

use crate::access::authorization::ALL_SCOPES;
use crate::state::behavior::Behavior;

/// The settings of a sandbox before it starts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Settings {
    /// The registered apps. The first is the default app of [`Sandbox`](crate::Sandbox).
    pub(crate) apps: Vec<App>,
    /// Credits per window, per user and app.
    pub(crate) rate_limit: u64,
    pub(crate) rate_limit_window: Duration,
    /// Whether requests spend credits, and are rejected without.
    pub(crate) rate_limits_enforced: bool,
    pub(crate) quirks: Quirks,
    #[serde(default)]
    pub(crate) behavior: Behavior,
    /// How long a legal hold takes to be processed, and to be released.
    pub(crate) legal_hold_processing: Duration,
    /// The minimum time before an export job starts, and how long it then takes.
    pub(crate) export_step: Duration,
    /// How many export jobs are in progress at a time.
    #[serde(default = "one")]
    pub(crate) export_jobs_at_once: usize,
    /// The static token of the SCIM API, which accepts no other.
    pub(crate) scim_token: String,
    /// The token that app developers read the metrics of their apps with.
    pub(crate) app_management_token: String,
}

fn one() -> usize {
    1
}

impl Settings {
    /// Returns the default app.
    pub(crate) fn default_app(&self) -> &App {
        self.apps.first().expect("a sandbox is built with an app")
    }

    pub(crate) fn app(&self, client_id: &str) -> Option<&App> {
        self.apps.iter().find(|app| app.client_id == client_id)
    }
}

/// Quirks of Miro's wire format that are rare, enabled individually. They apply to successful responses, and never
/// change the state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Quirks {
    /// Lists by cursor have no `total`.
    pub(crate) without_totals: bool,
    /// Every number comes as a string.
    pub(crate) numbers_as_strings: bool,
    /// Enumerations have undocumented values.
    pub(crate) unknown_enum_values: bool,
    /// Lists have items of undocumented types.
    pub(crate) unknown_item_types: bool,
    /// Changes of a board get a 202 without the board.
    pub(crate) accepted_board_updates: bool,
}

/// An app registered with the sandbox. By default, users grant it every scope, its access tokens live for an hour
/// and come with refresh tokens, and its redirect URI is `http://localhost:3000/callback`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[must_use]
pub struct App {
    pub(crate) name: String,
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    /// The allowed redirect URIs, compared exactly.
    pub(crate) redirect_uris: Vec<String>,
    /// The granted scopes.
    pub(crate) scopes: Vec<String>,
    /// `None` for an app whose tokens do not expire.
    pub(crate) access_token_lifetime: Option<Duration>,
}

impl App {
    /// Creates an app with these credentials.
    pub fn new(client_id: &str, client_secret: &str) -> Self {
        Self {
            name: format!("App {client_id}"),
            client_id: client_id.to_owned(),
            client_secret: client_secret.to_owned(),
            redirect_uris: vec!["http://localhost:3000/callback".to_owned()],
            scopes: ALL_SCOPES.iter().map(|scope| (*scope).to_owned()).collect(),
            access_token_lifetime: Some(Duration::from_secs(3_600)),
        }
    }

    /// Sets the name that users see.
    pub fn name(mut self, name: &str) -> Self {
        self.name = name.to_owned();
        self
    }

    /// Sets the allowed redirect URIs, which are compared exactly.
    ///
    /// # Panics
    ///
    /// If there is none, or if one is not an absolute URI.
    pub fn redirect_uris(mut self, uris: &[&str]) -> Self {
        assert!(!uris.is_empty(), "an app has a redirect URI");
        for uri in uris {
            Url::parse(uri).expect("an absolute redirect URI");
        }
        self.redirect_uris = uris.iter().map(|uri| (*uri).to_owned()).collect();
        self
    }

    /// Sets the scopes that users grant to it.
    pub fn scopes(mut self, scopes: &[&str]) -> Self {
        self.scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        self
    }

    /// Sets the lifetime of access tokens, which come with a refresh token.
    pub fn access_token_lifetime(mut self, lifetime: Duration) -> Self {
        self.access_token_lifetime = Some(lifetime);
        self
    }

    /// Makes the app's tokens non-expiring and without refresh tokens.
    pub fn non_expiring(mut self) -> Self {
        self.access_token_lifetime = None;
        self
    }
}
