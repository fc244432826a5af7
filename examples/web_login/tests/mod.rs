//! The application, driven over HTTP and in a browser, on a sandbox.

mod boards;
mod browser;
mod connections;
mod cookies;
mod failures;
mod folder;
mod headers;
mod login;
mod logout;
mod names;
mod requests;
mod shutdown;
mod stuck;
mod visitor;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use axum_extra::extract::cookie::Key;
use miro::Miro;
use miro::storage::SqliteStorage;
use miro::wire::Timestamp;
use miro_sandbox::Sandbox;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use self::stuck::Stuck;
use self::visitor::Visitor;
use crate::app::App;
use crate::limits::Limits;
use crate::shutdown::run;

/// Limits with short pauses between background attempts; a logout waits for the last attempt.
const LIMITS: Limits = Limits {
    pauses: &[Duration::from_millis(10); 5],
    confirmation: Duration::from_secs(60),
    ..Limits::STANDARD
};

/// The application with its own sandbox, and a clock that tests can advance.
struct World {
    sandbox: Arc<Sandbox>,
    url: String,
    key: Key,
    is_secure: bool,
    passed: Arc<AtomicI64>,
    folder: Arc<TempDir>,
    /// Whether the storage has stopped responding.
    is_stuck: Arc<AtomicBool>,
    limits: Limits,
    stop: CancellationToken,
    server: JoinHandle<()>,
}

impl World {
    async fn start() -> Self {
        Self::with(false, LIMITS).await
    }

    async fn limited(limits: Limits) -> Self {
        Self::with(false, limits).await
    }

    /// Starts the application as if behind a proxy with HTTPS.
    async fn secure() -> Self {
        Self::with(true, LIMITS).await
    }

    async fn with(is_secure: bool, limits: Limits) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let sandbox = Sandbox::builder().redirect_uri(&format!("{url}/callback")).start().await;
        let sandbox = Arc::new(sandbox);
        let (key, passed, folder) = (Key::generate(), Arc::default(), Arc::new(TempDir::new().unwrap()));
        let server = tokio::spawn(async {});
        let (is_stuck, stop) = (Arc::default(), CancellationToken::new());
        let mut world = Self { sandbox, url, key, is_secure, passed, folder, is_stuck, limits, stop, server };
        world.serve(listener).await;
        world
    }

    /// Starts another process of the same application: the same file, key and sandbox.
    async fn beside(&self) -> Self {
        self.beside_with(self.limits).await
    }

    /// Returns the cookies of a user who has logged in at such a process.
    async fn cookies_of(&self, user_id: &str) -> BTreeMap<String, String> {
        let patient = self.beside_with(LIMITS).await;
        let mut visitor = Visitor::new(&patient);
        visitor.log_in(user_id).await;
        visitor.cookies
    }

    async fn beside_with(&self, limits: Limits) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let mut world = Self {
            sandbox: self.sandbox.clone(),
            url: format!("http://{}", listener.local_addr().unwrap()),
            key: self.key.clone(),
            passed: self.passed.clone(),
            folder: self.folder.clone(),
            is_stuck: Arc::default(),
            limits,
            stop: CancellationToken::new(),
            server: tokio::spawn(async {}),
            ..*self
        };
        world.serve(listener).await;
        world
    }

    async fn serve(&mut self, listener: TcpListener) {
        let builder = Miro::builder()
            .base_url(self.sandbox.url())
            .client_id(self.sandbox.client_id())
            .client_secret(self.sandbox.client_secret())
            .redirect_url(self.sandbox.redirect_uri());
        let storage = Stuck::new(self.storage().await, self.is_stuck.clone());
        let passed = self.passed.clone();
        let clock = Arc::new(move || {
            let passed = u64::try_from(passed.load(Ordering::Relaxed)).unwrap();
            Timestamp::now().after(Duration::from_secs(passed))
        });
        let app = App::new(builder, storage, self.key.clone(), self.is_secure, clock, self.limits).unwrap();
        self.stop = CancellationToken::new();
        self.server = tokio::spawn(run(listener, app, self.stop.clone()));
    }

    /// Opens the file with the logins.
    async fn storage(&self) -> SqliteStorage {
        SqliteStorage::open(self.folder.path().join("logins.sqlite")).await.unwrap()
    }

    /// Stops the application as a signal does, and waits for it.
    async fn end(&mut self) {
        self.stop.cancel();
        let server = std::mem::replace(&mut self.server, tokio::spawn(async {}));
        tokio::time::timeout(Duration::from_secs(60), server).await.unwrap().unwrap();
    }

    /// Restarts the application at the same address, with the same key and the same file.
    async fn restart(&mut self) {
        self.end().await;
        let address = self.url.strip_prefix("http://").unwrap();
        let listener = TcpListener::bind(address).await.unwrap();
        self.serve(listener).await;
    }

    /// Advances the clock of the application, but not of Miro.
    fn pass(&self, time: Duration) {
        self.passed.fetch_add(i64::try_from(time.as_secs()).unwrap(), Ordering::Relaxed);
    }

    /// Adds a user with boards of these names.
    fn seed(&self, id: &str, boards: &[&str]) {
        let email = format!("{id}@example.com");
        let create = |name: &&str| json!({"request": "POST /v2/boards", "as": email, "body": {"name": name}});
        let seed = json!({
            "users": [{"id": id, "name": format!("User {id}"), "email": email}],
            "requests": boards.iter().map(create).collect::<Vec<Value>>(),
        });
        self.sandbox.seed(&serde_json::to_vec(&seed).unwrap()).unwrap();
    }

    /// Returns the access token of the application's last call for this user.
    fn token_of(&self, user_id: &str) -> String {
        let requests = self.sandbox.requests();
        // The tests themselves never call this operation.
        let by_user = |request: &&miro_sandbox::RecordedRequest| {
            request.user_id.as_deref() == Some(user_id) && request.path == "/v1/oauth-token"
        };
        let last = requests.iter().rev().find(by_user).unwrap();
        last.headers["authorization"].to_str().unwrap().strip_prefix("Bearer ").unwrap().to_owned()
    }

    /// Whether Miro accepts a token.
    async fn takes(&self, token: &str) -> bool {
        let api = miro::MiroApi::builder(token).base_url(self.sandbox.url()).build().unwrap();
        match api.boards().list().await {
            Ok(_) => true,
            Err(error) if error.kind() == miro::ErrorKind::Unauthorized => false,
            Err(error) => panic!("{error}"),
        }
    }

    /// Waits until a background task makes the condition true.
    async fn wait_until(&self, mut is_true: impl AsyncFnMut() -> bool) {
        let wait = async {
            while !is_true().await {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), wait).await.unwrap();
    }

    /// Returns the texts of the notes on the user's only board.
    async fn notes_of(&self, user_id: &str) -> Vec<String> {
        let token = self.sandbox.token_for(user_id);
        let api = miro::MiroApi::builder(token).base_url(self.sandbox.url()).build().unwrap();
        let boards = api.boards().list().await.unwrap().data;
        let items = api.board(&boards[0].id).items().list().await.unwrap().data;
        let text = |item: &miro::model::Item| match item {
            miro::model::Item::StickyNote(note) => note.data.clone().unwrap().content.unwrap(),
            other => panic!("{other:?}"),
        };
        items.iter().map(text).collect()
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.server.abort();
    }
}
