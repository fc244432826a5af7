//! A suite that checks whether a [`Storage`] keeps its contract. Run it on your own storage; every storage of this
//! crate passes it.
//!
//! ```
//! use miro_core::storage::conformance::{self, Processes};
//! use miro_core::storage::MemoryStorage;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let storage = MemoryStorage::new();
//! let report = conformance::run(Processes::Several, async || Ok(storage.clone())).await?;
//! assert!(report.checks().contains(&"a lease keeps others of the same view waiting"));
//! # Ok(())
//! # }
//! ```

mod concurrency;
mod leases;
mod marks;
mod report;
mod secrets;
mod subject;
#[cfg(test)]
mod tests;
mod users;
mod values;

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

pub use report::{Clause, Failure, Failures, Report};
use subject::Subject;

use super::{Storage, StorageError};

/// How many processes share the logins of a storage. It decides what the lease has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Processes {
    /// One process uses it. The lease need not exclude anyone, like the provided [`Storage::lease`].
    One,
    /// Several processes use it. The lease keeps others out, within a view and across views.
    Several,
}

/// The time limit of a check. Only a check that hangs exceeds it.
const CHECK_TIMEOUT: Duration = Duration::from_secs(120);

/// Checks that a storage keeps the contract of [`Storage`].
///
/// `open` is called at least three times. Each time it returns **a view of the same logins, as another process has
/// it**: a new pool to the same database, or the same file opened again. A storage that lives in one process
/// returns clones. The storage is empty at first, and not used by others; the suite removes what it has written.
/// `Debug` is required because one of the checks is that it shows no login.
///
/// Requires a Tokio runtime with time. The suite takes a few seconds, most of which it waits to see that nothing
/// happens. It neither prints nor panics; a panic of the storage is a failure.
///
/// Two clauses cannot be checked from outside: that no token is logged, and that when [`set`](Storage::set)
/// returns, the login survives a failure of the machine, not only of the process.
///
/// # Errors
/// [`Failures`] has every failed check, with the clause of the contract and what was observed, without any token.
pub async fn run<S: Storage + Debug>(
    processes: Processes,
    open: impl AsyncFn() -> Result<S, StorageError>,
) -> Result<Report, Failures> {
    let mut suite = Suite::default();
    match (open().await, open().await) {
        (Ok(one), Ok(other)) => {
            let subject = Subject::new(one, other);
            suite.all(processes, &subject).await;
            suite.reopened(subject, open).await;
        }
        (Err(error), _) | (_, Err(error)) => {
            suite.failed(
                "it opens twice",
                Clause::Kept,
                format!("`open` failed: {}", subject::shown(&error)),
            );
        }
    }
    suite.report.ended(suite.failures)
}

#[derive(Default)]
struct Suite {
    report: Report,
    failures: Vec<Failure>,
}

impl Suite {
    async fn all<S: Storage + Debug>(&mut self, processes: Processes, subject: &Subject<S>) {
        let new = || subject.clone();
        use Clause::{Fresh, Kept, Lease, Secret, UsersApart};

        self.check("a user who was never set has no login", Kept, values::nothing(new())).await;
        self.check("a login is read back exactly", Kept, values::exact(new())).await;
        self.check("a login replaces the previous one", Kept, values::replaced(new())).await;
        self.check("a login is removed, once or twice", Kept, values::removed(new())).await;
        self.check("another view sees a change at once", Fresh, values::seen_elsewhere(new())).await;

        self.check("users with similar keys have separate logins", UsersApart, users::apart(new())).await;

        self.check("concurrent sets of many users are all kept", Kept, concurrency::many_users(new())).await;
        self.check(
            "concurrent sets of one user leave one of them intact",
            Kept,
            concurrency::one_user(new()),
        )
        .await;

        self.check("a lease can be taken again", Lease, leases::again(new())).await;
        self.check("the holder of a lease reads and writes", Lease, leases::used(new())).await;
        self.check("a long login is written under a lease", Lease, leases::promised(new())).await;
        self.check("a lease does not block other users", Lease, leases::other_user(new())).await;
        self.check("many users have leases at the same time", Lease, leases::many(new())).await;
        self.check("an abandoned wait leaves nothing behind", Lease, leases::given_up(new())).await;
        if processes == Processes::Several {
            let (one, other) = (new(), new());
            self.check("a lease keeps others of the same view waiting", Lease, leases::in_a_view(one)).await;
            self.check("a lease keeps other views waiting", Lease, leases::across_views(other)).await;
            self.check("changes under the lease are not lost", Lease, leases::counted(new())).await;
        }

        self.check("`Debug` shows no login", Secret, secrets::debug(new())).await;
    }

    /// Checks that a view that is opened after all others were closed sees the login.
    async fn reopened<S: Storage>(
        &mut self,
        subject: Subject<S>,
        open: impl AsyncFn() -> Result<S, StorageError>,
    ) {
        const NAME: &str = "a view that is opened later sees the login";
        let (view, user) = (subject.one.clone(), subject.user("reopened"));
        let state = subject.state("reopened");
        let (kept, expected) = (user.clone(), state.clone());
        let set = async move { subject::set(&*view, &kept, Some(&expected)).await };
        if !self.check("a login is kept before all views are closed", Clause::Kept, set).await {
            return;
        }
        let last = subject.without_views();
        match open().await {
            Err(error) => {
                let seen = format!("`open` failed the third time: {}", subject::shown(&error));
                self.failed(NAME, Clause::Kept, seen);
            }
            Ok(view) => {
                let last = last.with(Arc::new(view));
                let seen = last.clone();
                let look =
                    async move { subject::expect(&*seen.one, &user, Some(&state), "in a new view").await };
                self.check(NAME, Clause::Kept, look).await;
                self.check("the logins of the suite can be removed", Clause::Kept, values::cleared(last))
                    .await;
            }
        }
    }

    /// Runs a check on a separate task, so that a panic of the storage ends nothing else. Returns whether it
    /// passed.
    async fn check(
        &mut self,
        name: &'static str,
        clause: Clause,
        check: impl Future<Output = Result<(), String>> + Send + 'static,
    ) -> bool {
        let task = tokio::spawn(tokio::time::timeout(CHECK_TIMEOUT, check));
        let seen = match task.await {
            Ok(Ok(Ok(()))) => {
                self.report.passed(name);
                return true;
            }
            Ok(Ok(Err(seen))) => seen,
            Ok(Err(_)) => format!("it has not ended after {} seconds", CHECK_TIMEOUT.as_secs()),
            Err(error) if error.is_panic() => "the storage panicked".to_owned(),
            Err(_) => "the runtime ended".to_owned(),
        };
        self.failed(name, clause, seen);
        false
    }

    fn failed(&mut self, check: &'static str, clause: Clause, seen: String) {
        if clause != Clause::Secret && seen.contains(marks::ERROR_WITH_A_LOGIN) {
            self.failures.push(Failure::new(
                check,
                Clause::Secret,
                "an error's text shows a token".to_owned(),
            ));
        }
        self.failures.push(Failure::new(check, clause, seen));
    }
}
