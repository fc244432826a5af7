use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ::redis::{FromRedisValue, RedisError, ScriptInvocation};
use tokio::runtime::Handle;
use tokio::time::{Instant, timeout};

use crate::redis::{Attempts, Connection};

/// Redis, as long as it is there.
#[derive(Clone)]
pub(super) struct Link {
    connection: Connection,
    reach: Arc<Mutex<Reach>>,
}

/// Whether something is used, or tried again at some moment.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reach(Option<Instant>);

/// Why a script has no result.
pub(super) enum Lost {
    /// Redis is away, or of no use.
    Redis,
    /// The script does not work on this key.
    Key(String),
}

/// How long Redis is waited for, before calls go by their own process's ledger.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often it is tried again then. In the background: no call waits for it.
const AGAIN: Duration = Duration::from_secs(1);

impl Reach {
    pub(super) fn is_within(self, now: Instant) -> bool {
        self.0.is_none_or(|again| again <= now)
    }

    /// Whether it was away.
    pub(super) fn found(&mut self) -> bool {
        self.0.take().is_some()
    }

    /// Whether it was there.
    pub(super) fn lost(&mut self, now: Instant) -> bool {
        self.0.replace(now.checked_add(AGAIN).unwrap_or(now)).is_none()
    }
}

impl Link {
    pub(super) fn new(connection: Connection) -> Self {
        Self { connection, reach: Arc::default() }
    }

    /// Whether Redis responded last time. If it did not, it is tried again every second, in the background, on a key with this
    /// prefix.
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

    /// By a write: a replica, or a Redis without memory, would respond to anything else.
    async fn look_again(self, prefix: Arc<str>) {
        let mut write = ::redis::cmd("SET");
        write.arg(format!("{prefix}reach")).arg(1).arg("PX").arg(1);
        let mut manager = self.connection.manager();
        let found = timeout(PATIENCE, write.query_async::<()>(&mut manager)).await;
        if matches!(found, Ok(Ok(()))) && self.reach().found() {
            tracing::info!(redis = self.connection.address(), "the budget is shared again");
        }
    }

    /// The result of a script.
    pub(super) async fn ask<T: FromRedisValue>(&self, script: &ScriptInvocation<'_>) -> Result<T, Lost> {
        if self.reach().0.is_some() {
            return Err(Lost::Redis);
        }
        match timeout(PATIENCE, self.run(script)).await {
            Ok(Ok(found)) => Ok(found),
            Ok(Err(error)) if is_of_the_key(&error) => Err(Lost::Key(error.to_string())),
            Ok(Err(error)) => match self.connection.explained::<T>(Err(error)) {
                Ok(found) => Ok(found),
                Err(failure) => self.lost(&failure),
            },
            Err(_) => self.lost(&format_args!("no response in {} ms", PATIENCE.as_millis())),
        }
    }

    async fn run<T: FromRedisValue>(&self, script: &ScriptInvocation<'_>) -> Result<T, RedisError> {
        let mut tries = Attempts::default();
        loop {
            match script.invoke_async(&mut self.connection.manager()).await {
                Err(error) if tries.another(&error) => {}
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

/// Whether Redis is well, and the script has failed on what its key holds.
fn is_of_the_key(error: &RedisError) -> bool {
    let text = error.to_string();
    let is_of_redis =
        ["OOM", "READONLY", "MISCONF", "NOPERM", "BUSY", "LOADING", "MASTERDOWN", "CLUSTERDOWN"];
    let is_of_script = text.contains("WRONGTYPE") || text.contains("user_script");
    // What the script returned is none of its results: the hash has been changed by hand.
    is_of_script && !is_of_redis.iter().any(|code| text.contains(code))
}

impl fmt::Debug for Link {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.connection.address())
    }
}
