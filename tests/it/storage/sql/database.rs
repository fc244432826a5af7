//! A database for the tables of one test.

use std::path::PathBuf;
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};

use miro::storage::sql::{Dialect, Opening, SqlStorage, sqlx};
use miro::storage::{MySqlStorage, PostgresStorage, SqliteStorage};
use miro_servers::Kind;
use tempfile::TempDir;

/// A database, and a name in it that only one test uses.
pub(super) trait Database: Send + Sync + 'static {
    type Dialect: Dialect;
    /// The name from which a child process finds the same database.
    const NAME: &'static str;

    /// Opens another storage with the same logins, as another process does.
    fn opening(&self) -> Opening<Self::Dialect>;

    /// The location, and the prefix.
    fn place(&self) -> (String, String);

    fn name(&self) -> &'static str {
        Self::NAME
    }

    /// Runs statements, as a person does by hand.
    async fn run(&self, storage: &SqlStorage<Self::Dialect>, sql: String);

    /// Returns the number in the only row of this query.
    async fn count(&self, storage: &SqlStorage<Self::Dialect>, sql: String) -> i64;

    async fn open(&self) -> SqlStorage<Self::Dialect> {
        self.opening().await.unwrap()
    }
}

macro_rules! by_hand {
    ($dialect:ty) => {
        async fn run(&self, storage: &SqlStorage<$dialect>, sql: String) {
            sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(storage.pool()).await.unwrap();
        }

        async fn count(&self, storage: &SqlStorage<$dialect>, sql: String) -> i64 {
            sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(storage.pool()).await.unwrap()
        }
    };
}

pub(super) struct Sqlite {
    pub(super) path: PathBuf,
    _folder: TempDir,
}

impl Sqlite {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { path: folder.path().join("logins.sqlite"), _folder: folder }
    }
}

impl Database for Sqlite {
    type Dialect = sqlx::Sqlite;
    const NAME: &'static str = "sqlite";

    by_hand!(sqlx::Sqlite);

    fn opening(&self) -> Opening<sqlx::Sqlite> {
        SqliteStorage::open(&self.path)
    }

    fn place(&self) -> (String, String) {
        (self.path.to_str().unwrap().to_owned(), "miro_".to_owned())
    }
}

pub(super) struct Postgres {
    url: &'static str,
    prefix: String,
}

impl Postgres {
    pub(super) fn new() -> Option<Self> {
        Kind::Postgres.shared_url().map(|url| Self { url, prefix: new_prefix() })
    }
}

impl Database for Postgres {
    type Dialect = sqlx::Postgres;
    const NAME: &'static str = "postgres";

    by_hand!(sqlx::Postgres);

    fn opening(&self) -> Opening<sqlx::Postgres> {
        PostgresStorage::connect(self.url).table_prefix(&self.prefix)
    }

    fn place(&self) -> (String, String) {
        (self.url.to_owned(), self.prefix.clone())
    }
}

pub(super) struct MariaDb {
    url: &'static str,
    prefix: String,
}

impl MariaDb {
    pub(super) fn new() -> Option<Self> {
        Kind::MariaDb.shared_url().map(|url| Self { url, prefix: new_prefix() })
    }
}

impl Database for MariaDb {
    type Dialect = sqlx::MySql;
    const NAME: &'static str = "mariadb";

    by_hand!(sqlx::MySql);

    fn opening(&self) -> Opening<sqlx::MySql> {
        MySqlStorage::connect(self.url).table_prefix(&self.prefix)
    }

    fn place(&self) -> (String, String) {
        (self.url.to_owned(), self.prefix.clone())
    }
}

/// Returns a prefix that no other test uses, in this run or an earlier one against the same server.
fn new_prefix() -> String {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let since_1970 = std::time::UNIX_EPOCH.elapsed().unwrap().as_millis();
    format!("t{since_1970:x}_{}_{}_", process::id(), NUMBER.fetch_add(1, Ordering::SeqCst))
}
