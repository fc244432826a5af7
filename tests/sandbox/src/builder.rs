//! How a sandbox is set up.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use url::Url;

use crate::access::authorization::ALL_SCOPES;
use crate::sandbox::Sandbox;
use crate::server::{self, Server};
use crate::state::State;
use crate::state::clock::Clock;
use crate::state::settings::{App, Quirks, Settings};

/// Sets up a [`Sandbox`].
#[derive(Debug, Clone)]
#[must_use]
pub struct Builder {
    port: u16,
    clock_offset: SignedDuration,
    settings: Settings,
}

impl Builder {
    pub(crate) fn new() -> Self {
        let app = App {
            name: "Sandbox app".to_owned(),
            client_id: "3458764517517810001".to_owned(),
            client_secret: "sandbox-client-secret".to_owned(),
            redirect_uri: "http://localhost:3000/callback".to_owned(),
            scopes: ALL_SCOPES.iter().map(|scope| (*scope).to_owned()).collect(),
            access_token_lifetime: Some(Duration::from_secs(3_600)),
        };
        let settings = Settings {
            apps: vec![app],
            rate_limit: 100_000,
            rate_limit_window: Duration::from_secs(60),
            quirks: Quirks::default(),
            legal_hold_processing: Duration::from_millis(200),
            export_step: Duration::from_millis(200),
            scim_token: "sandbox-scim-token".to_owned(),
            app_management_token: "sandbox-app-management-token".to_owned(),
        };
        Self { port: 0, clock_offset: SignedDuration::ZERO, settings }
    }

    /// Credits per window, per user and app. The default is 100,000.
    pub fn rate_limit(mut self, credits: u64) -> Self {
        self.settings.rate_limit = credits;
        self
    }

    /// How long a budget of credits counts. The default is a minute.
    pub fn rate_limit_window(mut self, window: Duration) -> Self {
        self.settings.rate_limit_window = window;
        self
    }

    /// How long access tokens live that come with a refresh token. The default is an hour.
    pub fn access_token_lifetime(mut self, lifetime: Duration) -> Self {
        self.app().access_token_lifetime = Some(lifetime);
        self
    }

    /// Makes the app one whose tokens do not expire and cannot be refreshed.
    pub fn non_expiring(mut self) -> Self {
        self.app().access_token_lifetime = None;
        self
    }

    /// What users grant to the app in the OAuth flow. The default is every scope.
    pub fn scopes(mut self, scopes: &[&str]) -> Self {
        self.app().scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        self
    }

    /// The redirect URI of the app. The default is `http://localhost:3000/callback`.
    ///
    /// # Panics
    ///
    /// If it is not an absolute URI.
    pub fn redirect_uri(mut self, uri: &str) -> Self {
        Url::parse(uri).expect("an absolute redirect URI");
        self.app().redirect_uri = uri.to_owned();
        self
    }

    /// How long a legal hold takes to be processed, and to be released, by the sandbox's clock. The default is 200
    /// milliseconds; Miro needs up to 24 hours.
    pub fn legal_hold_processing(mut self, time: Duration) -> Self {
        self.settings.legal_hold_processing = time;
        self
    }

    /// How long an export job waits before it starts, and how long it then takes, by the sandbox's clock. The default
    /// is 200 milliseconds. A job waits longer while there is another one in progress.
    pub fn export_step(mut self, time: Duration) -> Self {
        self.settings.export_step = time;
        self
    }

    /// The port on 127.0.0.1. The default is any free port.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// How far the sandbox's clock is ahead of the machine's, or behind it. The default is not at all.
    pub fn clock_offset(mut self, offset: SignedDuration) -> Self {
        self.clock_offset = offset;
        self
    }

    fn app(&mut self) -> &mut App {
        self.settings.apps.first_mut().expect("a builder begins with an app")
    }

    /// Starts the sandbox in the current Tokio runtime; it takes requests as soon as this returns.
    ///
    /// # Panics
    ///
    /// If the port is taken.
    pub async fn start(self) -> Sandbox {
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)).await.expect("a free port on 127.0.0.1");
        let port = listener.local_addr().expect("the address of a bound socket").port();
        let app = self.settings.default_app().clone();
        let clock = Clock::with_offset(self.clock_offset);
        let server = Arc::new(Server::new(State::new(self.settings, clock, port.into())));
        let (stop, stopped) = oneshot::channel();
        server::spawn(Arc::clone(&server), listener, stopped);
        Sandbox { url: format!("http://127.0.0.1:{port}"), app, server, _stop: stop }
    }
}

/// Oddities of Miro's wire, which the sandbox shows on request. They concern successful answers in JSON.
impl Builder {
    /// Leaves `total` out of the lists by cursor, which Miro does not promise.
    pub fn without_totals(mut self) -> Self {
        self.settings.quirks.without_totals = true;
        self
    }

    /// Sends every number as a string, as Miro does here and there.
    pub fn numbers_as_strings(mut self) -> Self {
        self.settings.quirks.numbers_as_strings = true;
        self
    }

    /// Puts values that are in no reference into enumerations such as colours, shapes and roles: of answers with one
    /// object, and of every second element of a list.
    pub fn unknown_enum_values(mut self) -> Self {
        self.settings.quirks.unknown_enum_values = true;
        self
    }

    /// Gives every second item of a list a type that is in no reference.
    pub fn unknown_item_types(mut self) -> Self {
        self.settings.quirks.unknown_item_types = true;
        self
    }

    /// Answers changes of a board with 202 and no body. They take effect all the same.
    pub fn accepted_board_updates(mut self) -> Self {
        self.settings.quirks.accepted_board_updates = true;
        self
    }
}
