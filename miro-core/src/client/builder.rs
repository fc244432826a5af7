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

/// Builds a [`Client`].
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

/// Far above Miro's largest pages, and far below a size that would harm a server with many users.
const MAX_RESPONSE_BYTES: usize = 64 << 20;

const USER_AGENT: &str = concat!("miro-rust/", env!("CARGO_PKG_VERSION"));

impl ClientBuilder {
    /// Creates a builder with Miro's URLs, the default transport and the standard retries.
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

    /// Sets the URLs that calls go to. The default is Miro's.
    pub fn hosts(mut self, hosts: Hosts) -> Self {
        self.hosts = hosts;
        self
    }

    /// Sets the transport. The default is reqwest.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Adds a middleware around every attempt of a request. The first one added is the outermost.
    pub fn middleware(mut self, middleware: impl Middleware + 'static) -> Self {
        self.middlewares.push(Arc::new(middleware));
        self
    }

    /// Sets when failed calls are retried.
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// Sets the budget whose credits calls spend. The default is a new one for this client.
    pub fn budget(mut self, budget: Budget) -> Self {
        self.budget = budget;
        self
    }

    /// Sets the program's own part of `User-Agent`, such as `my-app/1.0`, in ASCII. It is put before this crate's name.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// Sets the timeout of one attempt, until the whole response has arrived. The default is 30 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets the size of the largest accepted response, in bytes. The default is 64 MiB.
    ///
    /// The decompressed size counts, and no more than that is kept in memory. A larger response is an error of kind
    /// [`UnexpectedResponse`](ErrorKind::UnexpectedResponse) and is not retried. Downloads can have
    /// [a separate limit](crate::Download::max_response_bytes).
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] names the invalid setting, or says that there is no transport.
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
/// Refuses characters that servers would cut off, end the header at, or read in another character set.
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
    /// Creates a client with Miro's URLs, the default transport and the standard retries.
    ///
    /// If the default transport does not work on this machine, every call returns the error.
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
