use std::fmt;

/// A clause of the contract of [`Storage`](crate::storage::Storage).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Clause {
    /// What `set` was told is there for the next `get`, whole and exact.
    Kept,
    /// `get` never returns a value from a cache that another process cannot see.
    Fresh,
    /// Logins of different users do not touch each other, and any text names a user.
    UsersApart,
    /// A lease is had by one at a time, until it is dropped, and keeps no other user waiting.
    Lease,
    /// Errors and `Debug` never show a login.
    Secret,
}

impl fmt::Display for Clause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Kept => "the next `get` returns what `set` stored",
            Self::Fresh => "`get` never returns a value from a cache that another process cannot see",
            Self::UsersApart => {
                "logins of different users do not touch each other, and any text names a user"
            }
            Self::Lease => {
                "a lease is had by one at a time until it is dropped, and keeps no other user waiting"
            }
            Self::Secret => "errors and `Debug` never show a login",
        })
    }
}

/// What a storage has passed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Report {
    checks: Vec<&'static str>,
}

impl Report {
    /// The names of the checks that were passed, in the order in which they ran.
    #[must_use]
    pub fn checks(&self) -> &[&'static str] {
        &self.checks
    }

    pub(super) fn passed(&mut self, check: &'static str) {
        self.checks.push(check);
    }

    pub(super) fn ended(self, failures: Vec<Failure>) -> Result<Self, Failures> {
        if failures.is_empty() { Ok(self) } else { Err(Failures { failures, passed: self }) }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} checks passed", self.checks.len())?;
        self.checks.iter().try_for_each(|check| write!(formatter, "\n- {check}"))
    }
}

/// A check that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    check: &'static str,
    clause: Clause,
    seen: String,
}

impl Failure {
    pub(super) fn new(check: &'static str, clause: Clause, seen: String) -> Self {
        Self { check, clause, seen }
    }

    /// The name of the check.
    #[must_use]
    pub fn check(&self) -> &'static str {
        self.check
    }

    /// What does not hold.
    #[must_use]
    pub fn clause(&self) -> Clause {
        self.clause
    }

    /// What was done, and what came of it.
    #[must_use]
    pub fn seen(&self) -> &str {
        &self.seen
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {} (contract: {})", self.check, self.seen, self.clause)
    }
}

/// The checks that a storage failed: one at least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failures {
    failures: Vec<Failure>,
    passed: Report,
}

impl Failures {
    /// The checks that failed, in the order in which they ran.
    #[must_use]
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }

    /// What was passed nevertheless.
    pub fn passed(&self) -> &Report {
        &self.passed
    }
}

impl fmt::Display for Failures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (failed, passed) = (self.failures.len(), self.passed.checks.len());
        write!(formatter, "the storage failed {failed} of {} checks:", failed + passed)?;
        self.failures.iter().try_for_each(|failure| write!(formatter, "\n- {failure}"))
    }
}

impl std::error::Error for Failures {}
