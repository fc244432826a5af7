//! The handle of a running sandbox.

mod content;
mod control;

use std::sync::{Arc, MutexGuard};

use tokio::sync::oneshot;

use crate::access::authorization::{ALL_SCOPES, Caller};
use crate::builder::Builder;
use crate::oauth::browser;
use crate::oauth::page;
use crate::server::Server;
use crate::server::changes::Change;
use crate::state::settings::App;
use crate::state::{DEFAULT_TEAM, DEFAULT_USER, ORGANIZATION, State};

/// A running sandbox. It stops when dropped.
#[derive(Debug)]
pub struct Sandbox {
    pub(crate) url: String,
    pub(crate) app: App,
    pub(crate) server: Arc<Server>,
    pub(crate) _stop: oneshot::Sender<()>,
}

/// Addresses and the app's identity.
impl Sandbox {
    /// Starts a sandbox on a free port of 127.0.0.1. It accepts requests when this returns.
    pub async fn start() -> Self {
        Self::builder().start().await
    }

    /// Creates a builder for a sandbox with other settings.
    pub fn builder() -> Builder {
        Builder::new()
    }

    /// The base URL of the REST API, of `/oauth/authorize` and of `/v1/oauth/token`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The base URL of the SCIM API.
    pub fn scim_url(&self) -> String {
        format!("{}/api/v1/scim", self.url)
    }

    /// The client id of the app.
    pub fn client_id(&self) -> &str {
        &self.app.client_id
    }

    /// The client secret of the app.
    pub fn client_secret(&self) -> &str {
        &self.app.client_secret
    }

    /// The token that the app's developer reads its metrics with.
    pub fn app_management_token(&self) -> String {
        self.state().settings.app_management_token.clone()
    }

    /// The redirect URI of the app, or the first of several.
    pub fn redirect_uri(&self) -> &str {
        self.app.redirect_uris.first().expect("an app has a redirect URI")
    }

    /// The default user's id.
    pub fn user_id(&self) -> &str {
        DEFAULT_USER
    }

    /// The organization's id.
    pub fn organization_id(&self) -> &str {
        ORGANIZATION
    }

    /// The team's id.
    pub fn team_id(&self) -> &str {
        DEFAULT_TEAM
    }
}

/// Tokens and consent.
impl Sandbox {
    /// Issues an access token of the default user with every scope and without expiry.
    pub fn token(&self) -> String {
        self.token_with_scopes(ALL_SCOPES)
    }

    /// Issues an access token of the default user with these scopes only, without expiry.
    pub fn token_with_scopes(&self, scopes: &[&str]) -> String {
        self.issue(DEFAULT_USER, scopes)
    }

    /// Issues an access token of another user of the team, with every scope and without expiry. Adds the user if
    /// missing.
    pub fn token_for(&self, user_id: &str) -> String {
        self.state().ensure_user(user_id);
        self.issue(user_id, ALL_SCOPES)
    }

    /// Opens the consent page, presses Allow, and returns the redirect URL.
    ///
    /// # Panics
    ///
    /// If the URL is not that of this sandbox's consent page, or if a fault happens.
    pub async fn allow(&self, authorize_url: &str) -> String {
        browser::decide(&self.url, authorize_url, &[], page::ALLOW).await
    }

    /// Like [`Sandbox::allow`], but signed in as this user and for this team. Adds the user if missing.
    ///
    /// # Panics
    ///
    /// If the URL is not that of this sandbox's consent page, if a fault happens, if the team does not exist, or
    /// if the user was deactivated.
    pub async fn allow_as(&self, authorize_url: &str, user_id: &str, team_id: &str) -> String {
        self.state().ensure_user(user_id);
        let choices = [(page::USER, user_id), (page::TEAM, team_id)];
        browser::decide(&self.url, authorize_url, &choices, page::ALLOW).await
    }

    /// Opens the consent page, presses Deny, and returns the redirect URL.
    ///
    /// # Panics
    ///
    /// If the URL is not that of this sandbox's consent page, or if a fault happens.
    pub async fn deny(&self, authorize_url: &str) -> String {
        browser::decide(&self.url, authorize_url, &[], page::DENY).await
    }

    /// Expires all access tokens issued so far, including those of [`Sandbox::token`]. Refresh tokens stay valid.
    pub fn expire_access_tokens(&self) {
        self.state().grants.expire_access_tokens();
    }

    /// The token of the SCIM API, which accepts no other.
    pub fn scim_token(&self) -> String {
        self.state().settings.scim_token.clone()
    }

    fn issue(&self, user_id: &str, scopes: &[&str]) -> String {
        let caller = Caller {
            user_id: user_id.to_owned(),
            client_id: self.app.client_id.clone(),
            team_id: DEFAULT_TEAM.to_owned(),
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        };
        let State { grants, identifiers, .. } = &mut *self.state();
        grants.issue_for_good(identifiers, caller)
    }
}

impl Sandbox {
    /// Notifies pages that show the board of a change.
    fn announce(&self, board_id: &str) {
        self.server.changes.send(|| Change::Board(board_id.to_owned()));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.server.state()
    }
}
