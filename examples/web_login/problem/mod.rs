//! Error pages that say what to do. Details that only help the operator go to the log.

mod miro;
mod requests;

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

pub(crate) use self::requests::{catch_panics, no_such_page, wrong_method};
use crate::app::App;
use crate::cookies::{Cookies, Purpose};
use crate::notice::Notice;
use crate::pages;
use crate::session::Visitor;

/// An error page.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    pub(crate) title: &'static str,
    pub(crate) text: String,
    /// The suggested action: the text of a link, and its target.
    pub(crate) action: (&'static str, &'static str),
    wait: Option<Duration>,
    is_login_needed: bool,
}

impl Problem {
    fn new(status: StatusCode, title: &'static str, text: impl Into<String>) -> Self {
        let action = ("Back to your boards", "/");
        Self { status, title, text: text.into(), action, wait: None, is_login_needed: false }
    }

    fn then_log_in(mut self) -> Self {
        self.action = ("Log in again", "/login");
        self
    }

    /// Sets the time after which to try again, rounded up to whole seconds.
    fn passes_in(self, wait: Duration) -> Self {
        Self { wait: Some(Duration::from_secs(wait.as_millis().div_ceil(1_000).max(1) as u64)), ..self }
    }

    /// The visitor is not logged in, or no longer.
    pub(crate) fn login_needed() -> Self {
        let problem = Self::new(StatusCode::UNAUTHORIZED, "You are not logged in", "Log in with Miro first.");
        Self { is_login_needed: true, ..problem.then_log_in() }
    }

    /// The redirect does not belong to a login that this browser has begun.
    pub(crate) fn no_login_under_way() -> Self {
        let text = "It took longer than ten minutes, was completed already, or was not begun in this browser; or your browser \
                    does not keep cookies for this site.";
        Self::new(StatusCode::BAD_REQUEST, "This login cannot be completed", text).then_log_in()
    }

    /// The form comes from another site, or from an earlier session.
    pub(crate) fn forged() -> Self {
        let text = "It does not come from the page that you have open now. Nothing was done: open the page again, and repeat it there.";
        Self::new(StatusCode::FORBIDDEN, "This form is not valid", text)
    }

    pub(crate) fn wrong_note() -> Self {
        let text = format!("Write 1 to {} characters.", crate::boards::MAX_NOTE_CHARS);
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "This is no note", text)
    }

    pub(crate) fn no_randomness() -> Self {
        tracing::error!("the operating system has no random numbers");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "This does not work right now", "Try again later.")
    }

    /// Creates the response: this page, or a redirect if the visitor has to log in.
    pub(crate) fn respond(self, app: &App, cookies: Cookies) -> Response {
        if !self.is_login_needed {
            return (cookies, self).into_response();
        }
        if let Visitor::LoggedIn(session) | Visitor::Ended(session) = cookies.visitor() {
            drop(session.end(app));
        }
        (cookies.remove(&Purpose::Session).with_notice(&Notice::SessionEnded), Redirect::to("/"))
            .into_response()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status, pages::problem(&self)).into_response();
        if let Some(wait) = self.wait {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs()));
        }
        response
    }
}
