//! How a sandbox was set up.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// What a test or a command line decides about a sandbox before it starts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Settings {
    /// The apps that may ask for consent; the first is the one that [`Sandbox`](crate::Sandbox) names.
    pub(crate) apps: Vec<App>,
    /// Credits per window, per user and app.
    pub(crate) rate_limit: u64,
    pub(crate) rate_limit_window: Duration,
    pub(crate) quirks: Quirks,
    /// How long a legal hold takes to be processed, and to be released.
    pub(crate) legal_hold_processing: Duration,
    /// How long an export job waits before it starts, at least, and how long it then takes.
    pub(crate) export_step: Duration,
    /// The static token of the SCIM API, which knows no other.
    pub(crate) scim_token: String,
    /// The token with which app developers read the metrics of their apps.
    pub(crate) app_management_token: String,
}

impl Settings {
    /// The app that everything happens with which names none.
    pub(crate) fn default_app(&self) -> &App {
        self.apps.first().expect("a sandbox is built with an app")
    }

    pub(crate) fn app(&self, client_id: &str) -> Option<&App> {
        self.apps.iter().find(|app| app.client_id == client_id)
    }
}

/// Oddities of Miro's wire that do not show up on every day, to be turned on one by one. They concern successful
/// answers only, and change how things are sent, never what is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Quirks {
    /// Lists by cursor have no `total`.
    pub(crate) without_totals: bool,
    /// Every number comes as a string.
    pub(crate) numbers_as_strings: bool,
    /// Enumerations have values that are in no reference.
    pub(crate) unknown_enum_values: bool,
    /// Lists have items of types that are in no reference.
    pub(crate) unknown_item_types: bool,
    /// Changes of a board are accepted with 202 instead of being answered with the board.
    pub(crate) accepted_board_updates: bool,
}

/// An app that is registered with the sandbox.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct App {
    pub(crate) name: String,
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    pub(crate) redirect_uri: String,
    /// What users grant to it.
    pub(crate) scopes: Vec<String>,
    /// None for an app whose tokens do not expire.
    pub(crate) access_token_lifetime: Option<Duration>,
}
