//! The integration tests: the client against the sandbox, over real HTTP on this machine.
//!
//! One binary, one module for each topic. `sandbox()` of [`environment`] starts what a test needs.

mod boards;
mod bulk;
mod catalogue;
mod client;
mod conformance;
mod custom_endpoint;
mod environment;
mod error_gallery;
mod items;
mod login;
mod middleware;
mod organization;
mod paging;
mod peer_defects;
mod raw;
mod refresh;
mod requests;
mod retries;
mod secrets;
mod trace;
mod transports;
mod ui;
