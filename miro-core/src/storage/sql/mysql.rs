use secrecy::{ExposeSecret, SecretString};
use sqlx::mysql::MySqlConnectOptions;
use sqlx::pool::PoolOptions;
use sqlx::{MySql, Pool};

use super::dialect::{Connect, Syntax};
use super::failure::{Action, failure};
use super::{Opening, SqlStorage};
use crate::storage::StorageError;

/// Keeps logins in MySQL (5.7 and later) or MariaDB (10.4 and later). See [`SqlStorage`] for its methods, the
/// table, the lease and secrets.
///
/// # Guarantees
///
/// - `set` returns when the server has committed: with `innodb_flush_log_at_trx_commit = 1`, its default, the
///   login survives a crash of the server and of its machine. After a failover it is there if the replica had it.
/// - `get` reads from the server that the pool is connected to; do not connect the pool to a replica.
/// - Time is that of the server's `UTC_TIMESTAMP`. A process that is killed keeps others waiting for the lease
///   time, 10 seconds by default.
/// - Users are compared as bytes, whatever the collation of the database: `Anna`, `anna` and `anna ` are three.
/// - If the server is unavailable, calls fail within about 5 seconds; they work again when it is back.
///
/// # Setup
///
/// The table is created at the first `connect`. If the account may not create tables, let one that may connect
/// once; then `SELECT`, `INSERT` and `UPDATE` on `miro_logins` are enough. The URL must name the database. Over a
/// network, use `?ssl-mode=VERIFY_IDENTITY` in the URL, with `&ssl-ca=` for a private certificate authority.
/// Accounts of `caching_sha2_password`, MySQL's default, need TLS.
///
/// ```no_run
/// use miro_core::storage::MySqlStorage;
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let url = std::env::var("DATABASE_URL")?; // mysql://user:password@host/database
/// let storage = MySqlStorage::connect(&url).max_connections(10).await?;
/// # Ok(())
/// # }
/// ```
pub type MySqlStorage = SqlStorage<MySql>;

impl SqlStorage<MySql> {
    /// Connects to `mysql://user:password@host:port/database` when awaited.
    pub fn connect(url: &str) -> Opening<MySql> {
        Opening::new(SecretString::from(url))
    }
}

impl Connect for MySql {
    const SYNTAX: Syntax = Syntax {
        name: "MySQL",
        has_numbered_parameters: false,
        // Independent of the session's time zone and its daylight saving time. It is the time at which the
        // statement began, so a statement that waited takes the lease for slightly less.
        now: "(TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(3)) DIV 1000)",
        or_keep: "ON DUPLICATE KEY UPDATE user_digest = user_digest",
        types: ["BINARY(32)", "BINARY(16)", "LONGBLOB", "LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"],
        table_options: " ENGINE = InnoDB",
        // Deadlocks.
        transient: &["40001"],
    };

    type Target = SecretString;

    async fn connect(url: SecretString, options: PoolOptions<Self>) -> Result<Pool<Self>, StorageError> {
        let connect = async {
            let target: MySqlConnectOptions = url.expose_secret().parse()?;
            options.connect_with(target).await
        };
        connect.await.map_err(|error| failure(Self::SYNTAX.name, Action::Connecting, &error))
    }
}
