use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::{Client, Hosts, Inner};
use crate::budget::Budget;
use crate::error::{Error, ErrorKind};
use crate::hosts::TrustedHosts;
use crate::middleware::{self, LastSteps, Middleware, RetryPolicy};
use crate::transport::Transport;
#[cfg(feature = "reqwest")]
use crate::transport::{Body, BoxFuture, TransportError, TransportErrorKind};

/// Sets up what all calls share.
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until it is built"]
pub struct ClientBuilder {
    hosts: Hosts,
    transport: Option<Arc<dyn Transport>>,
    middlewares: Vec<Arc<dyn Middleware>>,
    retry: RetryPolicy,
    budget: Budget,
    user_agent: Option<String>,
    timeout: Duration,
    max_response_bytes: usize,
}

const TIMEOUT: Duration = Duration::from_secs(30);

/// Far above Miro's largest pages, far below what would hurt a server with many users.
const MAX_RESPONSE_BYTES: usize = 64 << 20;

const USER_AGENT: &str = concat!("miro-rust/", env!("CARGO_PKG_VERSION"));

impl ClientBuilder {
    /// Miro's own addresses, the default transport, the standard retries.
    pub fn new() -> Self {
        Self {
            hosts: Hosts::miro(),
            transport: None,
            middlewares: Vec::new(),
            retry: RetryPolicy::standard(),
            budget: Budget::new(),
            user_agent: None,
            timeout: TIMEOUT,
            max_response_bytes: MAX_RESPONSE_BYTES,
        }
    }

    /// The addresses that calls go to; Miro's own if they are not set.
    pub fn hosts(mut self, hosts: Hosts) -> Self {
        self.hosts = hosts;
        self
    }

    /// How requests reach the server; reqwest if it is not set.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Adds a step around every try of a request; the first one added is the outermost.
    pub fn middleware(mut self, middleware: impl Middleware + 'static) -> Self {
        self.middlewares.push(Arc::new(middleware));
        self
    }

    /// When failed calls are tried again.
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// Whose credits calls spend, and how; a budget of its own if it is not set.
    pub fn budget(mut self, budget: Budget) -> Self {
        self.budget = budget;
        self
    }

    /// What the program calls itself, in front of this crate's name: `my-app/1.0`, in ASCII.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// How long one try of a call may take until all of its answer is there; 30 seconds if it is not set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The largest answer that is accepted, in bytes; 64 MiB if it is not set.
    ///
    /// It counts what an answer holds, not how well it is compressed, and no more than that is kept in memory. A larger
    /// one is an error of the kind [`UnexpectedResponse`](ErrorKind::UnexpectedResponse), and is not asked for again. A
    /// download can have [a limit of its own](crate::Download::max_response_bytes).
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// The client.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] names the setting that is wrong, or says that there is no transport.
    pub fn build(self) -> Result<Client, Error> {
        self.hosts.check()?;
        let user_agent = match &self.user_agent {
            Some(own) => with_own_name(own)?,
            None => HeaderValue::from_static(USER_AGENT),
        };
        let transport = match self.transport.clone() {
            Some(transport) => transport,
            None => default_transport()?,
        };
        Ok(self.assemble(transport, user_agent))
    }

    fn assemble(self, transport: Arc<dyn Transport>, user_agent: HeaderValue) -> Client {
        let trusted = TrustedHosts::of(&self.hosts);
        Client(Arc::new(Inner {
            middlewares: middleware::stack(self.retry, self.middlewares),
            last: LastSteps::new(self.budget, trusted, transport),
            hosts: self.hosts,
            user_agent,
            timeout: self.timeout,
            max_response_bytes: self.max_response_bytes,
        }))
    }
}

/// # Errors
/// Refuses what servers would cut off, end the header at, or read in another character set.
fn with_own_name(own: &str) -> Result<HeaderValue, Error> {
    let is_plain = own.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') && !own.starts_with(' ');
    let value = is_plain.then(|| HeaderValue::from_str(&format!("{own} {USER_AGENT}")).ok());
    value.flatten().ok_or_else(|| {
        Error::new(ErrorKind::Configuration, "the user agent has characters that no header can carry")
    })
}

impl Default for ClientBuilder {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(feature = "reqwest")]
impl Client {
    /// Miro's own addresses, the default transport, the standard retries.
    ///
    /// Should the default transport not work on this machine, the calls say so.
    #[must_use]
    pub fn new() -> Self {
        #[derive(Debug)]
        struct Unavailable(Error);

        impl Transport for Unavailable {
            fn send(
                &self,
                _: http::Request<Body>,
            ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
                let error = TransportError::new(TransportErrorKind::Request, self.0.clone());
                Box::pin(async move { Err(error) })
            }
        }

        let transport = default_transport().unwrap_or_else(|error| Arc::new(Unavailable(error)));
        ClientBuilder::new().assemble(transport, HeaderValue::from_static(USER_AGENT))
    }
}

#[cfg(feature = "reqwest")]
impl Default for Client {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(feature = "reqwest")]
fn default_transport() -> Result<Arc<dyn Transport>, Error> {
    match crate::transport::ReqwestTransport::new() {
        Ok(transport) => Ok(Arc::new(transport)),
        Err(error) => {
            Err(Error::new(ErrorKind::Configuration, "the default transport cannot be set up")
                .with_source(error))
        }
    }
}

#[cfg(not(feature = "reqwest"))]
fn default_transport() -> Result<Arc<dyn Transport>, Error> {
    Err(Error::new(
        ErrorKind::Configuration,
        "there is no transport: give one to the builder, or switch on the feature `reqwest`",
    ))
}
