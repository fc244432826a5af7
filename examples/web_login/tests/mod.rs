//! The application, driven over HTTP and in a browser, on a sandbox.

mod boards;
mod browser;
mod cookies;
mod failures;
mod headers;
mod login;
mod visitor;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
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

use crate::app::{self, App};

/// The application with a Miro of its own, and a clock that can be moved.
struct World {
    sandbox: Sandbox,
    url: String,
    key: Key,
    is_secure: bool,
    passed: Arc<AtomicI64>,
    folder: TempDir,
    server: JoinHandle<()>,
}

impl World {
    async fn start() -> Self {
        Self::with(false).await
    }

    /// As if there were a proxy in front of it that speaks HTTPS.
    async fn secure() -> Self {
        Self::with(true).await
    }

    async fn with(is_secure: bool) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let sandbox = Sandbox::builder().redirect_uri(&format!("{url}/callback")).start().await;
        let (key, passed, folder) = (Key::generate(), Arc::default(), TempDir::new().unwrap());
        let server = tokio::spawn(async {});
        let mut world = Self { sandbox, url, key, is_secure, passed, folder, server };
        world.serve(listener).await;
        world
    }

    async fn serve(&mut self, listener: TcpListener) {
        let miro = Miro::builder()
            .base_url(self.sandbox.url())
            .client_id(self.sandbox.client_id())
            .client_secret(self.sandbox.client_secret())
            .redirect_url(self.sandbox.redirect_uri())
            .storage(SqliteStorage::open(self.folder.path().join("logins.sqlite")).await.unwrap())
            .retry(crate::retries())
            .build()
            .unwrap();
        let passed = self.passed.clone();
        let clock = Arc::new(move || {
            let passed = u64::try_from(passed.load(Ordering::Relaxed)).unwrap();
            Timestamp::now().after(Duration::from_secs(passed))
        });
        let router = app::router(App { miro, key: self.key.clone(), is_secure: self.is_secure, clock });
        self.server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    }

    /// Ends the application, and starts it again at the same address, with the same key and the same file.
    async fn restart(&mut self) {
        self.server.abort();
        let _ = (&mut self.server).await;
        let address = self.url.strip_prefix("http://").unwrap();
        let listener = TcpListener::bind(address).await.unwrap();
        self.serve(listener).await;
    }

    /// Lets time pass for the application, not for Miro.
    fn pass(&self, time: Duration) {
        self.passed.fetch_add(i64::try_from(time.as_secs()).unwrap(), Ordering::Relaxed);
    }

    /// Adds somebody with boards of these names.
    fn seed(&self, id: &str, boards: &[&str]) {
        let email = format!("{id}@example.com");
        let create = |name: &&str| json!({"request": "POST /v2/boards", "as": email, "body": {"name": name}});
        let seed = json!({
            "users": [{"id": id, "name": format!("User {id}"), "email": email}],
            "requests": boards.iter().map(create).collect::<Vec<Value>>(),
        });
        self.sandbox.seed(&serde_json::to_vec(&seed).unwrap()).unwrap();
    }

    /// The access token with which the application called last for this user.
    fn token_of(&self, user_id: &str) -> String {
        let requests = self.sandbox.requests();
        // The tests themselves never ask whose a token is.
        let by_user = |request: &&miro_sandbox::RecordedRequest| {
            request.user_id.as_deref() == Some(user_id) && request.path == "/v1/oauth-token"
        };
        let last = requests.iter().rev().find(by_user).unwrap();
        last.headers["authorization"].to_str().unwrap().strip_prefix("Bearer ").unwrap().to_owned()
    }

    /// Whether Miro takes a token.
    async fn takes(&self, token: &str) -> bool {
        let api = miro::MiroApi::builder(token).base_url(self.sandbox.url()).build().unwrap();
        match api.boards().list().await {
            Ok(_) => true,
            Err(error) if error.kind() == miro::ErrorKind::Unauthorized => false,
            Err(error) => panic!("{error}"),
        }
    }

    /// Waits for what happens in the background.
    async fn wait_until(&self, mut is_true: impl AsyncFnMut() -> bool) {
        let wait = async {
            while !is_true().await {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), wait).await.unwrap();
    }

    /// What the notes on the user's only board say.
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
