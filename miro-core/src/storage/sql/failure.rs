use std::fmt;

use std::time::Duration;

use sqlx::error::DatabaseError;

use crate::storage::StorageError;

/// The operation that failed.
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

/// Converts an error of the database, without possible secrets: a URL with a password, or the login that was to be
/// written, which servers quote in error details.
pub(super) fn failure(database: &str, action: Action, error: &sqlx::Error) -> StorageError {
    StorageError::message(format_args!("{database}, {action}: {}", cause(action, error)))
}

/// The error of a step that took longer than this.
pub(super) fn timed_out(database: &str, action: Action, limit: Duration) -> StorageError {
    let limit = limit.as_secs();
    StorageError::message(format_args!("{database}, {action}: it has not responded within {limit} seconds"))
}

/// Whether the account lacks a permission.
pub(super) fn is_forbidden(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| remedy(error) == FORBIDDEN)
}

const FORBIDDEN: &str =
    "; grant SELECT, INSERT and UPDATE on the table to this account, and CREATE where it is to create it";
const CHANGED: &str = "; if the table was changed by hand, restore its columns, or choose another prefix";
const MISSING: &str = "; the table is missing: `migrate` creates it, with an account that may";
const READ_ONLY: &str = "; it is read-only, as a replica is: connect to the server that takes writes";
const FULL: &str = "; its disk is full: make room there";

/// Returns a remedy for errors that users can fix: by SQLSTATE, or by the number in MySQL and SQLite.
fn remedy(error: &dyn DatabaseError) -> &'static str {
    let code = error.code().unwrap_or_default();
    #[cfg(feature = "storage-mysql")]
    if let Some(error) = error.try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>() {
        return of_mysql(error.number());
    }
    #[cfg(feature = "storage-sqlite")]
    if error.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
        return of_sqlite(code.parse().unwrap_or_default());
    }
    match &*code {
        "25006" => READ_ONLY,
        "28000" | "28P01" => {
            "; the user or the password of the URL is wrong, or the server's rules refuse them"
        }
        "42501" => FORBIDDEN,
        "42P01" => MISSING,
        "42703" | "42804" | "42883" | "22P02" | "22001" | "23502" => CHANGED,
        "23514" => "; a constraint of the table refuses it",
        "53100" => FULL,
        "53300" => "; it has no connection left: raise `max_connections`, or lower those of the pools",
        "57P03" => "; it starts, or stops: try again later",
        _ => "",
    }
}

#[cfg(feature = "storage-mysql")]
fn of_mysql(number: u16) -> &'static str {
    match number {
        1044 | 1142 | 1143 => FORBIDDEN,
        1045 => "; the user or the password of the URL is wrong",
        1146 => MISSING,
        1054 | 1264 | 1265 | 1364 | 1366 | 1406 => CHANGED,
        1290 | 1792 | 1836 => READ_ONLY,
        1021 | 1114 => FULL,
        1040 => "; it has no connection left: raise `max_connections`, or lower those of the pools",
        1153 => "; raise `max_allowed_packet`",
        _ => "",
    }
}

#[cfg(feature = "storage-sqlite")]
fn of_sqlite(number: i32) -> &'static str {
    // The lowest byte is the kind, the others have details.
    match number & 0xff {
        1 => CHANGED,
        5 | 6 => "; another process has kept the file locked: look for one that is stopped",
        8 => {
            "; the file cannot be written: look at its permissions, and at whether the disk is mounted read-only"
        }
        10 => "; the disk refuses, which may be full or over a quota",
        11 | 26 => "; the file is damaged, or not a SQLite database: restore a copy",
        13 => FULL,
        14 => {
            "; the file, or its folder, cannot be opened: look at whether it is there, and at its permissions"
        }
        _ => "",
    }
}

fn cause(action: Action, error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Configuration(_) => {
            "its URL cannot be read. It is like scheme://user:password@host:port/database; what is special in a URL \
             is percent-encoded in the password"
                .to_owned()
        }
        sqlx::Error::Database(error) => {
            let (code, hint) = (error.code().unwrap_or_default(), remedy(&**error));
            match action {
                Action::Writing => format!("it refused with code {code}{hint}; its log says why"),
                // No login was sent with the statement.
                _ => format!("{} (code {code}){hint}", error.message()),
            }
        }
        sqlx::Error::Io(error) => error.to_string(),
        sqlx::Error::Tls(error) => format!("TLS: {error}"),
        sqlx::Error::PoolTimedOut => {
            "there was no connection in time: the server does not respond, or all of the pool are in use".to_owned()
        }
        sqlx::Error::PoolClosed => "the pool of connections is closed".to_owned(),
        sqlx::Error::WorkerCrashed => "the thread of the database has ended".to_owned(),
        // Their texts may quote what was sent or received.
        _ => format!("unexpected response for this table and this server{CHANGED}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_do_not_quote_secrets() {
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
