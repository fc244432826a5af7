use std::fmt;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll, ready};

use tokio_util::task::AbortOnDropHandle;

use super::Request;
use crate::error::Error;
use crate::operation::Operation;
use crate::response::Response;
use crate::task;

/// A request in flight, from its first poll to its response.
///
/// It runs on a task, which is aborted when this is dropped. So it makes progress without being polled, and no
/// other call ever waits for a future that a program keeps without polling it: for its turn, its probe, its
/// connection or its share of a connection's window.
pub(crate) struct Exchange(State);

type Check = fn(Response) -> Result<Response, Error>;

enum State {
    Unsent(Box<(Request, Check)>),
    InFlight(AbortOnDropHandle<Result<Response, Error>>, &'static Operation),
    Failed(Option<Error>),
}

impl Exchange {
    pub(super) fn new(request: Request, check: Check) -> Self {
        Self(State::Unsent(Box::new((request, check))))
    }

    /// Starts the request, unless it has started already.
    pub(crate) fn start(&mut self) {
        let state = std::mem::replace(&mut self.0, State::Failed(None));
        self.0 = match state {
            State::Unsent(unsent) => {
                let (request, check) = *unsent;
                let operation = request.operation;
                match task::spawn(async move { check(request.respond().await?) }) {
                    Ok(handle) => State::InFlight(handle, operation),
                    Err(error) => State::Failed(Some(error.with_operation(operation))),
                }
            }
            started => started,
        };
    }
}

impl Future for Exchange {
    type Output = Result<Response, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut TaskContext<'_>) -> Poll<Self::Output> {
        self.start();
        match &mut self.0 {
            State::InFlight(handle, operation) => {
                let ended = |error| Err(task::ended(error).with_operation(operation));
                Poll::Ready(ready!(Pin::new(handle).poll(context)).unwrap_or_else(ended))
            }
            State::Failed(error) => error.take().map_or(Poll::Pending, |error| Poll::Ready(Err(error))),
            State::Unsent(_) => Poll::Pending,
        }
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Exchange")
    }
}
