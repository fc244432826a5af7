use std::fmt;

use crate::storage::StorageError;

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Connecting,
    Preparing,
    Reading,
    Writing,
    Leasing,
}

impl fmt::Display for Action {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Connecting => "connecting",
            Self::Preparing => "creating the table of logins",
            Self::Reading => "reading a login",
            Self::Writing => "writing a login",
            Self::Leasing => "leasing a login",
        })
    }
}

/// An error of the database without what may be secret in it: a URL with a password, or the login that was to be written,
/// which servers quote in the details of an error.
pub(super) fn failure(database: &str, action: Action, error: &sqlx::Error) -> StorageError {
    StorageError::message(format_args!("{database}, {action}: {}", cause(action, error)))
}

fn cause(action: Action, error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Configuration(_) => {
            "its URL cannot be read. It is like scheme://user:password@host:port/database; what is special in a URL \
             is percent-encoded in the password"
                .to_owned()
        }
        sqlx::Error::Database(error) => {
            let code = error.code().unwrap_or_default();
            match action {
                Action::Writing => format!("it refused with code {code}; its log says why"),
                // No login was sent along.
                _ => format!("{} (code {code})", error.message()),
            }
        }
        sqlx::Error::Io(error) => error.to_string(),
        sqlx::Error::Tls(error) => format!("TLS: {error}"),
        sqlx::Error::PoolTimedOut => {
            "there was no connection in time: the server does not answer, or all of the pool are in use".to_owned()
        }
        sqlx::Error::PoolClosed => "the pool of connections is closed".to_owned(),
        sqlx::Error::WorkerCrashed => "the thread of the database has ended".to_owned(),
        // Their texts may quote what was sent or received.
        _ => "the answer is not what was expected of this table and this server".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_quote_a_secret_is_not_shown() {
        for error in [
            sqlx::Error::Configuration("postgres://anna:secret@host".into()),
            sqlx::Error::Protocol("secret".to_owned()),
            sqlx::Error::Decode("secret".into()),
            sqlx::Error::ColumnNotFound("secret".to_owned()),
        ] {
            let error = failure("PostgreSQL", Action::Connecting, &error);
            assert!(!format!("{error} {error:?}").contains("secret"));
        }
    }
}
