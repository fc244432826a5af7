use std::path::PathBuf;
use std::time::Duration;

use sqlx::pool::PoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Pool, Sqlite};

use super::dialect::{Connect, Syntax};
use super::failure::{Action, failure};
use super::table::pause;
use super::{Opening, SqlStorage, sqlite_file};
use crate::storage::StorageError;
use crate::storage::runtime::run_blocking;

/// Keeps logins in a SQLite file, which the processes of one machine share. See [`SqlStorage`] for its methods,
/// the table, the lease and secrets.
///
/// # Guarantees
///
/// - `set` returns when the login is on disk (`synchronous = FULL`): it survives a crash of the program and of the
///   machine.
/// - `get` reads the file, so logins of other processes are seen at once.
/// - Time is the machine's. A process that is killed keeps others waiting for the lease time, 10 seconds by
///   default.
/// - On Unix the file is created so that only the owner can read it; a file that others can read is refused.
///
/// # Setup
///
/// The file and its table are created; the folder must exist. In the same folder SQLite keeps files that end with
/// `-wal` and `-shm`, which are part of the database: copy a database in use with `VACUUM INTO`. The file that
/// ends with `-room` has 256 KiB of random data, which a lease creates and which are freed on a full disk, so that
/// the login that Miro has just replaced can be written. The database has to be on a local disk, because SQLite's
/// write-ahead log does not work on network file systems.
///
/// A pool for [`from_pool`](SqlStorage::from_pool) should set `synchronous` to `FULL`, `journal_mode` to `WAL` and
/// a `busy_timeout`; its file permissions are not checked.
///
/// ```no_run
/// use miro_core::storage::SqliteStorage;
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let storage = SqliteStorage::open("/var/lib/app/logins.sqlite").await?;
/// # Ok(())
/// # }
/// ```
pub type SqliteStorage = SqlStorage<Sqlite>;

/// How long a statement waits for those of other processes, each of which takes milliseconds.
const BUSY: Duration = Duration::from_secs(10);

/// How often opening is attempted again while other processes open the file for the first time.
const ATTEMPTS: u32 = 40;

impl SqlStorage<Sqlite> {
    /// Opens this file when awaited.
    pub fn open(path: impl Into<PathBuf>) -> Opening<Sqlite> {
        Opening::new(path.into())
    }
}

impl Connect for Sqlite {
    const SYNTAX: Syntax = Syntax {
        name: "SQLite",
        has_numbered_parameters: false,
        now: "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
        or_keep: "ON CONFLICT (user_digest) DO NOTHING",
        types: ["BLOB", "BLOB", "BLOB", "TEXT"],
        table_options: " WITHOUT ROWID",
        // Busy, in its kinds: SQLite cannot wait for other processes in all cases.
        transient: &["5", "261", "517"],
    };

    type Target = PathBuf;

    async fn connect(path: PathBuf, options: PoolOptions<Self>) -> Result<Pool<Self>, StorageError> {
        let file = path.clone();
        let prepared = tokio::task::spawn_blocking(move || sqlite_file::prepare(&file)).await;
        prepared.map_err(StorageError::new)??;
        let target = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("fullfsync", "ON")
            .busy_timeout(BUSY);
        let mut attempt = 0;
        loop {
            match options.clone().connect_with(target.clone()).await {
                Ok(pool) => return Ok(pool),
                // The switch to a write-ahead log does not wait for other processes.
                Err(sqlx::Error::Database(error))
                    if attempt < ATTEMPTS
                        && error.code().is_some_and(|code| Self::SYNTAX.transient.contains(&&*code)) =>
                {
                    attempt += 1;
                }
                Err(error) => return Err(failure(Self::SYNTAX.name, Action::Connecting, &error)),
            }
            pause(attempt).await;
        }
    }

    async fn reserve(pool: &Pool<Self>) -> Result<(), StorageError> {
        match file_of(pool).await {
            Some(path) => run_blocking(move || sqlite_file::reserve(&path)).await,
            None => Ok(()),
        }
    }

    async fn make_room(pool: &Pool<Self>, error: &sqlx::Error) -> bool {
        let code = error.as_database_error().and_then(|error| error.code()?.parse::<i32>().ok());
        // A full disk, and the error of the log's index on a full disk.
        if !code.is_some_and(|code| matches!(code & 0xff, 10 | 13)) {
            return false;
        }
        let Some(path) = file_of(pool).await else { return false };
        run_blocking(move || Ok(sqlite_file::make_room(&path))).await.unwrap_or(false)
    }
}

/// Returns the path of the database; `None` for one in memory.
async fn file_of(pool: &Pool<Sqlite>) -> Option<PathBuf> {
    let sql = "SELECT file FROM pragma_database_list WHERE name = 'main'";
    let file: Option<String> = sqlx::query_scalar(sql).fetch_optional(pool).await.ok()?;
    file.filter(|file| !file.is_empty()).map(PathBuf::from)
}
