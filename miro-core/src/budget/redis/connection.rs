use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ::redis::{FromRedisValue, ScriptInvocation};
use tokio::time::{Instant, timeout};

use crate::redis::{Connection, Failure, Tries};

/// Redis, as long as it is there.
#[derive(Clone)]
pub(super) struct Link {
    connection: Connection,
    /// When it is tried again; none while it answers.
    away: Arc<Mutex<Option<Instant>>>,
}

/// How long a call waits for Redis before it goes by its own process's books.
const PATIENCE: Duration = Duration::from_secs(1);

/// The same while Redis is known to be away: calls are not to be slowed down by tries.
const PATIENCE_WHILE_AWAY: Duration = Duration::from_millis(100);

/// How often it is tried then.
const AGAIN: Duration = Duration::from_secs(1);

impl Link {
    pub(super) async fn open(url: &str) -> Result<Self, Failure> {
        Ok(Self { connection: Connection::open(url).await?, away: Arc::default() })
    }

    /// What the script says; nothing if Redis is away.
    pub(super) async fn ask<T: FromRedisValue>(&self, script: &ScriptInvocation<'_>) -> Option<T> {
        let patience = match *self.away() {
            None => PATIENCE,
            Some(again) if again <= Instant::now() => PATIENCE_WHILE_AWAY,
            Some(_) => return None,
        };
        match timeout(patience, self.run(script)).await {
            Ok(Ok(answer)) => {
                if self.away().take().is_some() {
                    tracing::info!(redis = self.connection.address(), "the budget is shared again");
                }
                Some(answer)
            }
            Ok(Err(failure)) => self.lost(&failure),
            Err(_) => self.lost(&format_args!("no answer in {} ms", patience.as_millis())),
        }
    }

    async fn run<T: FromRedisValue>(&self, script: &ScriptInvocation<'_>) -> Result<T, Failure> {
        let mut tries = Tries::default();
        loop {
            match script.invoke_async(&mut self.connection.manager()).await {
                Err(error) if tries.another(&error) => {}
                result => return self.connection.explained(result),
            }
        }
    }

    fn lost<T>(&self, cause: &dyn fmt::Display) -> Option<T> {
        if self.away().replace(Instant::now() + AGAIN).is_none() {
            tracing::warn!(
                redis = self.connection.address(),
                %cause,
                "the budget is not shared: until Redis answers, each process keeps its own"
            );
        }
        None
    }

    fn away(&self) -> MutexGuard<'_, Option<Instant>> {
        self.away.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.connection.address())
    }
}
