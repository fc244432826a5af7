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

/// The settings that both builders have: they belong to the client underneath.
macro_rules! client_settings {
    () => {
        /// Sends all calls (REST, authorize, token and SCIM) to this address, with Miro's paths behind it: a sandbox, a proxy.
        ///
        /// For addresses that differ, see [`hosts`](Self::hosts).
        pub fn base_url(self, url: impl AsRef<str>) -> Self {
            self.hosts(miro_core::client::Hosts::all_at(url.as_ref()))
        }

        /// Sends calls to these addresses; to Miro's own if they are not set.
        pub fn hosts(mut self, hosts: miro_core::client::Hosts) -> Self {
            self.client = self.client.hosts(hosts);
            self
        }

        /// How requests reach the server; reqwest if it is not set.
        pub fn transport(mut self, transport: impl miro_core::transport::Transport + 'static) -> Self {
            self.client = self.client.transport(transport);
            self
        }

        /// Adds a step around every try of a request; the first one added is the outermost.
        pub fn middleware(mut self, middleware: impl miro_core::middleware::Middleware + 'static) -> Self {
            self.client = self.client.middleware(middleware);
            self
        }

        /// When failed calls are tried again; four tries if it is not set.
        pub fn retry(mut self, retry: miro_core::middleware::RetryPolicy) -> Self {
            self.client = self.client.retry(retry);
            self
        }

        /// Whose credits calls spend, and how; a budget of its own if it is not set.
        ///
        /// Clients of the same app that share one know what the others spend.
        pub fn budget(mut self, budget: miro_core::budget::Budget) -> Self {
            self.client = self.client.budget(budget);
            self
        }

        /// What the program calls itself, in front of this crate's name: `my-app/1.0`.
        pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
            self.client = self.client.user_agent(user_agent);
            self
        }

        /// How long one try of a call may take until all of its answer is there; 30 seconds if it is not set.
        pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
            self.client = self.client.timeout(timeout);
            self
        }

        /// The largest answer that is accepted, in bytes; 64 MiB if it is not set.
        ///
        /// It counts what an answer holds, not how well it is compressed, and no more than that is kept in memory. A
        /// larger one is an error of the kind [`UnexpectedResponse`](crate::ErrorKind::UnexpectedResponse), and is not asked
        /// for again. A download can have [a limit of its own](crate::Download::max_response_bytes).
        pub fn max_response_bytes(mut self, bytes: usize) -> Self {
            self.client = self.client.max_response_bytes(bytes);
            self
        }
    };
}

use client_settings;
