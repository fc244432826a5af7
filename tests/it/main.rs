//! The integration tests: the client against the sandbox, over real HTTP on this machine.
//!
//! One binary, one module per topic. `sandbox()` of [`environment`] starts what a test needs.

mod architecture;
mod boards;
mod budget;
mod bulk;
mod catalogue;
mod client;
mod compliance;
mod conformance;
mod copying;
mod custom_endpoint;
mod documentation;
mod environment;
mod error_gallery;
mod experimental;
mod files;
mod injection;
mod items;
mod limits;
mod live;
mod login;
mod middleware;
mod organization;
mod paging;
mod peer_defects;
mod random;
mod raw;
mod raw_server;
mod refresh;
mod requests;
mod retries;
mod rust_versions;
mod scim;
mod secrets;
mod storage;
mod trace;
mod transport;
mod transports;
mod unlisted;
mod witness;
