use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::{Instant, sleep, timeout};

use super::slots::Interest;
use super::{Fence, LeaseBackend, Owner};
use crate::storage::Lease;

/// A failed release is attempted again, because otherwise others wait until the lease times out.
const RELEASE_ATTEMPTS: u32 = 5;

/// A held lease: a task extends it until this is dropped, then releases it.
pub(super) struct Held<B: LeaseBackend> {
    backend: B,
    interest: Arc<Interest>,
    owner: Owner,
    /// Dropping it is the message.
    _until: oneshot::Sender<()>,
}

impl<B: LeaseBackend> Held<B> {
    /// Starts a lease that was granted. It was requested at `asked`.
    pub(super) fn start(
        backend: B,
        interest: Arc<Interest>,
        owner: Owner,
        fence: Fence,
        asked: Instant,
        time: Duration,
    ) -> Lease {
        interest.granted(owner, fence, asked + time);
        let (until, dropped) = oneshot::channel();
        let (ended, released) = oneshot::channel::<()>();
        let ending = Ending { interest: interest.clone(), owner, _ended: ended };
        let held = Self { backend: backend.clone(), interest, owner, _until: until };
        tokio::spawn(async move {
            if extended(&backend, &ending, time, dropped).await {
                release(&backend, &ending).await;
            }
        });
        Lease::released_by(held, async {
            let _ = released.await;
        })
    }
}

impl<B: LeaseBackend> Drop for Held<B> {
    fn drop(&mut self) {
        self.interest.dropped(&self.owner);
        if self.backend.release_now(self.interest.user(), &self.owner) {
            self.interest.lasts(&self.owner, None);
        }
    }
}

/// The end of a lease at the backend, or of the task that would have released it: waiting callers in this process
/// may ask again.
struct Ending {
    interest: Arc<Interest>,
    owner: Owner,
    /// Dropping it is the message.
    _ended: oneshot::Sender<()>,
}

impl Drop for Ending {
    fn drop(&mut self) {
        self.interest.lasts(&self.owner, None);
    }
}

/// Extends the lease until it is dropped. Returns `false` if it was lost before.
async fn extended(
    backend: &impl LeaseBackend,
    Ending { interest, owner, .. }: &Ending,
    time: Duration,
    mut dropped: oneshot::Receiver<()>,
) -> bool {
    let mut pause = time / 3;
    while timeout(pause, &mut dropped).await.is_err() {
        let asked = Instant::now();
        // Several extensions may fail before the lease is lost.
        pause = time / 12;
        match timeout(time, backend.extend(interest.user(), owner, time)).await {
            Ok(Ok(true)) => {
                pause = time / 3;
                interest.lasts(owner, Some(asked + time));
            }
            Ok(Ok(false)) => {
                tracing::warn!(
                    "a lease has timed out before it was extended, and another process has taken it"
                );
                return false;
            }
            Ok(Err(error)) => tracing::warn!(%error, "a lease could not be extended"),
            Err(_) => tracing::warn!("a lease could not be extended in time"),
        }
    }
    true
}

async fn release(backend: &impl LeaseBackend, Ending { interest, owner, .. }: &Ending) {
    for attempt in 0..RELEASE_ATTEMPTS {
        let Err(error) = backend.release(interest.user(), owner).await else { return };
        tracing::debug!(%error, "a lease could not be released");
        sleep(Duration::from_millis(20 << attempt)).await;
    }
    tracing::warn!("a lease could not be released: others wait until it times out");
}
