//! What can go wrong, as pages that say what to do. What nobody but the operator can use goes into the log.

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use miro::{Error, ErrorKind};

use crate::app::App;
use crate::cookies::{Cookies, Purpose};
use crate::notice::Notice;
use crate::pages;
use crate::session::Visitor;

/// How long somebody waits for a page at most. The client holds calls back while a user's budget is spent, which may
/// take a minute: good for a job, too long in front of a screen.
const PATIENCE: Duration = Duration::from_secs(15);

/// A page that says what is wrong.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    pub(crate) title: &'static str,
    pub(crate) text: String,
    /// What can be done about it: the words of a link, and where it leads.
    pub(crate) action: (&'static str, &'static str),
    wait: Option<Duration>,
    is_login_needed: bool,
}

/// What Miro answers, unless it takes too long.
pub(crate) async fn patiently<T>(call: impl Future<Output = Result<T, Error>>) -> Result<T, Problem> {
    match tokio::time::timeout(PATIENCE, call).await {
        Ok(answer) => answer.map_err(Problem::from),
        Err(_) => Err(Problem::new(
            StatusCode::GATEWAY_TIMEOUT,
            "Miro takes very long",
            "Wait a minute. If you were adding a note, look at the board first: it may be there.",
        )),
    }
}

pub(crate) async fn no_such_page() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "There is no such page", "The address may be mistyped.")
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

    /// Nobody is logged in, or not any more.
    pub(crate) fn login_needed() -> Self {
        let problem = Self::new(StatusCode::UNAUTHORIZED, "You are not logged in", "Log in with Miro first.");
        Self { is_login_needed: true, ..problem.then_log_in() }
    }

    /// A redirect, but this browser has not begun a login, or too long ago.
    pub(crate) fn no_login_under_way() -> Self {
        let text =
            "The login took longer than ten minutes, or your browser does not keep cookies for this site.";
        Self::new(StatusCode::BAD_REQUEST, "This login cannot be completed", text).then_log_in()
    }

    /// A form that is from another site, or from a session before this one.
    pub(crate) fn forged() -> Self {
        let text = "It does not come from the page that you have open now. Nothing was done: open the page again, and repeat it there.";
        Self::new(StatusCode::FORBIDDEN, "This form is not valid", text)
    }

    pub(crate) fn wrong_note() -> Self {
        let text = format!("Write 1 to {} characters.", crate::boards::LONGEST_NOTE);
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "This is no note", text)
    }

    pub(crate) fn no_randomness() -> Self {
        tracing::error!("the operating system has no random numbers");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "This does not work right now", "Try again later.")
    }

    /// The session is over here, but Miro does not know.
    pub(crate) fn after_logout(self) -> Self {
        let text = "Miro could not be told, so the app may still be connected to your account there. \
                    You can remove it in your profile settings at Miro, under Apps.";
        let problem = Self::new(StatusCode::BAD_GATEWAY, "You are logged out here, but not at Miro", text);
        Self { action: ("To the start page", "/"), ..problem }
    }

    /// The page; whoever has to log in is taken to where that is done.
    pub(crate) fn answer(self, app: &App, cookies: Cookies) -> Response {
        if !self.is_login_needed {
            return (cookies, self).into_response();
        }
        if let Visitor::LoggedIn(session) | Visitor::Ended(session) = cookies.visitor() {
            session.end_in_the_background(app);
        }
        (cookies.remove(Purpose::Session).tell(&Notice::SessionEnded), Redirect::to("/")).into_response()
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        log(&error);
        let is_write = error.operation().is_some_and(|operation| !operation.method().is_safe());
        match error.kind() {
            ErrorKind::AuthorizationRequired | ErrorKind::Unauthorized => Self::login_needed(),
            ErrorKind::AccessDenied => {
                let text = "Nothing was connected. Without your permission this app cannot show your boards.";
                Self::new(StatusCode::FORBIDDEN, "You said no", text).then_log_in()
            }
            ErrorKind::Authorization => {
                let text = "What came back does not belong to the login that was begun in this browser, or its code is not good any \
                            more. You are not logged in by it.";
                Self::new(StatusCode::BAD_REQUEST, "This login cannot be completed", text).then_log_in()
            }
            ErrorKind::RateLimited => {
                let wait = error.retry_after().unwrap_or(Duration::from_secs(60));
                let seconds = wait.as_secs().max(1);
                let text =
                    format!("Miro lets this app do so much for you in a minute. Try again in {seconds} s.");
                let problem = Self::new(StatusCode::TOO_MANY_REQUESTS, "That was too much at once", text);
                Self { wait: Some(Duration::from_secs(seconds)), ..problem }
            }
            ErrorKind::Forbidden => {
                let text = "Your role on the board is not enough. Its owner can make you an editor.";
                Self::new(StatusCode::FORBIDDEN, "Miro does not let you do this", text)
            }
            ErrorKind::NotFound => {
                let text = "It was deleted, or is not shared with you any more.";
                Self::new(StatusCode::NOT_FOUND, "There is no such board", text)
            }
            ErrorKind::Rejected | ErrorKind::InvalidInput | ErrorKind::Conflict => {
                let text = "Nothing was done. Try something else.";
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "Miro does not take this", text)
            }
            ErrorKind::Configuration | ErrorKind::Storage => {
                let text = "It is not your fault, and the operator has it in the log. Try again later.";
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "This does not work right now", text)
            }
            _ if is_write => {
                let text = "Your note may be there all the same: look at the board before you try again.";
                Self::new(StatusCode::BAD_GATEWAY, "Miro did not answer properly", text)
            }
            _ => {
                let text = "Nothing was changed. Try again in a moment.";
                Self::new(StatusCode::BAD_GATEWAY, "Miro did not answer properly", text)
            }
        }
    }
}

/// Not the whole error, which may quote what users write.
fn log(error: &Error) {
    // Saying no is everybody's right.
    if error.kind() != ErrorKind::AccessDenied {
        tracing::warn!(
            kind = ?error.kind(),
            operation = error.operation().map(|operation| operation.id()),
            status = error.status().map(|status| status.as_u16()),
            request_id = error.request_id(),
            "a call to Miro failed"
        );
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_for_ever() {
        let problem = patiently(std::future::pending::<Result<(), Error>>()).await.unwrap_err();
        assert_eq!(problem.status, StatusCode::GATEWAY_TIMEOUT);
    }
}
