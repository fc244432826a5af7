use std::fmt;
use std::sync::Arc;

use sqlx::pool::PoolOptions;
use sqlx::{AssertSqlSafe, Database, Pool};

use crate::storage::StorageError;

/// A kind of database, with its differences as data. Implemented by this crate.
pub trait Dialect: Database + Connect + Statement {}

impl<D: Database + Connect + Statement> Dialect for D {}

/// The name, the syntax and the connections of a database.
pub trait Connect: Database {
    #[doc(hidden)]
    const SYNTAX: Syntax;

    #[doc(hidden)]
    type Target: Send + fmt::Debug + 'static;

    /// Opens a pool of working connections.
    #[doc(hidden)]
    fn connect(
        target: Self::Target,
        options: PoolOptions<Self>,
    ) -> impl Future<Output = Result<Pool<Self>, StorageError>> + Send;

    /// Reserves space outside of the database that may be missing when a login is written.
    #[doc(hidden)]
    fn reserve(pool: &Pool<Self>) -> impl Future<Output = Result<(), StorageError>> + Send {
        let _ = pool;
        async { Ok(()) }
    }

    /// Frees the reserved space after this error. Returns whether the statement may succeed now.
    #[doc(hidden)]
    fn make_room(pool: &Pool<Self>, error: &sqlx::Error) -> impl Future<Output = bool> + Send {
        let _ = (pool, error);
        async { false }
    }
}

/// The syntax of the statements for one table.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Syntax {
    /// The name of the product, for messages.
    pub(super) name: &'static str,
    /// Whether parameters are `$1`, `$2` and so on; otherwise all of them are `?`.
    pub(super) has_numbered_parameters: bool,
    /// The server's clock: milliseconds since 1970, as a 64-bit integer.
    pub(super) now: &'static str,
    /// The end of an insertion that keeps an existing row.
    pub(super) or_keep: &'static str,
    /// The column types: 32 bytes that are compared as bytes, 16 such bytes, any number of bytes, and text of any
    /// length.
    pub(super) types: [&'static str; 4],
    /// The end of `CREATE TABLE`.
    pub(super) table_options: &'static str,
    /// Codes of errors after which the statement has had no effect and may succeed when it is retried.
    pub(super) transient: &'static [&'static str],
}

/// A parameter of a statement.
#[doc(hidden)]
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations, reason = "it may hold a login")]
pub enum Value<'a> {
    Number(i64),
    Bytes(Option<&'a [u8]>),
    Text(Option<&'a str>),
}

/// Runs one statement. Each database needs bounds on sqlx's traits that a generic function would have to repeat
/// everywhere.
#[doc(hidden)]
pub trait Statement: Database {
    /// Returns the number of matching rows.
    fn execute<'a>(
        pool: &'a Pool<Self>,
        sql: &'a Arc<str>,
        values: &'a [Value<'a>],
    ) -> impl Future<Output = Result<u64, sqlx::Error>> + Send + 'a;

    /// The same in a transaction that is rolled back.
    fn rehearse<'a>(
        pool: &'a Pool<Self>,
        sql: &'a Arc<str>,
        values: &'a [Value<'a>],
    ) -> impl Future<Output = Result<u64, sqlx::Error>> + Send + 'a;

    /// Returns the text in the only column of the only row.
    fn text<'a>(
        pool: &'a Pool<Self>,
        sql: &'a Arc<str>,
        values: &'a [Value<'a>],
    ) -> impl Future<Output = Result<Option<String>, sqlx::Error>> + Send + 'a;

    /// Returns the bytes in the only column of the only row; `None` if it is null or there is no row.
    fn bytes<'a>(
        pool: &'a Pool<Self>,
        sql: &'a Arc<str>,
        values: &'a [Value<'a>],
    ) -> impl Future<Output = Result<Option<Vec<u8>>, sqlx::Error>> + Send + 'a;

    /// Returns the number in the only column of the only row.
    fn number<'a>(
        pool: &'a Pool<Self>,
        sql: &'a Arc<str>,
        values: &'a [Value<'a>],
    ) -> impl Future<Output = Result<Option<i64>, sqlx::Error>> + Send + 'a;
}

macro_rules! statement {
    ($database:ty, $feature:literal) => {
        #[cfg(feature = $feature)]
        impl Statement for $database {
            async fn execute<'a>(
                pool: &'a Pool<Self>,
                sql: &'a Arc<str>,
                values: &'a [Value<'a>],
            ) -> Result<u64, sqlx::Error> {
                let query = sqlx::query::<Self>(AssertSqlSafe(sql.clone()));
                Ok(bind!(query, values).execute(pool).await?.rows_affected())
            }

            async fn rehearse<'a>(
                pool: &'a Pool<Self>,
                sql: &'a Arc<str>,
                values: &'a [Value<'a>],
            ) -> Result<u64, sqlx::Error> {
                let mut transaction = pool.begin().await?;
                let query = sqlx::query::<Self>(AssertSqlSafe(sql.clone()));
                let rows = bind!(query, values).execute(&mut *transaction).await?.rows_affected();
                transaction.rollback().await?;
                Ok(rows)
            }

            async fn bytes<'a>(
                pool: &'a Pool<Self>,
                sql: &'a Arc<str>,
                values: &'a [Value<'a>],
            ) -> Result<Option<Vec<u8>>, sqlx::Error> {
                let query = sqlx::query_scalar::<Self, Option<Vec<u8>>>(AssertSqlSafe(sql.clone()));
                Ok(bind!(query, values).fetch_optional(pool).await?.flatten())
            }

            async fn text<'a>(
                pool: &'a Pool<Self>,
                sql: &'a Arc<str>,
                values: &'a [Value<'a>],
            ) -> Result<Option<String>, sqlx::Error> {
                let query = sqlx::query_scalar::<Self, String>(AssertSqlSafe(sql.clone()));
                bind!(query, values).fetch_optional(pool).await
            }

            async fn number<'a>(
                pool: &'a Pool<Self>,
                sql: &'a Arc<str>,
                values: &'a [Value<'a>],
            ) -> Result<Option<i64>, sqlx::Error> {
                let query = sqlx::query_scalar::<Self, i64>(AssertSqlSafe(sql.clone()));
                bind!(query, values).fetch_optional(pool).await
            }
        }
    };
}

macro_rules! bind {
    ($query:ident, $values:ident) => {{
        let mut query = $query;
        for value in $values {
            query = match *value {
                Value::Number(number) => query.bind(number),
                Value::Bytes(bytes) => query.bind(bytes.map(<[u8]>::to_vec)),
                Value::Text(text) => query.bind(text.map(str::to_owned)),
            };
        }
        query
    }};
}

statement!(sqlx::Sqlite, "storage-sqlite");
statement!(sqlx::Postgres, "storage-postgres");
statement!(sqlx::MySql, "storage-mysql");
