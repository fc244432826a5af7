//! A stateful stand-in for the Miro REST API on 127.0.0.1.
//!
//! It is written from Miro's published reference and shares no code with the client it tests, so a misreading
//! in one of the two shows up as a failing test instead of as two halves agreeing on the same mistake.
//!
//! Where the reference is silent, the sandbox is strict rather than kind: it refuses parameters that the
//! reference does not know, numbers where strings are documented, and secrets in URLs. Deleting a frame
//! deletes what is in it, deleting an item deletes its connectors, and a change of the parent alone leaves an
//! item in its place.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")] async fn main() {
//! use miro_sandbox::{Fault, Sandbox};
//!
//! let sandbox = Sandbox::start().await;
//! sandbox.next_on("GET", "/v2/boards", Fault::status(503)); // the first such request fails
//! println!("{} with the token {}", sandbox.url(), sandbox.token());
//! # }
//! ```

mod access;
mod boards;
mod builder;
mod connectors;
mod fault;
mod items;
mod oauth;
mod operation;
mod organization;
mod page;
mod paging;
mod resource;
mod sandbox;
mod seed;
mod server;
mod state;
mod tags;
mod validation;

pub use builder::Builder;
pub use fault::Fault;
pub use sandbox::Sandbox;
pub use server::record::RecordedRequest;
