//! A stateful stand-in for the Miro REST API on 127.0.0.1.
//!
//! It is written from Miro's published reference and shares no code with the client under test, so a misreading in
//! one of them shows up as a failing test and not as two halves with the same mistake.
//!
//! The behavior of the live service takes precedence over the reference: the wording and the form of errors,
//! frames that bound their children and leave them behind when they are deleted, locked items, the defaults of
//! filled shapes. If little was seen, a switch of [`Builder`] chooses the other behavior, and
//! [`Builder::other_behaviors`] chooses all of them.
//!
//! If both are silent, the sandbox is strict: it rejects undocumented parameters, and numbers where strings are
//! documented. Deleting an item deletes its connectors and removes it from its group, and a change of the parent
//! alone does not move an item. An item is in at most one group. Processes that take Miro up to a day, such as a
//! legal hold, take the sandbox a moment by its own clock, which tests can move. Files of more than 6 MB get a
//! 400, the status of all invalid requests on boards. Flowchart shapes are accepted only by the experimental
//! routes.
//!
//! Uploaded files can be downloaded again. Files that a request names by URL are never fetched; placeholders
//! replace them.
//!
//! Faults, credits and the clock are controlled from Rust with [`Sandbox`], or over HTTP under `/_sandbox/`, as
//! described in `src/admin/mod.rs`.
//!
#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod access;
mod admin;
mod boards;
mod builder;
mod code_widgets;
mod compliance;
mod connectors;
mod exports;
mod fault;
mod groups;
mod issued;
mod items;
#[cfg(feature = "leak-scan")]
pub mod leak_scan;
mod logs;
mod metrics;
mod mind_maps;
mod oauth;
mod operation;
mod organization;
#[cfg(feature = "page")]
mod page;
mod paging;
mod random;
mod resource;
mod sandbox;
mod scim;
mod seed;
mod server;
mod state;
mod tags;
mod unlisted;
mod uploads;
mod validation;

pub use access::rate_limit::Credits;
pub use builder::Builder;
pub use fault::{Fault, FaultRule, InvalidLatency, Latency, RetryHint};
pub use sandbox::Sandbox;
pub use seed::SeedError;
pub use server::events::RequestEvent;
pub use server::record::RecordedRequest;
pub use state::settings::App;
