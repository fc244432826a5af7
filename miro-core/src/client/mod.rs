//! The client: transport, middlewares, hosts and limits of all calls.

mod builder;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;

pub use crate::hosts::Hosts;
pub use builder::ClientBuilder;

use crate::budget::Budget;
use crate::error::{Error, transport_failure};
use crate::middleware::{Context, LastSteps, Middleware, Next, timeout_error};
use crate::transport::Body;

/// The transport, the middlewares, the hosts and the limits that calls share. Clones are cheap, and share
/// connections and limits.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    middlewares: Vec<Arc<dyn Middleware>>,
    last: LastSteps,
    hosts: Hosts,
    user_agent: HeaderValue,
    timeout: Duration,
    max_response_bytes: usize,
}

impl Client {
    /// The hosts that calls go to.
    #[must_use]
    pub fn hosts(&self) -> &Hosts {
        &self.0.hosts
    }

    /// The credits that calls spend.
    #[must_use]
    pub fn budget(&self) -> &Budget {
        self.0.last.budget()
    }

    pub(crate) fn user_agent(&self) -> HeaderValue {
        self.0.user_agent.clone()
    }

    pub(crate) fn timeout(&self) -> Duration {
        self.0.timeout
    }

    pub(crate) fn max_response_bytes(&self) -> usize {
        self.0.max_response_bytes
    }

    /// Sends a request through the middlewares, and waits for the complete response.
    // Not an `async fn`, which would hold the request beside the value that is made from it.
    pub(crate) fn run<'a>(
        &'a self,
        request: http::Request<Body>,
        context: &'a Context,
    ) -> impl Future<Output = Result<http::Response<Bytes>, Error>> + Send + 'a {
        let response = Next::new(&self.0.middlewares, &self.0.last, context).run(request);
        async move {
            let (head, body) = response.await?.into_parts();
            let body = match body.into_bytes() {
                Ok(bytes) => bytes,
                // A middleware of the user returned this body.
                Err(stream) => {
                    let body = Box::pin(stream.collect(context.max_response_bytes));
                    let body = tokio::time::timeout(context.timeout, body).await;
                    body.map_err(|_| timeout_error(context.timeout))?.map_err(transport_failure)?
                }
            };
            Ok(http::Response::from_parts(head, body))
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("hosts", &self.0.hosts)
            .field("middlewares", &self.0.middlewares)
            .field("last", &self.0.last)
            .finish_non_exhaustive()
    }
}
