//! The time limits of the steps that replace a login, and their errors.

use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::timeout;

use super::Inner;
use crate::error::{Error, ErrorKind};
use crate::runtime;

/// Returns the runtime of the caller, for the tasks and timers of a login.
///
/// # Errors
/// [`ErrorKind::Configuration`] outside of a runtime.
pub(super) fn runtime() -> Result<Handle, Error> {
    runtime::current().map_err(|error| Error::new(ErrorKind::Configuration, error.to_string()))
}

/// A step that is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The end of another refresh, login or logout of this user in this process.
    Turn,
    /// The storage's lease.
    Lease,
    Read,
    Write,
    /// A request to Miro with all of its attempts, each of which has the timeout of the client.
    Request,
}

impl Step {
    /// Returns the time limit. A storage that takes longer is faulty, and an error helps its user more. The limit
    /// of a lease is shorter than the default timeout of a call, so that the error names the lease.
    pub(super) fn limit(self) -> Duration {
        Duration::from_secs(match self {
            Self::Turn => 120,
            Self::Lease => 20,
            Self::Read | Self::Write => 10,
            Self::Request => 300,
        })
    }

    /// Waits for this step, at most for its time limit.
    pub(super) async fn of<T>(self, work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        // Without a runtime, a timer would panic.
        runtime()?;
        timeout(self.limit(), work).await.unwrap_or_else(|_| Err(self.timed_out()))
    }

    /// Describes what this step waits for, as part of a sentence.
    pub(super) fn awaited(self) -> &'static str {
        match self {
            Self::Turn => "another refresh, login or logout of this user",
            Self::Lease => "the lease of this login, which another process may hold",
            Self::Read => "the storage to return the login",
            Self::Write => "the storage to store the login",
            Self::Request => "Miro to respond to a request for a token",
        }
    }

    fn timed_out(self) -> Error {
        let seconds = self.limit().as_secs();
        let (kind, detail) = match self {
            Self::Turn => (
                ErrorKind::Timeout,
                format!("another refresh, login or logout of this user has been under way for {seconds} s"),
            ),
            Self::Lease => (
                ErrorKind::Storage,
                format!(
                    "the storage did not give the lease of this login within {seconds} s: the process that holds it may be \
                     stopped, or the storage unreachable; try again later"
                ),
            ),
            Self::Read => (
                ErrorKind::Storage,
                format!("the storage did not return the login within {seconds} s: check it, and try again"),
            ),
            Self::Write => (
                ErrorKind::Storage,
                format!("the storage did not store the login within {seconds} s: check it, and try again"),
            ),
            Self::Request => {
                (ErrorKind::Timeout, format!("Miro did not respond to the request within {seconds} s"))
            }
        };
        Error::new(kind, detail)
    }
}

impl Inner {
    /// Waits for this step, at most for its time limit. Meanwhile the step is listed in `awaits`.
    pub(super) async fn step<T>(
        &self,
        step: Step,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let _awaited = Awaited::begin(self, step);
        step.of(work).await
    }
}

/// Lists a step in `awaits` until it is dropped.
struct Awaited<'a> {
    inner: &'a Inner,
    step: Step,
}

impl<'a> Awaited<'a> {
    fn begin(inner: &'a Inner, step: Step) -> Self {
        inner.memory().awaits.push(step);
        Self { inner, step }
    }
}

impl Drop for Awaited<'_> {
    fn drop(&mut self) {
        let awaits = &mut self.inner.memory().awaits;
        if let Some(index) = awaits.iter().position(|step| *step == self.step) {
            awaits.remove(index);
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::Instant;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn each_step_has_a_limit_and_its_error_names_it() {
        for (step, seconds, kind, words) in [
            (Step::Turn, 120, ErrorKind::Timeout, "another refresh, login or logout"),
            (Step::Lease, 20, ErrorKind::Storage, "did not give the lease"),
            (Step::Read, 10, ErrorKind::Storage, "did not return the login"),
            (Step::Write, 10, ErrorKind::Storage, "did not store the login"),
            (Step::Request, 300, ErrorKind::Timeout, "did not respond"),
        ] {
            let begun = Instant::now();
            let error = step.of(std::future::pending::<Result<(), _>>()).await.unwrap_err();
            assert_eq!(begun.elapsed(), Duration::from_secs(seconds));
            assert_eq!(error.kind(), kind);
            let text = error.to_string();
            assert!(text.contains(words) && text.contains(&format!("{seconds} s")), "{text}");
            assert_eq!(step.of(std::future::ready(Ok(7))).await.unwrap(), 7);
        }
    }
}
