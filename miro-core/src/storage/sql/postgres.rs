use secrecy::{ExposeSecret, SecretString};
use sqlx::pool::PoolOptions;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Pool, Postgres};

use super::dialect::{Connect, Syntax};
use super::failure::{Action, failure};
use super::{Opening, SqlStorage};
use crate::storage::StorageError;

/// Keeps logins in PostgreSQL. See [`SqlStorage`] for its methods, the table, the lease and secrets.
///
/// # Guarantees
///
/// - `set` returns when the server has committed: with `synchronous_commit = on`, its default, the login survives
///   a crash of the server and of its machine. After a failover it is there if the replica is a synchronous one.
/// - `get` reads from the server.
/// - Time is that of the server's `clock_timestamp()`. A process that is killed keeps others waiting for the lease
///   time, 10 seconds by default.
/// - If the server is unavailable, calls fail within about 5 seconds; they work again when it is back.
///
/// # Setup
///
/// The table is created at the first `connect`, in the first schema of the account's `search_path`. If the account
/// may not create tables, let one that may connect once; then `SELECT`, `INSERT` and `UPDATE` on `miro_logins` are
/// enough. Over a network, use `?sslmode=verify-full` in the URL, with `&sslrootcert=` for a private certificate
/// authority. With a PgBouncer that pools transactions, use a pool whose `statement_cache_capacity` is 0.
///
/// ```no_run
/// use miro_core::storage::PostgresStorage;
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let url = std::env::var("DATABASE_URL")?; // postgres://user:password@host/database
/// let storage = PostgresStorage::connect(&url).table_prefix("app_").await?;
///
/// // Or in a database that the program uses already:
/// # let pool = storage.pool().clone();
/// let storage = PostgresStorage::from_pool(pool).table_prefix("app_")?;
/// storage.migrate().await?;
/// # Ok(())
/// # }
/// ```
pub type PostgresStorage = SqlStorage<Postgres>;

impl SqlStorage<Postgres> {
    /// Connects to `postgres://user:password@host:port/database` when awaited.
    pub fn connect(url: &str) -> Opening<Postgres> {
        Opening::new(SecretString::from(url))
    }
}

impl Connect for Postgres {
    const SYNTAX: Syntax = Syntax {
        name: "PostgreSQL",
        has_numbered_parameters: true,
        now: "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
        or_keep: "ON CONFLICT (user_digest) DO NOTHING",
        types: ["BYTEA", "BYTEA", "BYTEA", "TEXT"],
        table_options: "",
        // Conflicts of transactions that are serializable by default, and deadlocks.
        transient: &["40001", "40P01"],
    };

    type Target = SecretString;

    async fn connect(url: SecretString, options: PoolOptions<Self>) -> Result<Pool<Self>, StorageError> {
        let connect = async {
            let target: PgConnectOptions = url.expose_secret().parse()?;
            options.connect_with(target).await
        };
        connect.await.map_err(|error| failure(Self::SYNTAX.name, Action::Connecting, &error))
    }
}
