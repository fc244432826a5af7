use std::fmt::{Formatter, Result};
use std::time::Duration;

use http::StatusCode;
use serde_json::Value;

use super::shortened;
use super::transport::{advice_to_connect, is_not_sent, is_refused, is_too_large};
use super::{Error, ErrorKind, Outcome};
use crate::operation::Host;

/// Writes one sentence: the operation, what happened, and what the user can do.
pub(super) fn sentence(error: &Error, detail: &str, out: &mut Formatter<'_>) -> Result {
    if let Some(operation) = error.operation() {
        match operation.path().starts_with('/') {
            true => write!(out, "{} ({} {}): ", operation.id(), operation.method(), operation.path())?,
            // The path of a raw request has ids.
            false => write!(out, "{} request ({}): ", operation.id(), operation.method())?,
        }
    }
    if let Some(status) = error.status() {
        write!(out, "Miro responded with {}", status.as_u16())?;
        if let Some(code) = error.code() {
            write!(out, " {code}")?;
        }
        if let Some(message) = error.message() {
            write!(out, " {message:?}")?;
        }
        if !detail.is_empty() {
            out.write_str(": ")?;
        }
    }
    out.write_str(detail)?;
    fields(error, out)?;
    if is_of_something_else(error, detail) {
        out.write_str("; a proxy or gateway may have responded instead of Miro: check the base URL")?;
        return if may_be_done(error) { out.write_str(", and whether Miro has done it") } else { Ok(()) };
    }
    advice(error, out)?;
    match error.kind() {
        ErrorKind::Unauthorized
        | ErrorKind::Forbidden
        | ErrorKind::NotFound
        | ErrorKind::Conflict
        | ErrorKind::RateLimited
        | ErrorKind::Rejected
            if may_be_done(error) =>
        {
            out.write_str("; but an earlier attempt may have been processed: look before you try again")
        }
        _ => Ok(()),
    }
}

/// Whether the response is a page although Miro rejects requests in JSON.
fn is_of_something_else(error: &Error, detail: &str) -> bool {
    error.status().is_some_and(|status| status.is_client_error())
        && error.code().is_none()
        && error.message().is_none()
        && detail.starts_with("the response is text/")
}

fn advice(error: &Error, out: &mut Formatter<'_>) -> Result {
    match error.kind() {
        ErrorKind::AuthorizationRequired => {
            out.write_str("; send the user to auth_url(), then give the code to exchange_code()")
        }
        ErrorKind::Unauthorized if error.operation().is_some_and(|operation| operation.host() == Host::Scim) => {
            out.write_str("; check the SCIM token: an administrator of the organization makes it in Miro's settings")
        }
        ErrorKind::Unauthorized => out.write_str("; get a new access token, or log the user in again"),
        ErrorKind::Forbidden => {
            match error.required_scopes() {
                [] => out.write_str("; the app may lack a scope")?,
                scopes => write!(out, "; the token needs the scope {}", scopes.join(" and "))?,
            }
            out.write_str(", and its user a role and a plan that allow this")
        }
        ErrorKind::NotFound => {
            out.write_str("; check the ids, and that the user of the token can see what they name")
        }
        ErrorKind::Conflict => out.write_str(
            "; nothing was done: it exists already, or has changed meanwhile, so fetch it before you try again",
        ),
        ErrorKind::Rejected if error.status() == Some(StatusCode::METHOD_NOT_ALLOWED) => {
            out.write_str("; Miro has no such operation at this path: look for a newer version of this crate")
        }
        ErrorKind::Rejected if error.status().is_some_and(is_too_early) => {
            out.write_str("; nothing was done: try again later")
        }
        ErrorKind::Rejected => out.write_str("; nothing was done: correct what Miro refuses, then try again"),
        ErrorKind::RateLimited => match error.retry_after() {
            Some(wait) if wait > MAX_WINDOW => out.write_str(
                "; the budget of this user and app is spent, and the response asks for a wait that is longer than any of \
                 Miro's limits: try again in two minutes",
            ),
            Some(wait) => {
                write!(out, "; the budget of this user and app is spent, try again in {} s", ceil(wait))
            }
            None => out.write_str("; the budget of this user and app is spent, try again in a minute"),
        },
        ErrorKind::Server if !may_be_done(error) => match error.retry_after() {
            Some(wait) => write!(out, "; Miro or something on the way failed, try again in {} s", ceil(wait)),
            None => out.write_str("; Miro or something on the way failed, try again later"),
        },
        ErrorKind::Server => out.write_str(
            "; Miro or something on the way failed, and may have done it: look before you try again",
        ),
        ErrorKind::Connection if is_not_sent(error) && !is_refused(error) => {
            write!(out, "; {}", advice_to_connect(error))
        }
        ErrorKind::Connection | ErrorKind::Timeout if may_be_done(error) => {
            out.write_str("; Miro may have done it: look before you try again")
        }
        ErrorKind::Connection => out.write_str("; try again"),
        ErrorKind::Timeout => out.write_str("; try again, or give it more time: timeout() for an attempt, RetryPolicy::deadline() for the whole call"),
        ErrorKind::UnexpectedResponse if is_too_large(error) => {
            let is_download = error.operation().is_some_and(|operation| operation.id() == "download");
            let setter = if is_download { "max_response_bytes() of the download" } else { "max_response_bytes() of the client's builder" };
            write!(out, "; {setter} raises the limit")?;
            if is_write(error) { out.write_str(", and Miro may have done it") } else { Ok(()) }
        }
        ErrorKind::UnexpectedResponse => {
            out.write_str("; a proxy or gateway may have responded instead of Miro: check the base URL")?;
            if may_be_done(error) { out.write_str(", and whether Miro has done it") } else { Ok(()) }
        }
        ErrorKind::Decode if is_write(error) && error.outcome() == Outcome::Done => {
            out.write_str("; Miro has processed the request, but its response cannot be decoded")
        }
        _ => Ok(()),
    }
}

/// The windows of SCIM and the API are far shorter.
const MAX_WINDOW: Duration = Duration::from_secs(3_600);

/// Whether the status is 408, or 425, with which Miro responds to a second export of the same id.
fn is_too_early(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 425)
}

/// Whether something may have changed, without certainty.
fn may_be_done(error: &Error) -> bool {
    is_write(error) && error.outcome() == Outcome::Unknown
}

/// Whether the call was to change something, so that its outcome matters.
fn is_write(error: &Error) -> bool {
    error.operation().is_some_and(|operation| !operation.method().is_safe())
}

/// The maximum number of fields that are named: a sentence is not a list.
const MAX_FIELDS: usize = 3;

/// The maximum number of characters of Miro's message about one field.
const MAX_MESSAGE_CHARS: usize = 200;

/// Writes Miro's messages about single fields, often the only useful ones: its own message may be just "Invalid
/// parameters". In bulk creation the names start with the number of the item.
fn fields(error: &Error, out: &mut Formatter<'_>) -> Result {
    let fields = error.context().and_then(|context| context.get("fields"));
    let listed = fields.and_then(Value::as_array).into_iter().flatten().filter_map(Field::of);
    let by_name = fields.and_then(Value::as_object).into_iter().flatten();
    let by_name = by_name.filter_map(|(name, message)| Field::new(Some(name), message.as_str()));
    let mut named = listed.chain(by_name);
    let mut separator = "; refused: ";
    for field in named.by_ref().take(MAX_FIELDS) {
        out.write_str(separator)?;
        field.write(out)?;
        separator = ", ";
    }
    match named.count() {
        0 => Ok(()),
        more => write!(out, " and {more} more, which Error::context() lists"),
    }
}

/// A field that Miro rejects, and why.
struct Field<'a> {
    name: Option<&'a str>,
    message: Option<&'a str>,
}

impl<'a> Field<'a> {
    /// Returns `None` if there is neither a name nor a message.
    fn of(field: &'a Value) -> Option<Self> {
        let text = |name| field.get(name).and_then(Value::as_str);
        Self::new(text("field"), text("message").or_else(|| text("reason")).or(field.as_str()))
    }

    fn new(name: Option<&'a str>, message: Option<&'a str>) -> Option<Self> {
        let name = name.filter(|name| is_name(name));
        let message = message.filter(|message| !message.is_empty());
        (name.is_some() || message.is_some()).then_some(Self { name, message })
    }

    fn write(&self, out: &mut Formatter<'_>) -> Result {
        let message = self.message.map(|message| shortened(message, MAX_MESSAGE_CHARS));
        match (self.name, message) {
            (Some(name), Some(message)) => write!(out, "`{name}` {message:?}"),
            (Some(name), None) => write!(out, "`{name}`"),
            (None, message) => write!(out, "{:?}", message.unwrap_or_default()),
        }
    }
}

/// Whether the text is a field's name, a short path; anything else under that key stays out of the sentence.
fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._[]-".contains(&byte))
        && shortened(text, 60) == text
}

fn ceil(duration: Duration) -> u64 {
    duration.as_secs().saturating_add(u64::from(duration.subsec_nanos() > 0))
}
