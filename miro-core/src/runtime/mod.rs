//! The Tokio runtime that a future is polled on, and tasks on it. Every module may depend on this one.

#[cfg(any(feature = "oauth", feature = "budget-redis"))]
mod tracker;

use std::fmt;

use tokio::runtime::Handle;

#[cfg(any(feature = "oauth", feature = "budget-redis"))]
pub(crate) use tracker::Tracker;

/// The error of a missing Tokio runtime, or of one without timers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WithoutRuntime {
    Outside,
    #[cfg(any(feature = "oauth", feature = "budget-redis"))]
    WithoutTimers,
}

impl fmt::Display for WithoutRuntime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Outside => {
                "there is no Tokio runtime: await this within one, such as that of #[tokio::main] or Runtime::block_on()"
            }
            #[cfg(any(feature = "oauth", feature = "budget-redis"))]
            Self::WithoutTimers => "the Tokio runtime has no timers: build it with enable_all()",
        })
    }
}

/// Returns the runtime of the caller, for a task that reports missing timers itself.
pub(crate) fn of_caller() -> Result<Handle, WithoutRuntime> {
    Handle::try_current().map_err(|_| WithoutRuntime::Outside)
}

/// Returns the runtime of the caller, which has timers.
#[cfg(any(feature = "oauth", feature = "budget-redis"))]
pub(crate) fn current() -> Result<Handle, WithoutRuntime> {
    let runtime = of_caller()?;
    // Tokio cannot be asked for timers, and panics if there are none.
    match std::panic::catch_unwind(|| drop(tokio::time::sleep(std::time::Duration::ZERO))) {
        Ok(()) => Ok(runtime),
        Err(_) => Err(WithoutRuntime::WithoutTimers),
    }
}

#[cfg(all(test, any(feature = "oauth", feature = "budget-redis")))]
mod tests {
    use super::*;

    #[test]
    fn reports_a_missing_runtime_and_missing_timers() {
        assert_eq!(current().unwrap_err(), WithoutRuntime::Outside);
        let mut builder = tokio::runtime::Builder::new_current_thread();
        let without = builder.build().unwrap().block_on(async { current().unwrap_err() });
        assert_eq!(without, WithoutRuntime::WithoutTimers);
        assert!(builder.enable_time().build().unwrap().block_on(async { current().is_ok() }));
    }
}
