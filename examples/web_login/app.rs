//! The application: what all handlers share, and which address leads to which of them.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use axum_extra::extract::cookie::Key;
use miro::middleware::RetryPolicy;
use miro::storage::Storage;
use miro::wire::Timestamp;
use miro::{Error, Miro, MiroBuilder};

use crate::endings::Endings;
use crate::limits::Limits;
use crate::storage::Logins;
use crate::{boards, headers, login, pages, problem, server};

/// Tells what time it is. Tests have one that can be moved.
pub(crate) type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What all handlers share. Clones are cheap.
#[derive(Clone)]
pub(crate) struct App {
    /// The app at Miro, with the tokens of all users.
    pub(crate) miro: Miro,
    pub(crate) endings: Endings,
    /// Encrypts the cookies.
    pub(crate) key: Key,
    /// Whether browsers come over HTTPS, so that cookies must not travel without it.
    pub(crate) is_secure: bool,
    pub(crate) clock: Clock,
    pub(crate) limits: Limits,
}

impl App {
    pub(crate) fn new(
        builder: MiroBuilder,
        storage: impl Storage,
        key: Key,
        is_secure: bool,
        clock: Clock,
        limits: Limits,
    ) -> Result<Self, Error> {
        let (endings, ending) = Endings::new(builder.clone(), &limits)?;
        // Somebody waits in front of a screen: what takes longer than this had better be said.
        let retries = RetryPolicy::standard().max_backoff(Duration::from_secs(2));
        let storage = Logins { storage, limit: limits.storage, ending };
        let miro = builder.retry(retries).storage(storage).build()?;
        Ok(Self { miro, endings, key, is_secure, clock, limits })
    }
}

/// The application as a service.
pub(crate) fn router(app: App) -> Router {
    // Whoever enters the address of a form, from the page that answered it, comes to the page that has the form.
    let form = |handler: axum::routing::MethodRouter<App>| handler.get(pages::to_start);
    Router::new()
        .route("/", get(boards::show))
        .route("/boards/{board_id}/notes", form(post(boards::add_note)))
        // Explicit, since a HEAD would be answered by GET: what looks at links must not complete a login.
        .route("/login", get(login::start).head(problem::wrong_method))
        .route("/callback", get(login::finish).head(problem::wrong_method))
        .route("/logout", form(post(login::end)))
        .route("/style.css", get(pages::style))
        .fallback(problem::no_such_page)
        .method_not_allowed_fallback(problem::wrong_method)
        .layer(from_fn_with_state(app.clone(), server::read_whole))
        .layer(from_fn(problem::catch_panics))
        .layer(from_fn(headers::log))
        .layer(from_fn_with_state(app.clone(), headers::protect))
        .with_state(app)
}
