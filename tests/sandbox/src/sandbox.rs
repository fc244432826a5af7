//! The handle of a running sandbox.

use std::sync::{Arc, MutexGuard, PoisonError};

use serde_json::Value;
use tokio::sync::oneshot;

use crate::access::authorization::{ALL_SCOPES, Caller};
use crate::builder::Builder;
use crate::fault::{Fault, Faults};
use crate::oauth::browser;
use crate::oauth::page;
use crate::seed;
use crate::server::Server;
use crate::server::events::Change;
use crate::server::record::{Record, RecordedRequest};
use crate::state::settings::App;
use crate::state::{DEFAULT_TEAM, DEFAULT_USER, State};

/// A running sandbox. It stops when this is dropped.
#[derive(Debug)]
pub struct Sandbox {
    pub(crate) url: String,
    pub(crate) app: App,
    pub(crate) server: Arc<Server>,
    pub(crate) _stop: oneshot::Sender<()>,
}

/// Addresses, and the identity of the app.
impl Sandbox {
    /// Starts a sandbox on a free port of 127.0.0.1; it takes requests as soon as this returns.
    pub async fn start() -> Self {
        Self::builder().start().await
    }

    /// Sets up a sandbox that differs from the default.
    pub fn builder() -> Builder {
        Builder::new()
    }

    /// The base URL: of the REST API, of `/oauth/authorize` and of `/v1/oauth/token`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The client id of the app.
    pub fn client_id(&self) -> &str {
        &self.app.client_id
    }

    /// The client secret of the app.
    pub fn client_secret(&self) -> &str {
        &self.app.client_secret
    }

    /// The redirect URI of the app.
    pub fn redirect_uri(&self) -> &str {
        &self.app.redirect_uri
    }

    /// The default user's id.
    pub fn user_id(&self) -> &str {
        DEFAULT_USER
    }

    /// The team's id.
    pub fn team_id(&self) -> &str {
        DEFAULT_TEAM
    }
}

/// Tokens and consent.
impl Sandbox {
    /// A new access token of the default user that has every scope and never expires by itself.
    pub fn token(&self) -> String {
        self.token_with_scopes(ALL_SCOPES)
    }

    /// A new access token of the default user with these scopes only.
    pub fn token_with_scopes(&self, scopes: &[&str]) -> String {
        self.issue(DEFAULT_USER, scopes)
    }

    /// A new access token of another user of the team, who is added if need be; it has every scope.
    pub fn token_for(&self, user_id: &str) -> String {
        self.state().ensure_user(user_id);
        self.issue(user_id, ALL_SCOPES)
    }

    /// Opens the consent page, presses Allow, and answers the URL that the browser is sent to.
    ///
    /// # Panics
    ///
    /// If the URL does not lead to the consent page of this sandbox.
    pub async fn allow(&self, authorize_url: &str) -> String {
        browser::decide(&self.url, authorize_url, page::ALLOW).await
    }

    /// Opens the consent page, presses Deny, and answers the URL that the browser is sent to.
    ///
    /// # Panics
    ///
    /// If the URL does not lead to the consent page of this sandbox.
    pub async fn deny(&self, authorize_url: &str) -> String {
        browser::decide(&self.url, authorize_url, page::DENY).await
    }

    /// Lets all access tokens issued so far expire, also those of [`Sandbox::token`]; refresh tokens stay
    /// valid.
    pub fn expire_access_tokens(&self) {
        let State { grants, clock, .. } = &mut *self.state();
        grants.expire_access_tokens(clock.now());
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

/// Requests, faults and credits.
impl Sandbox {
    /// Every request received so far, in order.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.record().requests()
    }

    /// Forgets the requests received so far.
    pub fn clear_requests(&self) {
        self.record().clear();
        self.server.events.send(|| Change::Records);
    }

    /// Orders a fault for the next request. Several orders apply to one request each, in turn.
    pub fn next(&self, fault: Fault) {
        self.faults().next(fault);
    }

    /// Orders a fault for the next request with this method whose path, as sent, begins like this.
    pub fn next_on(&self, method: &str, path_prefix: &str, fault: Fault) {
        self.faults().next_on(method, path_prefix, fault);
    }

    /// Sets what a user has left in the current window.
    pub fn set_remaining_credits(&self, user_id: &str, credits: u64) {
        let State { budgets, clock, .. } = &mut *self.state();
        budgets.set_remaining(user_id, &self.app.client_id, credits, clock.now());
        self.server.events.send(|| Change::Records);
    }
}

/// Direct looks at the state, and shortcuts into it.
impl Sandbox {
    /// How many boards there are.
    pub fn board_count(&self) -> usize {
        self.state().boards.len()
    }

    /// How many items a board has, connectors not counted.
    ///
    /// # Panics
    ///
    /// If there is no such board.
    pub fn item_count(&self, board_id: &str) -> usize {
        self.state().boards.get(board_id).expect("a board of the sandbox").items.len()
    }

    /// Adds a board of the default user and answers its id.
    pub fn seed_board(&self, name: &str) -> String {
        let id = seed::board(&mut self.state(), name);
        self.announce(&id);
        id
    }

    /// Adds so many items of one kind (`sticky_note`, `shape`, ...) to a board and answers their ids.
    ///
    /// # Panics
    ///
    /// If there is no such board or kind.
    pub fn seed_items(&self, board_id: &str, kind: &str, count: usize) -> Vec<String> {
        let ids = seed::items(&mut self.state(), board_id, kind, count);
        self.announce(board_id);
        ids
    }

    /// Puts an item on a board that will be sent exactly as it is here, whatever it is. A missing `id` is
    /// added. A `connector` is listed with the connectors, everything else with the items. Answers its id.
    ///
    /// # Panics
    ///
    /// If there is no such board, or if the value is not an object.
    pub fn insert_raw_item(&self, board_id: &str, item: Value) -> String {
        let id = seed::raw_item(&mut self.state(), board_id, item);
        self.announce(board_id);
        id
    }

    /// Pages that show the board learn that it is not as it was.
    fn announce(&self, board_id: &str) {
        self.server.events.send(|| Change::Board(board_id.to_owned()));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.server.state()
    }

    fn record(&self) -> MutexGuard<'_, Record> {
        self.server.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn faults(&self) -> MutexGuard<'_, Faults> {
        self.server.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
