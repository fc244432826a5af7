//! Ends logins: here at once, at Miro as soon as it confirms.
//!
//! A cookie may have been copied, so a logout must not depend on Miro: the login is first moved from the storage to the
//! memory of this process, where no cookie leads to it. From there it is revoked at Miro, with retries.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use miro::middleware::RetryPolicy;
use miro::storage::{MemoryStorage, Storage as _};
use miro::{Error, Miro, MiroBuilder};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::limits::Limits;

/// The timeout of one attempt at Miro.
const TIMEOUT: Duration = Duration::from_secs(10);
/// The pause between two attempts at shutdown.
const SHORT: Duration = Duration::from_millis(250);

/// The logins that are being ended, shared by all clones.
#[derive(Clone)]
pub(crate) struct Revocations(Arc<Shared>);

struct Shared {
    /// The same app at Miro, with the logins that were removed from the storage.
    miro: Miro,
    logins: Arc<MemoryStorage>,
    /// Ended sessions whose login is still in the storage: a locked database must not keep anyone logged in.
    in_storage: Mutex<HashSet<String>>,
    tasks: TaskTracker,
    /// Canceled at shutdown, to shorten the pauses.
    closing: CancellationToken,
    pauses: &'static [Duration],
}

impl Revocations {
    /// Creates the revocations of the app that this builder builds.
    pub(crate) fn new(builder: MiroBuilder, limits: &Limits) -> Result<(Self, Arc<MemoryStorage>), Error> {
        let logins = Arc::new(MemoryStorage::new());
        let miro = builder.retry(RetryPolicy::never()).timeout(TIMEOUT).storage(logins.clone()).build()?;
        let shared = Shared {
            miro,
            logins: logins.clone(),
            in_storage: Mutex::default(),
            tasks: TaskTracker::new(),
            closing: CancellationToken::new(),
            pauses: limits.pauses,
        };
        Ok((Self(Arc::new(shared)), logins))
    }

    /// Ends the login of a session, whose user is `miro`. The task returns whether Miro has confirmed.
    pub(crate) fn end(&self, session_id: &str, miro: Miro) -> JoinHandle<bool> {
        self.in_storage().insert(session_id.to_owned());
        let (revocations, session_id) = (self.clone(), session_id.to_owned());
        self.0.tasks.spawn(async move {
            let is_forgotten = revocations.retry("forgotten here", || revocations.take_over(&miro)).await;
            if is_forgotten {
                revocations.in_storage().remove(&session_id);
            }
            let ending = revocations.0.miro.as_user(&session_id);
            let is_ended = revocations.retry("ended at Miro", || ending.revoke()).await;
            if !is_ended {
                // Do not keep tokens that have no further use.
                let _ = ending.forget().await;
            }
            is_forgotten && is_ended
        })
    }

    /// Whether this session has ended although its login is still in the storage.
    pub(crate) fn has(&self, session_id: &str) -> bool {
        self.in_storage().contains(session_id)
    }

    /// Waits until all logins are ended, up to a limit, at shutdown.
    pub(crate) async fn finish(&self, limit: Duration) {
        self.0.closing.cancel();
        self.0.tasks.close();
        if tokio::time::timeout(limit, self.0.tasks.wait()).await.is_err() {
            tracing::error!(
                logins = self.0.tasks.len(),
                "logins that are over could not be ended at Miro in time"
            );
        }
    }

    /// Moves the login from the storage to memory.
    async fn take_over(&self, miro: &Miro) -> Result<(), Error> {
        let Some(state) = miro.state().await? else { return Ok(()) };
        // Memory storage does not fail.
        let _ = self.0.logins.set(miro.user(), Some(&state)).await;
        miro.forget().await
    }

    async fn retry<W: Future<Output = Result<(), Error>>>(
        &self,
        what: &str,
        mut attempt: impl FnMut() -> W,
    ) -> bool {
        let mut pauses = self.0.pauses.iter();
        loop {
            let Err(error) = attempt().await else { return true };
            let (kind, status) = (error.kind(), error.status().map(|status| status.as_u16()));
            let Some(pause) = pauses.next() else {
                tracing::error!(
                    ?kind,
                    status,
                    "a login that is over could not be {what}; this was the last attempt"
                );
                return false;
            };
            tracing::warn!(?kind, status, "a login that is over could not be {what} yet");
            tokio::select! {
                () = tokio::time::sleep(*pause) => {}
                () = self.0.closing.cancelled() => tokio::time::sleep(SHORT.min(*pause)).await,
            }
        }
    }

    fn in_storage(&self) -> MutexGuard<'_, HashSet<String>> {
        self.0.in_storage.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
