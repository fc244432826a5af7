use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ::redis::{FromRedisValue, RedisError, ScriptInvocation};
use tokio::runtime::Handle;
use tokio::time::{Instant, timeout};

use crate::redis::{Attempts, Connection};

/// The connection to Redis, and whether Redis can be used.
#[derive(Clone)]
pub(super) struct Link {
    connection: Connection,
    reach: Arc<Mutex<Reach>>,
}

/// Whether something can be used; if not, the time of the next attempt.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reach(Option<Instant>);

/// Why a script has no result.
pub(super) enum Lost {
    /// Redis is unavailable or unusable.
    Redis,
    /// The script does not work on this key.
    Key(String),
}

/// The timeout of Redis. After it, calls go by the ledger of their own process.
const TIMEOUT: Duration = Duration::from_secs(1);

/// The interval of attempts to reach it again. They run in the background, so that no call waits for them.
const RETRY_INTERVAL: Duration = Duration::from_secs(1);

impl Reach {
    pub(super) fn is_within(self, now: Instant) -> bool {
        self.0.is_none_or(|again| again <= now)
    }

    /// Marks it as usable. Returns whether it was not before.
    pub(super) fn found(&mut self) -> bool {
        self.0.take().is_some()
    }

    /// Marks it as unusable. Returns whether it was usable before.
    pub(super) fn lost(&mut self, now: Instant) -> bool {
        self.0.replace(now.checked_add(RETRY_INTERVAL).unwrap_or(now)).is_none()
    }
}

impl Link {
    pub(super) fn new(connection: Connection) -> Self {
        Self { connection, reach: Arc::default() }
    }

    /// Whether Redis responded last time. If not, writes to a key with this prefix are attempted every second in
    /// the background.
    pub(super) fn is_within_reach(&self, now: Instant, prefix: &Arc<str>) -> bool {
        let mut reach = self.reach();
        let is_due = reach.is_within(now);
        if reach.0.is_none() {
            return true;
        }
        if let (true, Ok(runtime)) = (is_due, Handle::try_current()) {
            reach.lost(now);
            runtime.spawn(self.clone().look_again(prefix.clone()));
        }
        false
    }

    /// Attempts a write, because a replica or a Redis that is out of memory would respond to anything else.
    async fn look_again(self, prefix: Arc<str>) {
        let mut write = ::redis::cmd("SET");
        write.arg(format!("{prefix}reach")).arg(1).arg("PX").arg(1);
        let mut manager = self.connection.manager();
        let found = timeout(TIMEOUT, write.query_async::<()>(&mut manager)).await;
        if matches!(found, Ok(Ok(()))) && self.reach().found() {
            tracing::info!(redis = self.connection.address(), "the budget is shared again");
        }
    }

    /// Runs a script.
    pub(super) async fn ask<T: FromRedisValue>(&self, script: &ScriptInvocation<'_>) -> Result<T, Lost> {
        if self.reach().0.is_some() {
            return Err(Lost::Redis);
        }
        match timeout(TIMEOUT, self.run(script)).await {
            Ok(Ok(found)) => Ok(found),
            Ok(Err(error)) if is_of_the_key(&error) => Err(Lost::Key(error.to_string())),
            Ok(Err(error)) => match self.connection.explained::<T>(Err(error)) {
                Ok(found) => Ok(found),
                Err(failure) => self.lost(&failure),
            },
            Err(_) => self.lost(&format_args!("no response in {} ms", TIMEOUT.as_millis())),
        }
    }

    async fn run<T: FromRedisValue>(&self, script: &ScriptInvocation<'_>) -> Result<T, RedisError> {
        let mut attempts = Attempts::default();
        loop {
            match script.invoke_async(&mut self.connection.manager()).await {
                Err(error) if attempts.another(&error) => {}
                result => return result,
            }
        }
    }

    fn lost<T>(&self, cause: &dyn fmt::Display) -> Result<T, Lost> {
        if self.reach().lost(Instant::now()) {
            tracing::warn!(
                redis = self.connection.address(),
                %cause,
                "the budget is not shared: until Redis responds, each process keeps its own"
            );
        }
        Err(Lost::Redis)
    }

    fn reach(&self) -> MutexGuard<'_, Reach> {
        self.reach.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether Redis works, and the script failed because of the value of its key.
fn is_of_the_key(error: &RedisError) -> bool {
    let text = error.to_string();
    let is_of_redis =
        ["OOM", "READONLY", "MISCONF", "NOPERM", "BUSY", "LOADING", "MASTERDOWN", "CLUSTERDOWN"];
    let is_of_script = text.contains("WRONGTYPE") || text.contains("user_script");
    // "Incompatible type": the hash was changed by hand, so the script returned something else than its results.
    is_of_script && !is_of_redis.iter().any(|code| text.contains(code))
}

impl fmt::Debug for Link {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.connection.address())
    }
}
