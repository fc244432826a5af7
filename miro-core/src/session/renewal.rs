//! The renewal of a login: the next pair is fetched once for all waiting calls, and stored before it is used.
//!
//! A task that replaces a login holds the [`Right`] to, and reads the storage first, because another process may
//! have been faster.

use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{self, Either, Shared};
use tokio::sync::oneshot;
use tokio::time::sleep;

use super::Inner;
use super::limits::{Step, runtime};
use super::pulse::Pulse;
use super::right::Right;
use super::unsaved::{Replaces, UnsavedLogin};
use crate::error::{Error, ErrorKind};
use crate::oauth::Refreshed;
use crate::storage::Kept;
use crate::token::{AccessToken, RefreshToken, State};

/// How often a login is replaced again after another process came in between, because a lease had ended too early.
/// Also, how often a renewal is waited for.
pub(super) const ATTEMPTS: usize = 4;

/// The pauses before reading the pair of another process after Miro refused a refresh token: none at first, then
/// while that process may still be storing its pair.
const REREAD_PAUSES: [Duration; 4] =
    [Duration::ZERO, Duration::from_millis(50), Duration::from_millis(100), Duration::from_millis(200)];

/// How long a refresh that started elsewhere may still store its pair, because its process may be stopped and
/// continue. After that it counts as killed, and the user has to log in again.
const MAX_REFRESH_AGE: Duration = Duration::from_secs(60);

/// How long a refusal is remembered. Not forever, because Miro may have been wrong.
const REFUSAL_TTL: Duration = Duration::from_secs(60);

/// The same while another process may have the next pair.
const DOUBT_TTL: Duration = Duration::from_secs(2);

/// A renewal in progress.
#[derive(Clone)]
pub(super) struct Renewal {
    number: u64,
    result: Shared<oneshot::Receiver<Result<State, Error>>>,
    pulse: Arc<Pulse>,
}

impl Inner {
    /// Returns the stored login from the renewal in progress or a new one. If `stale` is given, its access token
    /// differs from it.
    pub(super) async fn renewed(self: &Arc<Self>, stale: Option<AccessToken>) -> Result<State, Error> {
        runtime()?;
        for _ in 0..ATTEMPTS {
            let (renewal, is_own) = match self.renewal(stale.as_ref())? {
                RenewalState::Running(renewal, is_own) => (renewal, is_own),
                RenewalState::Done(state) => return Ok(state),
            };
            let stopped = std::pin::pin!(renewal.pulse.stopped());
            match future::select(renewal.result, stopped).await {
                // A renewal that another call started may have been for the previous token. If this call started
                // it, Miro returned the same token.
                Either::Left((Ok(Ok(state)), _))
                    if !is_own && stale.as_ref() == Some(&state.access_token) => {}
                Either::Left((Ok(renewed), _)) => return renewed,
                // Its runtime was shut down, or stands still.
                Either::Left((Err(_), _)) | Either::Right(_) => self.forget_renewal(renewal.number),
            }
        }
        Err(Error::new(
            ErrorKind::Timeout,
            "the refresh of this login did not finish: its runtimes are no longer driven, or other processes interfere",
        ))
    }

    /// Returns the renewal to wait for.
    fn renewal(self: &Arc<Self>, stale: Option<&AccessToken>) -> Result<RenewalState, Error> {
        let mut memory = self.memory();
        // Only one in progress is here: at its end it is forgotten.
        if let Some(renewal) = &memory.renewal {
            return Ok(RenewalState::Running(renewal.clone(), false));
        }
        // A renewal that ended after the caller's check and before this lock has done the work already.
        if let (Some(state), Some(stale)) = (&memory.state, stale)
            && state.access_token != *stale
            && self.unsaved().is_none()
        {
            return Ok(RenewalState::Done(state.clone()));
        }
        let (number, stale) = (memory.next_number(), stale.cloned());
        let begun = self.begin(async move |inner: Arc<Self>, pulse: Arc<Pulse>| {
            let _forget = ForgetOnDrop { inner: inner.clone(), number };
            match Right::take(&inner, &pulse).await {
                Ok(mut right) => (right.renew(stale).await, Some(right)),
                Err(error) => (Err(error), None),
            }
        })?;
        let renewal = Renewal { number, result: begun.result.shared(), pulse: begun.pulse };
        memory.renewal = Some(renewal.clone());
        Ok(RenewalState::Running(renewal, true))
    }

    fn forget_renewal(&self, number: u64) {
        self.memory().renewal.take_if(|renewal| renewal.number == number);
    }
}

/// Forgets a renewal before its result is known, also if it panics. Waiting calls cannot do that: if all are
/// dropped, the next caller would get this old result.
struct ForgetOnDrop {
    inner: Arc<Inner>,
    number: u64,
}

impl Drop for ForgetOnDrop {
    fn drop(&mut self) {
        self.inner.forget_renewal(self.number);
    }
}

/// The renewal of a login.
enum RenewalState {
    /// In progress, and whether this call started it.
    Running(Renewal, bool),
    Done(State),
}

impl Right {
    /// Stores an unsaved login, and refreshes the login if its access token is the stale one.
    async fn renew(&mut self, stale: Option<AccessToken>) -> Result<State, Error> {
        let Some(stored) = self.stored().await? else {
            return Err(Inner::not_authorized());
        };
        // Nothing is stale, or another process was faster.
        if stale.is_none_or(|stale| stored.access_token != stale && stored.is_valid_for(Duration::ZERO)) {
            return Ok(stored);
        }
        self.refresh(stored).await?.ok_or_else(Inner::not_authorized)
    }

    /// Returns the stored login, after storing an unsaved one.
    pub(super) async fn stored(&mut self) -> Result<Option<State>, Error> {
        let unsaved = self.inner.unsaved();
        if let Some(login) = unsaved.clone().filter(UnsavedLogin::is_new) {
            return self.keep(login).await;
        }
        let stored = self.get().await?;
        if let Some(login) = unsaved {
            if login.may_replace(stored.as_ref()) {
                return self.keep(login).await;
            }
            self.inner.common.unsaved.remove(&self.inner.user, &login);
        }
        self.inner.memory().state.clone_from(&stored);
        Ok(stored)
    }

    /// Refreshes this login, which is the stored one.
    pub(super) async fn refresh(&mut self, stored: State) -> Result<Option<State>, Error> {
        let Some(refresh_token) = stored.refresh_token.clone() else {
            return Err(Error::new(
                ErrorKind::AuthorizationRequired,
                "the access token has ended and cannot be refreshed",
            ));
        };
        let inner = self.inner.clone();
        if let Some(error) = self.lease_error.take() {
            return Err(error);
        }
        if let Some(refusal) = inner.memory().refusal(&refresh_token) {
            return Err(refusal);
        }
        let begun_elsewhere = inner.begun_elsewhere(&stored, &refresh_token);
        // A storage that cannot be written to would lose the login, so it is written to before the refresh token
        // is used up. Not without a lease, because this could replace what another process has stored since. Also
        // not if another process is stopped in the middle of a refresh, however long ago, because it could not
        // store its pair any more.
        let is_noted = stored.refresh_begun_by_another(&inner.common.id).is_some();
        if !is_noted && begun_elsewhere.is_none() && self.keeps_others_out() {
            match self.set(Some(&stored.with_refresh_begun(&inner.common.id))).await? {
                Kept::Stored => self.before = Some(stored.clone()),
                Kept::Superseded => return self.reread().await,
            }
        }
        let request = RequestGuard::begin(&inner, &refresh_token);
        let refreshed =
            inner.step(Step::Request, inner.common.app.refresh(&inner.user, &stored, &refresh_token)).await;
        drop(request);
        let is_failure = !refreshed.as_ref().is_ok_and(|refreshed| refreshed.problem.is_none());
        inner.common.failures.note(&inner.user, is_failure);
        match refreshed {
            Ok(Refreshed { state, problem }) => {
                self.before = None;
                if problem.is_none() {
                    inner.memory().fetched = Some(state.access_token.clone());
                }
                let login = UnsavedLogin { state, replaces: Replaces::Refreshed(stored.access_token) };
                inner.common.unsaved.note(&inner.user, login.clone());
                let kept = self.keep(login).await?;
                problem.map_or(Ok(kept), Err)
            }
            Err(error) if error.kind() == ErrorKind::AuthorizationRequired => {
                if stored.earlier_refresh_token.is_some() {
                    let refresh_token = stored.earlier_refresh_token.clone();
                    let earlier = State { refresh_token, earlier_refresh_token: None, ..stored };
                    return Box::pin(self.refresh(earlier)).await;
                }
                self.after_refusal(&refresh_token, error, begun_elsewhere).await.map(Some)
            }
            Err(error) => Err(error),
        }
    }

    /// Returns the login after Miro refused its refresh token. If a storage has no lease, or it ended too early,
    /// another process may have used up that token and stored the next one.
    async fn after_refusal(
        &mut self,
        refused: &RefreshToken,
        error: Error,
        begun_elsewhere: Option<Duration>,
    ) -> Result<State, Error> {
        for pause in REREAD_PAUSES {
            sleep(pause).await;
            let stored = self.get().await?;
            if let Some(stored) = stored.filter(|stored| stored.refresh_token.as_ref() != Some(refused)) {
                self.inner.memory().state = Some(stored.clone());
                return Ok(stored);
            }
        }
        let (error, ttl) = match begun_elsewhere {
            Some(ago) => (in_doubt(ago).with_source(error), DOUBT_TTL),
            None => (error, REFUSAL_TTL),
        };
        self.inner.memory().refused(refused, &error, ttl);
        Err(error)
    }

    /// Stores a login before it may be used. Returns a newer stored one instead if there is one, and `None` if the
    /// user has logged out elsewhere.
    async fn keep(&mut self, login: UnsavedLogin) -> Result<Option<State>, Error> {
        for _ in 0..ATTEMPTS {
            match self.set(Some(&login.state)).await? {
                Kept::Stored => {
                    self.inner.common.unsaved.remove(&self.inner.user, &login);
                    self.inner.memory().state = Some(login.state.clone());
                    return Ok(Some(login.state));
                }
                // The user has just logged in, so what is stored is older.
                Kept::Superseded if login.is_new() => {
                    let _ = self.take_lease().await;
                }
                Kept::Superseded => {
                    let stored = self.reread().await?;
                    // The stored login is the one to replace: the lease has ended, and there is nothing newer.
                    if login.may_replace(stored.as_ref()) {
                        self.take_lease().await?;
                        continue;
                    }
                    self.inner.common.unsaved.remove(&self.inner.user, &login);
                    return Ok(stored);
                }
            }
        }
        Err(lease_conflict())
    }

    async fn reread(&mut self) -> Result<Option<State>, Error> {
        let stored = self.get().await?;
        self.inner.memory().state.clone_from(&stored);
        Ok(stored)
    }
}

impl Inner {
    /// Returns how long ago another task began to use up this refresh token: in another process, or in this one if
    /// it was not driven for a while.
    fn begun_elsewhere(&self, stored: &State, refresh_token: &RefreshToken) -> Option<Duration> {
        let by_another_process = stored.refresh_begun_by_another(&self.common.id);
        let here = self.memory().requested(refresh_token);
        by_another_process.into_iter().chain(here).filter(|ago| *ago < MAX_REFRESH_AGE).min()
    }
}

/// A request to the token endpoint in flight. Ended on drop, also together with its runtime.
struct RequestGuard {
    inner: Arc<Inner>,
    number: u64,
}

impl RequestGuard {
    fn begin(inner: &Arc<Inner>, refresh_token: &RefreshToken) -> Self {
        let number = inner.memory().begin_request(refresh_token);
        Self { inner: inner.clone(), number }
    }
}

impl Drop for RequestGuard {
    fn drop(&mut self) {
        self.inner.memory().end_request(self.number);
    }
}

fn in_doubt(ago: Duration) -> Error {
    Error::new(
        ErrorKind::Storage,
        format!(
            "Miro refused the refresh token, but a refresh of this login was begun elsewhere {} s ago and its result is not \
             stored: that process may be stopped; try again later",
            ago.as_secs()
        ),
    )
}

pub(super) fn lease_conflict() -> Error {
    Error::new(
        ErrorKind::Storage,
        "other processes kept replacing this login in the storage: its leases end before their holders are done",
    )
}
