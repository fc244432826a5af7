//! The application: state shared by handlers, and the routes.

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

use crate::limits::Limits;
use crate::revocations::Revocations;
use crate::storage::Logins;
use crate::{boards, headers, login, pages, problem, server};

/// Returns the current time. Tests use a clock that they can advance.
pub(crate) type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The state shared by all handlers. Cheap to clone.
#[derive(Clone)]
pub(crate) struct App {
    /// The app at Miro, with the tokens of all users.
    pub(crate) miro: Miro,
    pub(crate) revocations: Revocations,
    /// Encrypts the cookies.
    pub(crate) key: Key,
    /// Whether browsers connect over HTTPS, so that cookies must not be sent without it.
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
        let (revocations, ending) = Revocations::new(builder.clone(), &limits)?;
        // A person waits for the page: report a longer delay instead of waiting.
        let retries = RetryPolicy::standard().max_backoff(Duration::from_secs(2));
        let storage = Logins { storage, limit: limits.storage, ending };
        let miro = builder.retry(retries).storage(storage).build()?;
        Ok(Self { miro, revocations, key, is_secure, clock, limits })
    }
}

/// Creates the application as a service.
pub(crate) fn router(app: App) -> Router {
    // A `GET` of a form's URL, such as from the address bar after an error page, redirects to the page with the form.
    let form = |handler: axum::routing::MethodRouter<App>| handler.get(pages::to_start);
    Router::new()
        .route("/", get(boards::show))
        .route("/boards/{board_id}/notes", form(post(boards::add_note)))
        // Explicit, because axum would handle HEAD as GET, and a link checker must not complete a login.
        .route("/login", get(login::start).head(problem::wrong_method))
        .route("/callback", get(login::finish).head(problem::wrong_method))
        .route("/logout", form(post(login::end)))
        .route("/style.css", get(pages::style))
        .fallback(problem::no_such_page)
        .method_not_allowed_fallback(problem::wrong_method)
        .layer(from_fn_with_state(app.clone(), server::read_body))
        .layer(from_fn(problem::catch_panics))
        .layer(from_fn(headers::log))
        .layer(from_fn_with_state(app.clone(), headers::protect))
        .with_state(app)
}
