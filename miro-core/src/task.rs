//! Work on tasks, which makes progress even if the caller's future is not polled.

use std::any::Any;
use std::panic;

use tokio::task::JoinError;
use tokio_util::task::AbortOnDropHandle;
use tracing::Instrument;
use tracing::instrument::WithSubscriber;

use crate::error::{Error, ErrorKind, Outcome};
use crate::runtime::{self, WithoutRuntime};

/// Spawns this on a task of the current runtime, which is aborted when the handle is dropped.
///
/// The task keeps the span and the subscriber of the caller.
///
/// # Errors
/// [`ErrorKind::Configuration`] outside of a Tokio runtime.
pub(crate) fn spawn<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> Result<AbortOnDropHandle<T>, Error> {
    let runtime = runtime::of_caller().map_err(without_runtime)?;
    Ok(AbortOnDropHandle::new(match tracing::dispatcher::has_been_set() {
        true => runtime.spawn(work.in_current_span().with_current_subscriber()),
        false => runtime.spawn(work),
    }))
}

fn without_runtime(error: WithoutRuntime) -> Error {
    Error::new(ErrorKind::Configuration, format!("nothing was sent: {error}")).with_outcome(Outcome::NotSent)
}

/// Returns the error of a task that ended without a result. A panic continues in the caller, as if there were no
/// task.
pub(crate) fn ended(error: JoinError) -> Error {
    let Ok(payload) = error.try_into_panic() else {
        return Error::new(ErrorKind::Connection, "the runtime that the call ran on was shut down");
    };
    about_the_runtime(&*payload).unwrap_or_else(|| panic::resume_unwind(payload))
}

/// Returns the error of a panic on a task that several callers await.
#[cfg(feature = "oauth")]
pub(crate) fn of_panic(payload: &(dyn Any + Send)) -> Error {
    about_the_runtime(payload).unwrap_or_else(|| {
        let text = text_of_panic(payload).unwrap_or("without a text");
        let detail = format!("a refresh, login or logout panicked, in the transport or a middleware: {text}");
        Error::new(ErrorKind::Connection, detail)
    })
}

/// Tokio panics if a runtime lacks timers or IO, and cannot be asked.
fn about_the_runtime(payload: &(dyn Any + Send)) -> Option<Error> {
    let text = text_of_panic(payload)?;
    let is_about_it = ["timers are disabled", "IO is disabled"].iter().any(|words| text.contains(words));
    let detail = "calls need the timers and the IO of the Tokio runtime: build it with enable_all()";
    is_about_it.then(|| Error::new(ErrorKind::Configuration, detail))
}

pub(crate) fn text_of_panic(payload: &(dyn Any + Send)) -> Option<&str> {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fails_without_a_runtime() {
        let error = spawn(async {}).unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Configuration, Outcome::NotSent));
        assert!(error.to_string().contains("Tokio runtime"), "{error}");
    }

    #[tokio::test]
    async fn tells_a_shutdown_from_a_panic() {
        let task = tokio::spawn(std::future::pending::<()>());
        task.abort();
        assert_eq!(ended(task.await.unwrap_err()).kind(), ErrorKind::Connection);
        let panicked = tokio::spawn(async { panic!("of the caller's own") }).await.unwrap_err();
        let caught = panic::catch_unwind(panic::AssertUnwindSafe(|| ended(panicked))).unwrap_err();
        assert_eq!(caught.downcast_ref::<&str>(), Some(&"of the caller's own"));
    }

    #[test]
    fn explains_a_runtime_without_io() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let error = runtime.block_on(async {
            let task = spawn(async { drop(tokio::net::TcpListener::bind("127.0.0.1:0").await) }).unwrap();
            ended(task.await.unwrap_err())
        });
        assert!(error.to_string().contains("enable_all()"), "{error}");
    }

    #[test]
    fn explains_a_runtime_without_timers() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let error = runtime.block_on(async {
            let task = spawn(async { tokio::time::sleep(std::time::Duration::from_secs(1)).await }).unwrap();
            ended(task.await.unwrap_err())
        });
        assert!(error.to_string().contains("enable_all()"), "{error}");
    }
}
