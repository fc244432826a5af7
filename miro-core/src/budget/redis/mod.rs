mod books;
mod connection;
mod scripts;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub(super) use books::{Books, Call};
use connection::Link;

/// Redis, where processes on any number of machines keep one budget: see [`Budget::shared`](super::Budget::shared).
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
/// Needs Redis 5 or later; `rediss://` is TLS. Each bucket is two keys: the prefix and a digest of the user. They hold
/// numbers only, and expire a few minutes after the last call. All processes name their users alike, and belong to one app:
/// apps have budgets of their own at Miro, and so need different prefixes.
///
/// # What happens when
///
/// - **A process is killed:** the credits of its calls under way are held for the [`call_time`](Self::call_time), and count as
///   spent in the window that they were taken from, if that still runs.
/// - **Redis is away,** or does not answer within a second: each process goes on by its own books, which it has kept along,
///   and one warning is logged. Several of them may then run into Miro's limit, as without a shared budget. Redis is tried
///   again every second.
/// - **Redis has lost its data:** one call goes alone to find out what is left, as at the beginning.
#[derive(Clone)]
pub struct RedisBudget {
    link: Link,
    prefix: Arc<str>,
    call_time: Duration,
    /// What tells the calls of one process from those of another.
    process: u64,
}

impl RedisBudget {
    /// Connects to Redis: `redis://[user:password@]host[:port][/database]`, `rediss://..` for TLS, `redis+unix:///path`.
    ///
    /// # Errors
    /// Fails if the URL is not valid, or Redis does not answer within about 5 seconds or refuses the password. No error
    /// shows the password.
    pub async fn connect(url: &str) -> Result<Self, RedisBudgetError> {
        let link = Link::open(url).await.map_err(|failure| RedisBudgetError(failure.to_string()))?;
        let process = fastrand::u64(..);
        Ok(Self { link, prefix: "miro:budget:".into(), call_time: Duration::from_secs(60), process })
    }

    /// What the keys begin with; `miro:budget:` unless told.
    #[must_use]
    pub fn key_prefix(mut self, prefix: impl AsRef<str>) -> Self {
        self.prefix = prefix.as_ref().into();
        self
    }

    /// How long a call may be under way until its process counts as gone; a minute unless told, at least a second. More than
    /// a try may take, and the same in all processes.
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

/// Why there is no connection to Redis.
#[derive(Clone, Debug)]
pub struct RedisBudgetError(String);

impl fmt::Display for RedisBudgetError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the budget cannot be shared: {}", self.0)
    }
}

impl std::error::Error for RedisBudgetError {}
