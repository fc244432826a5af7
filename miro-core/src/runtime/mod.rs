//! The Tokio runtime that a future is polled on, and tasks on it. A leaf: everything may name it.

#[cfg(any(feature = "oauth", feature = "budget-redis"))]
mod tracker;

use std::fmt;

use tokio::runtime::Handle;

#[cfg(any(feature = "oauth", feature = "budget-redis"))]
pub(crate) use tracker::Tracker;

/// There is no Tokio runtime where one is needed, or it lacks what is needed.
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

/// The runtime of the caller, to run a task on that explains by itself what the runtime lacks.
pub(crate) fn of_caller() -> Result<Handle, WithoutRuntime> {
    Handle::try_current().map_err(|_| WithoutRuntime::Outside)
}

/// The runtime of the caller, which has timers.
#[cfg(any(feature = "oauth", feature = "budget-redis"))]
pub(crate) fn current() -> Result<Handle, WithoutRuntime> {
    let runtime = of_caller()?;
    // Tokio has no way to ask, and panics where there are none.
    match std::panic::catch_unwind(|| drop(tokio::time::sleep(std::time::Duration::ZERO))) {
        Ok(()) => Ok(runtime),
        Err(_) => Err(WithoutRuntime::WithoutTimers),
    }
}

#[cfg(all(test, any(feature = "oauth", feature = "budget-redis")))]
mod tests {
    use super::*;

    #[test]
    fn what_the_runtime_lacks_is_told() {
        assert_eq!(current().unwrap_err(), WithoutRuntime::Outside);
        let mut builder = tokio::runtime::Builder::new_current_thread();
        let without = builder.build().unwrap().block_on(async { current().unwrap_err() });
        assert_eq!(without, WithoutRuntime::WithoutTimers);
        assert!(builder.enable_time().build().unwrap().block_on(async { current().is_ok() }));
    }
}
