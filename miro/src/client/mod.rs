mod api;
mod environment;
#[cfg(feature = "oauth")]
mod miro;
#[cfg(feature = "oauth")]
mod miro_builder;
#[cfg(feature = "scim")]
mod scim;

pub use api::{MiroApi, MiroApiBuilder};
#[cfg(feature = "oauth")]
pub use miro::Miro;
#[cfg(feature = "oauth")]
pub use miro_builder::MiroBuilder;
#[cfg(feature = "scim")]
pub use scim::Scim;

/// The settings that both builders have. They belong to the underlying client.
macro_rules! client_settings {
    () => {
        /// Sets one address for all calls (REST, authorize, token and SCIM), to which Miro's paths are appended: a
        /// sandbox or a proxy.
        ///
        /// To set the addresses individually, see [`hosts`](Self::hosts).
        pub fn base_url(self, url: impl AsRef<str>) -> Self {
            self.hosts(miro_core::client::Hosts::all_at(url.as_ref()))
        }

        /// Sets the addresses to which calls are sent. The default is Miro's own.
        pub fn hosts(mut self, hosts: miro_core::client::Hosts) -> Self {
            self.client = self.client.hosts(hosts);
            self
        }

        /// Sets the transport that sends requests. The default is reqwest.
        pub fn transport(mut self, transport: impl miro_core::transport::Transport + 'static) -> Self {
            self.client = self.client.transport(transport);
            self
        }

        /// Adds a middleware around every attempt of a request; the first one added is the outermost.
        pub fn middleware(mut self, middleware: impl miro_core::middleware::Middleware + 'static) -> Self {
            self.client = self.client.middleware(middleware);
            self
        }

        /// Sets when failed calls are retried. The default is four attempts.
        pub fn retry(mut self, retry: miro_core::middleware::RetryPolicy) -> Self {
            self.client = self.client.retry(retry);
            self
        }

        /// Sets the budget from which calls spend credits. By default a client has a separate one.
        ///
        /// Clients of the same app that share a budget take each other's spending into account.
        pub fn budget(mut self, budget: miro_core::budget::Budget) -> Self {
            self.client = self.client.budget(budget);
            self
        }

        /// Sets the program's name in the `User-Agent` header, before this crate's name: `my-app/1.0`.
        pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
            self.client = self.client.user_agent(user_agent);
            self
        }

        /// Sets the timeout of one attempt, until its response is received completely. The default is 30 seconds.
        pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
            self.client = self.client.timeout(timeout);
            self
        }

        /// Sets the size of the largest accepted response, in bytes. The default is 64 MiB.
        ///
        /// The decompressed size counts, and no more than that is kept in memory. A larger response is an error of
        /// kind [`UnexpectedResponse`](crate::ErrorKind::UnexpectedResponse) and is not retried. Downloads can have [a
        /// separate limit](crate::Download::max_response_bytes).
        pub fn max_response_bytes(mut self, bytes: usize) -> Self {
            self.client = self.client.max_response_bytes(bytes);
            self
        }
    };
}

use client_settings;
