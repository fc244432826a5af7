use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

use sqlx::pool::PoolOptions;

use super::{Dialect, SqlStorage};
use crate::storage::{StorageError, runtime};
use crate::transport::BoxFuture;

/// How long a call waits for a connection, and so how long it takes to notice a server that is down.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);

/// The limit of connections per pool.
const MAX_CONNECTIONS: u32 = 1_000;

/// A storage that is being opened: `.await` connects, and creates the table if it is missing.
#[must_use = "nothing is opened until it is awaited"]
pub struct Opening<D: Dialect> {
    target: D::Target,
    prefix: Option<String>,
    lease_time: Option<Duration>,
    max_connections: u32,
}

impl<D: Dialect> Opening<D> {
    pub(super) fn new(target: D::Target) -> Self {
        Self { target, prefix: None, lease_time: None, max_connections: 5 }
    }

    /// See [`SqlStorage::table_prefix`]. An invalid prefix is an error of the `.await`.
    pub fn table_prefix(self, prefix: impl Into<String>) -> Self {
        Self { prefix: Some(prefix.into()), ..self }
    }

    /// See [`SqlStorage::lease_time`].
    pub fn lease_time(self, time: Duration) -> Self {
        Self { lease_time: Some(time), ..self }
    }

    /// Sets the maximum number of connections. The default is 5, the range 1 to 1,000; values outside are clamped.
    pub fn max_connections(self, number: u32) -> Self {
        // Limited, because a pool allocates memory for all of them at once.
        Self { max_connections: number.clamp(1, MAX_CONNECTIONS), ..self }
    }
}

impl<D: Dialect> IntoFuture for Opening<D> {
    type Output = Result<SqlStorage<D>, StorageError>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            runtime::current()?;
            let options =
                PoolOptions::new().max_connections(self.max_connections).acquire_timeout(ACQUIRE_TIMEOUT);
            let mut storage = SqlStorage::from_pool(D::connect(self.target, options).await?);
            if let Some(prefix) = self.prefix {
                storage = storage.table_prefix(&prefix)?;
            }
            if let Some(time) = self.lease_time {
                storage = storage.lease_time(time);
            }
            storage.migrate().await?;
            Ok(storage)
        })
    }
}

impl<D: Dialect> fmt::Debug for Opening<D> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Opening({})", D::SYNTAX.name)
    }
}
