//! A stateful stand-in for the Miro REST API on 127.0.0.1.
//!
//! It is written from Miro's published reference and shares no code with the client it tests, so a misreading
//! in one of the two shows up as a failing test instead of as two halves agreeing on the same mistake.
//!
//! What the live service was seen to do outranks the reference: the wording and the form of errors, frames that bound
//! their children and leave them behind when they are deleted, locked items, the defaults of filled shapes. Where
//! little was seen, a switch of [`Builder`] chooses the other behavior, and [`Builder::other_behaviors`] chooses all
//! of them.
//!
//! Where both are silent, the sandbox is strict rather than kind: it refuses parameters that the reference does not
//! know, and numbers where strings are documented. Deleting an item deletes its connectors and takes it out of its
//! group, and a change of the parent alone leaves an item in its place. An item is in at most one group.
//! What takes Miro up to a day, such as a legal hold, takes the sandbox a moment by its own clock, which tests can
//! move. Files of more than 6 MB are answered with 400, which is what boards answer to everything that is wrong with
//! a request; shapes of flowcharts are for the experimental routes.
//!
//! Files that are uploaded can be downloaded again. Those that a request only names are never fetched: they are
//! placeholders.
//!
//! Faults, credits and the clock are controlled from Rust with [`Sandbox`], and from anywhere else over HTTP, under
//! `/_sandbox/`: `src/admin/mod.rs` describes how.
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
