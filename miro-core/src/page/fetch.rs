use crate::error::{Error, ErrorKind};
use crate::response::Response;
use crate::transport::BoxFuture;

/// A page that is on its way.
pub(super) type Fetch = BoxFuture<'static, Result<Response, Error>>;

/// Lets a fetch go on while nobody polls it; it ends with the stream.
pub(super) fn on_a_task(fetch: Fetch) -> Fetch {
    struct Task(tokio::task::JoinHandle<Result<Response, Error>>);
    impl Drop for Task {
        fn drop(&mut self) {
            self.0.abort();
        }
    }
    let mut task = Task(tokio::spawn(fetch));
    Box::pin(async move {
        (&mut task.0).await.unwrap_or_else(|error| {
            Err(Error::new(ErrorKind::Connection, "the task that fetched the page has ended")
                .with_source(error))
        })
    })
}
