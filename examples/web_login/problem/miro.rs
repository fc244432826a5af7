//! Problems with calls to Miro: rejections, and failures on the way.

use std::time::Duration;

use axum::http::StatusCode;
use miro::{Error, ErrorKind, Outcome};

use super::Problem;

/// When to come back after a problem that specifies no time.
const SOON: Duration = Duration::from_secs(10);
const LATER: Duration = Duration::from_secs(30);

impl Problem {
    /// The credits of this user are spent.
    pub(crate) fn spent(wait: Duration) -> Self {
        let problem =
            Self::new(StatusCode::SERVICE_UNAVAILABLE, "That was too much at once", "").passes_in(wait);
        let seconds = problem.wait.map_or(0, |wait| wait.as_secs());
        let text = format!(
            "Miro lets this app do so much for you in a minute, and that is used up. Nothing was done. Try again in {seconds} s."
        );
        Self { text, ..problem }
    }

    pub(crate) fn miro_is_slow() -> Self {
        let text = "Wait a minute. If you were adding a note, look at the board first: it may be there.";
        Self::new(StatusCode::GATEWAY_TIMEOUT, "Miro takes very long", text).passes_in(LATER)
    }

    fn storage_fails() -> Self {
        let text = "The database in which this app keeps its logins does not respond. It is not Miro's fault, nor yours: the \
                    operator has it in the log. Try again in a moment.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "Logins are out of reach", text).passes_in(SOON)
    }

    /// Miro or the connection to it failed.
    fn of_failure(error: &Error) -> Self {
        let is_write = error.operation().is_some_and(|operation| !operation.method().is_safe());
        let text = if is_write && error.outcome() == Outcome::Unknown {
            "Your note may be there all the same: look at the board before you try again."
        } else {
            "Nothing was changed. Try again in a moment."
        };
        let (status, title) = match error.kind() {
            ErrorKind::Connection => (StatusCode::SERVICE_UNAVAILABLE, "Miro cannot be reached"),
            ErrorKind::Timeout => (StatusCode::GATEWAY_TIMEOUT, "Miro takes very long"),
            _ => (StatusCode::BAD_GATEWAY, "Miro did not respond properly"),
        };
        Self::new(status, title, text).passes_in(error.retry_after().unwrap_or(SOON))
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        log(&error);
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
            ErrorKind::RateLimited => Self::spent(error.retry_after().unwrap_or(Duration::from_secs(60))),
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
            ErrorKind::Storage => Self::storage_fails(),
            ErrorKind::Configuration => {
                let text = "It is not your fault, and the operator has it in the log. Try again later.";
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "This does not work right now", text)
            }
            _ => Self::of_failure(&error),
        }
    }
}

/// Logs the cause, with the error text if it comes from the client. The text of a response may quote users' content.
fn log(error: &Error) {
    let kind = error.kind();
    // A user who denies access is not an error.
    if kind == ErrorKind::AccessDenied {
        return;
    }
    let is_own = matches!(
        kind,
        ErrorKind::Storage | ErrorKind::Configuration | ErrorKind::Connection | ErrorKind::Timeout
    );
    tracing::warn!(
        ?kind,
        operation = error.operation().map(|operation| operation.id()),
        status = error.status().map(|status| status.as_u16()),
        retry_after_s = error.retry_after().map(|wait| wait.as_secs()),
        request_id = error.request_id(),
        cause = is_own.then(|| error.to_string()),
        "a call to Miro failed"
    );
}
