//! The application: what all handlers share, and which address leads to which of them.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use axum_extra::extract::cookie::Key;
use miro::Miro;
use miro::wire::Timestamp;

use crate::{boards, headers, login, pages, problem};

/// Tells what time it is. Tests have one that can be moved.
pub(crate) type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What all handlers share. Clones are cheap.
#[derive(Clone)]
pub(crate) struct App {
    /// The app at Miro, with the tokens of all users.
    pub(crate) miro: Miro,
    /// Encrypts the cookies.
    pub(crate) key: Key,
    /// Whether browsers come over HTTPS, so that cookies must not travel without it.
    pub(crate) is_secure: bool,
    pub(crate) clock: Clock,
}

/// The largest form, in bytes: a note and what goes with it.
const LARGEST_FORM: usize = 16 * 1024;

/// The application as a service.
pub(crate) fn router(app: App) -> Router {
    Router::new()
        .route("/", get(boards::show))
        .route("/boards/{board_id}/notes", post(boards::add_note))
        .route("/login", get(login::start))
        .route("/callback", get(login::finish))
        .route("/logout", post(login::end))
        .route("/style.css", get(pages::style))
        .fallback(problem::no_such_page)
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(from_fn(headers::log))
        .layer(from_fn_with_state(app.clone(), headers::protect))
        .with_state(app)
}
