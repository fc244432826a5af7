use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::timeout;

use super::{Fence, LeaseBackend, Owner, Turn};

/// A lease that is held: a task extends it until this is dropped, then releases it.
pub(super) struct Held {
    turn: Arc<Turn>,
    /// Dropping it is the message.
    _until: oneshot::Sender<()>,
}

impl Held {
    pub(super) fn new(
        backend: impl LeaseBackend,
        turn: Arc<Turn>,
        owner: Owner,
        fence: Fence,
        time: Duration,
    ) -> Self {
        turn.set_fence(Some(fence));
        let (until, dropped) = oneshot::channel();
        let user = turn.user.clone();
        tokio::spawn(async move {
            if extended(&backend, &user, &owner, time, dropped).await
                && let Err(error) = backend.release(&user, &owner).await
            {
                tracing::debug!(%error, "a lease could not be released: it will time out");
            }
        });
        Self { turn, _until: until }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.turn.set_fence(None);
    }
}

/// Extends the lease until it is dropped; false if it was lost before.
async fn extended(
    backend: &impl LeaseBackend,
    user: &crate::token::UserKey,
    owner: &Owner,
    time: Duration,
    mut dropped: oneshot::Receiver<()>,
) -> bool {
    // Two may fail before the lease is lost.
    while timeout(time / 3, &mut dropped).await.is_err() {
        match timeout(time, backend.extend(user, owner, time)).await {
            Ok(Ok(true)) => {}
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
