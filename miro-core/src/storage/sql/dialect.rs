use std::fmt;
use std::sync::Arc;

use sqlx::pool::PoolOptions;
use sqlx::{AssertSqlSafe, Database, Pool};

use crate::storage::StorageError;

/// A kind of database: what is different about it, as data. Implemented by this crate.
pub trait Dialect: Database + Connect + Statement {}

impl<D: Database + Connect + Statement> Dialect for D {}

/// How a database is named, spoken to and reached.
pub trait Connect: Database {
    #[doc(hidden)]
    const SYNTAX: Syntax;

    #[doc(hidden)]
    type Target: Send + fmt::Debug + 'static;

    /// A pool of connections that work.
    #[doc(hidden)]
    fn connect(
        target: Self::Target,
        options: PoolOptions<Self>,
    ) -> impl Future<Output = Result<Pool<Self>, StorageError>> + Send;

    /// Keeps room for a login where it would be lacking when the login is written, outside of the database.
    #[doc(hidden)]
    fn reserve(pool: &Pool<Self>) -> impl Future<Output = Result<(), StorageError>> + Send {
        let _ = pool;
        async { Ok(()) }
    }

    /// After this error: gives up the room that was reserved. Whether the statement may succeed now.
    #[doc(hidden)]
    fn make_room(pool: &Pool<Self>, error: &sqlx::Error) -> impl Future<Output = bool> + Send {
        let _ = (pool, error);
        async { false }
    }
}

/// What the statements of one table look like.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Syntax {
    /// What the product is called, for people.
    pub(super) name: &'static str,
    /// Parameters are `$1`, `$2` and so on; else all of them are `?`.
    pub(super) has_numbered_parameters: bool,
    /// The server's clock: milliseconds since 1970, as a 64-bit integer.
    pub(super) now: &'static str,
    /// The end of an insertion that keeps the row which is there already.
    pub(super) or_keep: &'static str,
    /// 32 bytes that are compared as bytes, 16 such bytes, any number of bytes, and text of any length.
    pub(super) types: [&'static str; 4],
    /// The end of `CREATE TABLE`.
    pub(super) table_options: &'static str,
    /// Codes of errors after which the statement has not happened and may succeed when it is tried again.
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

/// Runs one statement. sqlx's traits say what is needed for each database, but not in a bound that a generic function
/// could have without repeating it everywhere.
#[doc(hidden)]
pub trait Statement: Database {
    /// The number of rows that it found.
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

    /// The text in the only column of the only row.
    fn text<'a>(
        pool: &'a Pool<Self>,
        sql: &'a Arc<str>,
        values: &'a [Value<'a>],
    ) -> impl Future<Output = Result<Option<String>, sqlx::Error>> + Send + 'a;

    /// The bytes in the only column of the only row; none if there are none.
    fn bytes<'a>(
        pool: &'a Pool<Self>,
        sql: &'a Arc<str>,
        values: &'a [Value<'a>],
    ) -> impl Future<Output = Result<Option<Vec<u8>>, sqlx::Error>> + Send + 'a;

    /// The number in the only column of the only row.
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
