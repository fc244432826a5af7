use std::fmt::{Formatter, Result};

use serde_json::Value;

use super::{Error, ErrorKind, Outcome};
use crate::decode;
use crate::middleware::{is_not_sent, is_too_large};

/// The operation, what happened, and what the user can do, in one sentence.
pub(super) fn sentence(error: &Error, detail: &str, out: &mut Formatter<'_>) -> Result {
    if let Some(operation) = error.operation() {
        write!(out, "{} ({} {}): ", operation.id(), operation.method(), operation.path())?;
    }
    if let Some(status) = error.status() {
        write!(out, "Miro answered {}", status.as_u16())?;
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
    advice(error, out)
}

fn advice(error: &Error, out: &mut Formatter<'_>) -> Result {
    match error.kind() {
        ErrorKind::AuthorizationRequired => {
            out.write_str("; send the user to auth_url(), then give the code to exchange_code()")
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
        ErrorKind::RateLimited => match error.retry_after() {
            Some(wait) => {
                write!(out, "; the budget of this user and app is spent, try again in {} s", ceil(wait))
            }
            None => out.write_str("; the budget of this user and app is spent, try again in a minute"),
        },
        ErrorKind::Rejected => refused_fields(error, out),
        ErrorKind::Server if !may_be_done(error) => {
            out.write_str("; Miro or something on the way failed, try again later")
        }
        ErrorKind::Server => out.write_str(
            "; Miro or something on the way failed, and may have done it: look before you try again",
        ),
        ErrorKind::Connection if is_not_sent(error) => {
            out.write_str("; check the network, and the base URL if one is set")
        }
        ErrorKind::Connection | ErrorKind::Timeout if may_be_done(error) => {
            out.write_str("; Miro may have done it: look before you try again")
        }
        ErrorKind::Connection => out.write_str("; try again"),
        ErrorKind::Timeout => out.write_str("; try again, or give it more time with timeout()"),
        ErrorKind::UnexpectedAnswer if is_too_large(error) => {
            out.write_str("; the builder's largest_answer() raises the limit")?;
            if is_write(error) { out.write_str(", and Miro may have done it") } else { Ok(()) }
        }
        ErrorKind::UnexpectedAnswer => {
            out.write_str("; something in between may have answered, such as a proxy: check the base URL")?;
            if may_be_done(error) { out.write_str(", and whether Miro has done it") } else { Ok(()) }
        }
        ErrorKind::Decode if is_write(error) => {
            out.write_str("; Miro has done it all the same: only its answer cannot be read")
        }
        _ => Ok(()),
    }
}

/// Whether something may have changed, and nobody knows.
fn may_be_done(error: &Error) -> bool {
    is_write(error) && error.outcome() == Outcome::Unknown
}

/// Whether the call was to change something, so that it matters whether it did.
fn is_write(error: &Error) -> bool {
    error.operation().is_some_and(|operation| !operation.method().is_safe())
}

/// The most fields that are named: a sentence is not a list.
const MOST_FIELDS: usize = 3;

/// Names the fields that Miro refused; in bulk creation they start with the number of the item.
fn refused_fields(error: &Error, out: &mut Formatter<'_>) -> Result {
    let Some(context) = error.context() else { return Ok(()) };
    let fields = context.get("fields").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut names =
        fields.iter().filter_map(|field| field.get("field")?.as_str()).filter(|name| is_name(name));
    let mut separator = "; refused: ";
    for name in names.by_ref().take(MOST_FIELDS) {
        write!(out, "{separator}`{name}`")?;
        separator = ", ";
    }
    match names.count() {
        0 => out.write_str("; context() has the details"),
        more => write!(out, " and {more} more; context() has the details"),
    }
}

/// What Miro calls a field is a short path; anything else under that name stays out of the sentence.
fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._[]-".contains(&byte))
        && decode::shortened(text, 60) == text
}

fn ceil(duration: std::time::Duration) -> u64 {
    duration.as_secs() + u64::from(duration.subsec_nanos() > 0)
}
