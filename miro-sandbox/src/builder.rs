//! Settings of a new sandbox.

mod behavior;
mod quirks;

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use jiff::SignedDuration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::fault::{Fault, FaultRule, Faults, Latency};
use crate::issued;
use crate::sandbox::Sandbox;
use crate::server::{self, Server};
use crate::state::State;
use crate::state::behavior::Behavior;
use crate::state::clock::Clock;
use crate::state::settings::{App, Quirks, Settings};

/// Builds a [`Sandbox`].
#[derive(Debug, Clone)]
#[must_use]
pub struct Builder {
    port: u16,
    clock_offset: SignedDuration,
    faults: Vec<FaultRule>,
    kept_requests: Option<usize>,
    settings: Settings,
}

impl Builder {
    pub(crate) fn new() -> Self {
        let app = App::new("3458764517517810001", "sandbox-client-secret").name("Sandbox app");
        let settings = Settings {
            apps: vec![app],
            rate_limit: 100_000,
            rate_limit_window: Duration::from_secs(60),
            rate_limits_enforced: true,
            quirks: Quirks::default(),
            legal_hold_processing: Duration::from_millis(200),
            export_step: Duration::from_millis(200),
            export_jobs_at_once: 1,
            behavior: Behavior::default(),
            scim_token: "sandbox-scim-token".to_owned(),
            app_management_token: "sandbox-app-management-token".to_owned(),
        };
        let clock_offset = SignedDuration::ZERO;
        Self { port: 0, clock_offset, faults: Vec::new(), kept_requests: None, settings }
    }

    /// Sets the credits per window, per user and app. The default is 100,000.
    pub fn rate_limit(mut self, credits: u64) -> Self {
        self.settings.rate_limit = credits;
        self
    }

    /// Sets the length of the windows of credits. The default is a minute.
    pub fn rate_limit_window(mut self, window: Duration) -> Self {
        self.settings.rate_limit_window = window;
        self
    }

    /// Disables the rate limits: requests spend nothing, and none is rejected.
    /// [`Sandbox::enforce_rate_limits`](crate::Sandbox::enforce_rate_limits) enables them again.
    pub fn without_rate_limits(mut self) -> Self {
        self.settings.rate_limits_enforced = false;
        self
    }

    /// Registers another app.
    ///
    /// # Panics
    ///
    /// If another app has the same client id.
    pub fn app(mut self, app: App) -> Self {
        assert!(self.settings.app(&app.client_id).is_none(), "{} is the id of another app", app.client_id);
        self.settings.apps.push(app);
        self
    }

    /// Sets the lifetime of access tokens that come with a refresh token. The default is an hour.
    pub fn access_token_lifetime(self, lifetime: Duration) -> Self {
        self.default_app(|app| app.access_token_lifetime(lifetime))
    }

    /// Makes the app's tokens non-expiring and without refresh tokens.
    pub fn non_expiring(self) -> Self {
        self.default_app(App::non_expiring)
    }

    /// Sets the scopes that users grant to the app in the OAuth flow. The default is every scope.
    pub fn scopes(self, scopes: &[&str]) -> Self {
        self.default_app(|app| app.scopes(scopes))
    }

    /// Sets the redirect URI of the app. The default is `http://localhost:3000/callback`.
    ///
    /// # Panics
    ///
    /// If it is not an absolute URI.
    pub fn redirect_uri(self, uri: &str) -> Self {
        self.redirect_uris(&[uri])
    }

    /// Sets several redirect URIs of the app.
    ///
    /// # Panics
    ///
    /// If there is none, or if one is not an absolute URI.
    pub fn redirect_uris(self, uris: &[&str]) -> Self {
        self.default_app(|app| app.redirect_uris(uris))
    }

    /// Sets how long a legal hold takes to be processed, and to be released, by the sandbox's clock. The default
    /// is 200 milliseconds; Miro needs up to 24 hours.
    pub fn legal_hold_processing(mut self, time: Duration) -> Self {
        self.settings.legal_hold_processing = time;
        self
    }

    /// Sets how long an export job waits before it starts, and how long it then takes, by the sandbox's clock. The
    /// default is 200 milliseconds. A job waits longer while as many jobs as allowed are in progress.
    pub fn export_step(mut self, time: Duration) -> Self {
        self.settings.export_step = time;
        self
    }

    /// Sets the number of export jobs in progress at a time. The default is 1; with Enterprise Guard, Miro runs 5.
    ///
    /// # Panics
    ///
    /// If it is 0, because no job would ever start.
    pub fn export_jobs_at_once(mut self, jobs: usize) -> Self {
        assert!(jobs > 0, "no export job would ever start");
        self.settings.export_jobs_at_once = jobs;
        self
    }

    /// Sets the port on 127.0.0.1. The default is any free port.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Sets the offset of the sandbox's clock from the machine's, positive or negative, capped at a century. The
    /// default is zero.
    pub fn clock_offset(mut self, offset: SignedDuration) -> Self {
        self.clock_offset = offset;
        self
    }

    /// Adds a fault rule from the start.
    pub fn fault(mut self, rule: FaultRule) -> Self {
        self.faults.push(rule);
        self
    }

    /// Sets the delay of every request before it is handled. The default is none.
    pub fn latency(self, latency: Latency) -> Self {
        self.fault(FaultRule::new(Fault::Latency(latency)))
    }

    /// Sets the number of recorded requests to keep, the latest ones. The default is all.
    pub fn keep_requests(mut self, count: usize) -> Self {
        self.kept_requests = Some(count);
        self
    }

    fn default_app(mut self, change: impl FnOnce(App) -> App) -> Self {
        let app = self.settings.apps.first_mut().expect("a builder begins with an app");
        *app = change(app.clone());
        self
    }

    /// Starts the sandbox in the current Tokio runtime. It accepts requests when this returns.
    ///
    /// # Panics
    ///
    /// If the port is taken, or if a fault rule is invalid.
    pub async fn start(self) -> Sandbox {
        self.try_start().await.expect("a free port on 127.0.0.1")
    }

    /// Starts the sandbox like [`start`](Self::start), with an error if the port is taken.
    ///
    /// # Errors
    ///
    /// If the port is taken.
    ///
    /// # Panics
    ///
    /// If a fault rule is invalid.
    pub async fn try_start(self) -> io::Result<Sandbox> {
        issued::watch();
        for app in &self.settings.apps {
            issued::secret("client secret", &app.client_secret);
        }
        issued::secret("SCIM token", &self.settings.scim_token);
        issued::secret("app management token", &self.settings.app_management_token);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)).await?;
        let port = listener.local_addr()?.port();
        let app = self.settings.default_app().clone();
        let clock = Clock::with_offset(self.clock_offset);
        let mut faults = Faults::default();
        for rule in self.faults {
            faults.add(rule).unwrap_or_else(|problem| panic!("{problem}"));
        }
        let state = State::new(self.settings, clock, seed(port));
        let server = Arc::new(Server::new(state, faults, self.kept_requests));
        let (stop, stopped) = oneshot::channel();
        server::spawn(Arc::clone(&server), listener, stopped);
        Ok(Sandbox { url: format!("http://127.0.0.1:{port}"), app, server, _stop: stop })
    }
}

/// Returns the seed for identifiers. Sandboxes on the same port issue the same ones, except during a leak scan,
/// which searches the output of all of them for secrets.
fn seed(port: u16) -> u64 {
    static STARTED: AtomicU32 = AtomicU32::new(0);
    let own = u64::from(port);
    if !issued::is_watching() {
        return own;
    }
    let started = u64::from(STARTED.fetch_add(1, Ordering::Relaxed));
    own | started << 16 | u64::from(std::process::id()) << 40
}
