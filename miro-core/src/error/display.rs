use std::fmt::{Formatter, Result};

use super::{Error, ErrorKind};

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
        ErrorKind::Server => out.write_str("; Miro or something on the way failed, try again later"),
        ErrorKind::Rejected if error.context().is_some() => {
            out.write_str("; context() says which part was refused")
        }
        _ => Ok(()),
    }
}

fn ceil(duration: std::time::Duration) -> u64 {
    duration.as_secs() + u64::from(duration.subsec_nanos() > 0)
}
