//! The right to replace a login: the turn within this process, and the storage's lease among all processes.

use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use tokio::time::sleep;

use super::Inner;
use super::limits::{Step, runtime};
use super::pulse::Pulse;
use super::turn::Turn;
use crate::error::{Error, ErrorKind};
use crate::storage::{Kept, Lease, StorageError};
use crate::token::State;

/// The first and the longest pause between two attempts to store a login in the background. They double.
const INITIAL_PAUSE: Duration = Duration::from_millis(250);
const MAX_PAUSE: Duration = Duration::from_secs(30);

/// The right to replace one login. When it ends, the lease of an unsaved login stays with that login.
pub(super) struct Right {
    pub(super) inner: Arc<Inner>,
    turn: Option<Turn>,
    lease: Option<Lease>,
    /// The login before the note about its refresh was stored.
    pub(super) before: Option<State>,
    /// Why the storage granted no lease. A login can be removed without one, but not refreshed.
    pub(super) lease_error: Option<Error>,
}

impl Right {
    /// Waits for the turn and the lease.
    pub(super) async fn take(inner: &Arc<Inner>, pulse: &Arc<Pulse>) -> Result<Self, Error> {
        let mut right = Self::take_turn(inner, pulse).await?;
        if right.lease.is_none()
            && let Err(error) = right.take_lease().await
            // A code can be used once, so its login is stored even without a lease.
            && !inner.unsaved().is_some_and(|login| login.is_new())
        {
            return Err(error);
        }
        Ok(right)
    }

    /// Like [`take`](Self::take), but without a lease if the storage refuses one, because on a full disk a login
    /// can still be removed. Waits for a lease that another process holds.
    pub(super) async fn take_to_remove(inner: &Arc<Inner>, pulse: &Arc<Pulse>) -> Result<Self, Error> {
        let mut right = Self::take_turn(inner, pulse).await?;
        if right.lease.is_none()
            && let Err(error) = right.take_lease().await
        {
            let is_refused =
                std::error::Error::source(&error).is_some_and(|source| source.is::<StorageError>());
            if !is_refused {
                return Err(error);
            }
            right.lease_error = Some(error);
        }
        Ok(right)
    }

    /// Waits for the turn. Takes over the lease of an unsaved login.
    async fn take_turn(inner: &Arc<Inner>, pulse: &Arc<Pulse>) -> Result<Self, Error> {
        let turn = inner.step(Step::Turn, async { Ok(inner.turns.take(pulse).await) }).await?;
        let lease = inner.common.unsaved.take_lease(&inner.user);
        Ok(Self { inner: inner.clone(), turn: Some(turn), lease, before: None, lease_error: None })
    }

    /// Waits for a new lease, after the previous one has ended too early.
    pub(super) async fn take_lease(&mut self) -> Result<(), Error> {
        self.lease = None;
        let inner = self.inner.clone();
        self.lease = Some(self.step(Step::Lease, inner.common.storage.lease(&inner.user)).await?);
        Ok(())
    }

    /// Whether the lease keeps other processes out.
    pub(super) fn keeps_others_out(&mut self) -> bool {
        self.lease.as_ref().is_some_and(Lease::keeps_others_out)
    }

    pub(super) async fn get(&mut self) -> Result<Option<State>, Error> {
        let inner = self.inner.clone();
        self.step(Step::Read, inner.common.storage.get(&inner.user)).await
    }

    pub(super) async fn set(&mut self, state: Option<&State>) -> Result<Kept, Error> {
        let inner = self.inner.clone();
        self.step(Step::Write, inner.common.storage.set(&inner.user, state)).await
    }

    /// Waits for a step of the storage as long as the turn is held. A task that was not driven for a while must
    /// not continue what another one has taken over.
    async fn step<T>(
        &mut self,
        step: Step,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let turn = &self.turn;
        let mut work = std::pin::pin!(work);
        let in_turn = std::future::poll_fn(|context| {
            if turn.as_ref().is_some_and(Turn::is_held) {
                work.as_mut().poll(context)
            } else {
                Poll::Ready(Err(Error::new(
                    ErrorKind::Storage,
                    "this refresh, login or logout was not driven for too long, and another one of this user has taken over; try again",
                )))
            }
        });
        self.inner.step(step, in_turn).await
    }

    /// Releases the right. Waits until others can have it, at most for the limit of a step.
    pub(super) async fn end(mut self) {
        if let Some(before) = self.before.take() {
            self.remove_note(before).await;
        }
        let inner = self.inner.clone();
        let lease = self.lease.take().and_then(|lease| inner.common.unsaved.give_lease(&inner.user, lease));
        drop(self.turn.take());
        inner.start_writer();
        if let Some(lease) = lease {
            let released = async {
                lease.release().await;
                Ok(())
            };
            // A slower release continues by itself, or times out.
            let _ = Step::Write.of(released).await;
        }
    }

    /// Removes the note about a failed refresh from the stored login, because other processes would wait for its
    /// pair.
    async fn remove_note(&mut self, before: State) {
        let id = &self.inner.common.id.clone();
        let is_ours = |stored: State| stored.refresh_begun.is_some_and(|begun| begun.by == *id);
        if let Ok(Some(stored)) = self.get().await
            && stored.access_token == before.access_token
            && is_ours(stored)
            && let Err(error) = self.set(Some(&before)).await
        {
            tracing::debug!(%error, "the note about a refresh stays until its time is over");
        }
    }
}

impl Drop for Right {
    fn drop(&mut self) {
        if let Some(lease) = self.lease.take() {
            drop(self.inner.common.unsaved.give_lease(&self.inner.user, lease));
        }
    }
}

impl Inner {
    /// Stores an unsaved login.
    pub(super) async fn save(self: &Arc<Self>, pulse: &Arc<Pulse>) -> Result<(), Error> {
        let mut right = Right::take(self, pulse).await?;
        let saved = right.stored().await.map(drop);
        right.end().await;
        saved
    }

    /// Starts a task that attempts to store an unsaved login until there is none.
    pub(super) fn start_writer(self: &Arc<Self>) {
        let Ok(runtime) = runtime() else { return };
        if !self.common.unsaved.begin_writer(&self.user) {
            return;
        }
        let writer = Writer(self.clone());
        runtime.spawn(async move {
            let inner = &writer.0;
            let pulse = Arc::new(Pulse::new());
            let mut pause = INITIAL_PAUSE;
            loop {
                sleep(pause.mul_f64(0.5 + fastrand::f64() / 2.0)).await;
                pause = MAX_PAUSE.min(pause * 2);
                if inner.unsaved().is_none() {
                    return;
                }
                if let Err(error) = pulse.beating(inner.save(&pulse)).await {
                    tracing::warn!(%error, "a login could not be stored yet, and is stored again later");
                }
            }
        });
    }
}

/// The task that stores a login in the background. Ended on drop, also together with its runtime.
struct Writer(Arc<Inner>);

impl Drop for Writer {
    fn drop(&mut self) {
        self.0.common.unsaved.end_writer(&self.0.user);
    }
}
