mod ledger;
mod link;
mod scripts;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;

use crate::redis::Connection;
use crate::runtime::Tracker;
pub(super) use ledger::{Asked, Call, SharedLedger};
use link::Link;

/// The connection to the Redis where processes on any number of machines keep one budget: see
/// [`Budget::shared`](super::Budget::shared).
///
/// ```no_run
/// # async fn example() -> Result<(), miro_core::budget::RedisBudgetError> {
/// use miro_core::budget::{Budget, RedisBudget};
///
/// let redis = RedisBudget::connect("redis://:password@10.0.0.7:6379/0").await?.key_prefix("boards:budget:");
/// let budget = Budget::shared(redis);
/// # Ok(())
/// # }
/// ```
///
/// Needs Redis 5 or later; `rediss://` is TLS. Each bucket is one key: the prefix and a digest of the user. It
/// holds numbers only, and expires a few minutes after the last call. Set Redis' `maxmemory-policy` to
/// `noeviction`, because an evicted key loses all calls in flight. All processes must use the same names for users
/// and belong to one app: apps have separate budgets at Miro, and so need different prefixes.
///
/// # Failures
///
/// - **A process is killed or stopped:** the credits of its calls in flight are held for the
///   [`call_time`](Self::call_time), and count as spent if the window that they were taken from still runs. If one
///   of these calls was to find out what is left, another process does so within a second.
/// - **A program ends** without [`Budget::flush`](super::Budget::flush): its last calls may not be recorded in
///   Redis yet, and count like those of a killed process.
/// - **Redis is unavailable,** or does not respond within a second: each process continues with its own ledger,
///   which it also keeps, and one warning is logged. Several processes may then exceed Miro's limit, as without a
///   shared budget. Attempts to reach Redis follow every second, in the background.
/// - **A key holds something else:** the budget of that user is not shared, and one warning is logged.
/// - **Redis has lost its data:** one call is sent alone to find out what is left, as at the beginning.
/// - **The clock of Redis goes back:** the clock of the ledgers stands still and then continues.
#[derive(Clone)]
pub struct RedisBudget {
    link: Link,
    prefix: Arc<str>,
    call_time: Duration,
    /// Distinguishes the calls of this process from those of others.
    process: u64,
    /// The runtime of the connection.
    runtime: Option<Handle>,
    settling: Tracker,
}

/// The longest time that [`Budget::flush`](super::Budget::flush) waits.
const FLUSH: Duration = Duration::from_secs(2);

impl RedisBudget {
    /// Connects to Redis: `redis://[user:password@]host[:port][/database]`, `rediss://..` for TLS,
    /// `redis+unix:///path`.
    ///
    /// # Errors
    /// Fails if the URL is not valid, or if Redis does not respond within about 5 seconds or refuses the password.
    /// No error contains the password.
    pub async fn connect(url: &str) -> Result<Self, RedisBudgetError> {
        let connection = Connection::open(url).await;
        let connection = connection.map_err(|failure| RedisBudgetError(failure.to_string()))?;
        Ok(Self {
            link: Link::new(connection),
            prefix: "miro:budget:".into(),
            call_time: Duration::from_secs(60),
            process: fastrand::u64(..),
            runtime: Handle::try_current().ok(),
            settling: Tracker::default(),
        })
    }

    /// Waits until Redis has the outcomes of all calls so far, up to [`FLUSH`].
    pub(super) async fn flush(&self) {
        let _ = tokio::time::timeout(FLUSH, self.settling.idle()).await;
    }

    /// Sets the prefix of the keys. The default is `miro:budget:`.
    #[must_use]
    pub fn key_prefix(mut self, prefix: impl AsRef<str>) -> Self {
        self.prefix = prefix.as_ref().into();
        self
    }

    /// Sets how long a call may be in flight until its process counts as gone. The default is a minute, the range
    /// a second to a day.
    ///
    /// It must be longer than an attempt may take, and the same in all processes.
    #[must_use]
    pub fn call_time(mut self, time: Duration) -> Self {
        self.call_time = time.clamp(Duration::from_secs(1), Duration::from_secs(86_400));
        self
    }

    fn call_time_ms(&self) -> u64 {
        u64::try_from(self.call_time.as_millis()).unwrap_or(u64::MAX)
    }
}

impl fmt::Debug for RedisBudget {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "RedisBudget({:?}, keys {:?}..)", self.link, self.prefix)
    }
}

/// The reason why there is no connection to Redis.
#[derive(Clone, Debug)]
pub struct RedisBudgetError(String);

impl fmt::Display for RedisBudgetError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the budget cannot be shared: {}", self.0)
    }
}

impl std::error::Error for RedisBudgetError {}
