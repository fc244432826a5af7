//! The steps of every request between its builder and the transport.
//!
//! `stack()` and `LastSteps` define their order: trace → retry → (the user's own) → rate limit → authentication →
//! transport.

mod auth;
mod progress;
pub(crate) mod rate_limit;
mod retry;
mod terminal;
mod trace;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use http::{HeaderValue, StatusCode};

use crate::budget::{Budget, Priority};
use crate::error::{Error, is_not_sent};
use crate::hosts::{Audience, TrustedHosts};
use crate::operation::{Host, Operation};
use crate::sent::LastSent;
use crate::token::{TokenProvider, UserKey};
use crate::transport::{Body, BoxFuture, Transport};

pub use retry::RetryPolicy;

/// A step around every attempt of a request: it may change the request, respond itself, or inspect the response.
///
/// # Contract
///
/// - Call [`Next::run`] once for each request to send. It may be called again with a [clone](Body::try_clone) of
///   the request.
/// - Every HTTP status is `Ok`; an error means that there is no response. The body of a response is complete.
/// - A 401 is a response as well: return it unchanged. If there is another token, an attempt with that token
///   follows.
/// - The request has no token yet, because authentication is the last step. `Accept` and `User-Agent` are added
///   after it if they are missing.
///
/// ```
/// use miro_core::middleware::{Middleware, Next};
/// use miro_core::transport::{Body, BoxFuture};
///
/// /// Requests responses in one language.
/// #[derive(Debug)]
/// struct Language;
///
/// impl Middleware for Language {
///     fn handle<'a>(
///         &'a self,
///         mut request: http::Request<Body>,
///         next: Next<'a>,
///     ) -> BoxFuture<'a, Result<http::Response<Body>, miro_core::Error>> {
///         request.headers_mut().insert("accept-language", http::HeaderValue::from_static("en"));
///         next.run(request)
///     }
/// }
/// ```
pub trait Middleware: Send + Sync + fmt::Debug {
    /// Handles a request, in most cases with `next.run(request)`.
    fn handle<'a>(
        &'a self,
        request: http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, Error>>;
}

/// The remaining steps, with the transport as the last.
#[derive(Clone, Copy)]
pub struct Next<'a> {
    middlewares: &'a [Arc<dyn Middleware>],
    last: &'a LastSteps,
    context: &'a Context,
}

impl<'a> Next<'a> {
    pub(crate) fn new(
        middlewares: &'a [Arc<dyn Middleware>],
        last: &'a LastSteps,
        context: &'a Context,
    ) -> Self {
        Self { middlewares, last, context }
    }

    /// Passes the request on.
    pub fn run(self, request: http::Request<Body>) -> BoxFuture<'a, Result<http::Response<Body>, Error>> {
        match self.middlewares.split_first() {
            Some((first, rest)) => first.handle(request, Self { middlewares: rest, ..self }),
            None => self.last.run(request, self.context),
        }
    }

    /// The operation of the request.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.context.operation
    }

    /// The user whose budget the request spends.
    #[must_use]
    pub fn user(&self) -> &UserKey {
        &self.context.user
    }

    /// The credits that the request spends.
    #[must_use]
    pub fn credits(&self) -> u32 {
        self.context.credits
    }

    /// The number of this attempt, from 1.
    #[must_use]
    pub fn attempt(&self) -> u32 {
        self.context.attempts.load(Ordering::Relaxed)
    }

    pub(crate) fn context(&self) -> &'a Context {
        self.context
    }
}

impl fmt::Debug for Next<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.middlewares).finish()
    }
}

/// The data of a call that middlewares need in addition to its HTTP request.
pub(crate) struct Context {
    pub(crate) operation: &'static Operation,
    pub(crate) credits: u32,
    pub(crate) idempotent: bool,
    pub(crate) timeout: Duration,
    /// In bytes, decompressed.
    pub(crate) max_response_bytes: usize,
    pub(crate) audience: Audience,
    pub(crate) user: UserKey,
    pub(crate) user_agent: HeaderValue,
    pub(crate) priority: Priority,
    /// The source of the token; `None` for calls that carry no token.
    pub(crate) tokens: Option<Arc<dyn TokenProvider>>,
    pub(crate) attempts: AtomicU32,
    /// Replaces the client's policy.
    pub(crate) retry: Option<RetryPolicy>,
    /// The progress of the attempt in flight.
    pub(crate) progress: Progress,
    /// The token of the next attempt, in place of the refused one.
    pub(crate) replacement: Replacement,
    pub(crate) last_sent: LastSent,
}

impl Context {
    /// Returns the `Accept` header of the request.
    fn accept(&self) -> HeaderValue {
        HeaderValue::from_static(match self.audience {
            Audience::Host(Host::Scim) => "application/scim+json, application/json",
            Audience::Anyone => "*/*",
            _ => "application/json",
        })
    }
}

/// The middlewares of a client, outermost first.
pub(crate) fn stack(retry: RetryPolicy, own: Vec<Arc<dyn Middleware>>) -> Vec<Arc<dyn Middleware>> {
    let mut stack: Vec<Arc<dyn Middleware>> =
        vec![Arc::new(trace::Trace), Arc::new(retry::Retry::new(retry))];
    stack.extend(own);
    stack
}

/// The last steps of every attempt. They are not middlewares, because nothing comes in between: that saves three
/// boxes and their copies.
#[derive(Debug)]
pub(crate) struct LastSteps {
    budget: Budget,
    authentication: Authentication,
    transport: Arc<dyn Transport>,
}

impl LastSteps {
    pub(crate) fn new(budget: Budget, trusted: TrustedHosts, transport: Arc<dyn Transport>) -> Self {
        Self { budget, authentication: Authentication::new(trusted), transport }
    }

    pub(crate) fn budget(&self) -> &Budget {
        &self.budget
    }

    fn run<'a>(
        &'a self,
        mut request: http::Request<Body>,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<http::Response<Body>, Error>> {
        Box::pin(async move {
            let length = http_body::Body::size_hint(request.body()).exact();
            context.progress.set(Step::Credits);
            let unsent = Unsent::permit(&self.budget, length, context).await;
            context.progress.set(Step::Token);
            let (token, time_left) = self.authentication.authorize(&mut request, context).await?;
            let permit = unsent.sent();
            let response = terminal::send(&*self.transport, request, context, time_left).await;
            match (permit, &response) {
                (Some(permit), Ok(response)) => permit.responded(response.status(), response.headers()),
                (Some(permit), Err(error)) if is_not_sent(error) => permit.unsent(),
                _ => {}
            }
            let response = response?;
            if let (StatusCode::UNAUTHORIZED, Some(refused)) = (response.status(), token) {
                // Boxed because it is rare, and would enlarge the future of every call.
                Box::pin(self.authentication.replace(&refused, context)).await?;
            }
            Ok(response)
        })
    }
}

use auth::Authentication;
pub(crate) use auth::Replacement;
pub(crate) use progress::Progress;
use progress::Step;
use rate_limit::Unsent;
pub(crate) use terminal::timeout_error;

/// Clones the request, if its body can be cloned.
fn try_clone(request: &http::Request<Body>) -> Option<http::Request<Body>> {
    let mut copy = http::Request::new(request.body().try_clone()?);
    *copy.method_mut() = request.method().clone();
    *copy.uri_mut() = request.uri().clone();
    *copy.version_mut() = request.version();
    *copy.headers_mut() = request.headers().clone();
    *copy.extensions_mut() = request.extensions().clone();
    Some(copy)
}
