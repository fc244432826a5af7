use std::fmt;

/// A clause of the contract of [`Storage`](crate::storage::Storage).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Clause {
    /// The next `get` returns exactly what `set` stored.
    Kept,
    /// `get` never returns a value from a cache that another process cannot see.
    Fresh,
    /// Logins of different users are independent, and any text is a valid user key.
    UsersApart,
    /// Only one holder has a lease at a time, until it is dropped. A lease does not block other users.
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
                "logins of different users are independent, and any text is a valid user key"
            }
            Self::Lease => {
                "only one holder has a lease at a time, until it is dropped, and it does not block other users"
            }
            Self::Secret => "errors and `Debug` never show a login",
        })
    }
}

/// The checks that a storage has passed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Report {
    checks: Vec<&'static str>,
}

impl Report {
    /// Returns the names of the checks that passed, in the order in which they ran.
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

    /// Returns the name of the check.
    #[must_use]
    pub fn check(&self) -> &'static str {
        self.check
    }

    /// Returns the clause that does not hold.
    #[must_use]
    pub fn clause(&self) -> Clause {
        self.clause
    }

    /// Returns what was done and observed.
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

/// The checks that a storage failed, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failures {
    failures: Vec<Failure>,
    passed: Report,
}

impl Failures {
    /// Returns the checks that failed, in the order in which they ran.
    #[must_use]
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }

    /// Returns the checks that passed nevertheless.
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
