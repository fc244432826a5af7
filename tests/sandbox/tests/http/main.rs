//! The sandbox as its clients see it: plain HTTP over loopback.

mod admin;
mod boards;
mod bulk;
mod client;
mod clock;
mod conformance;
mod connectors;
mod faults;
mod items;
mod oauth;
mod paging;
mod rate_limit;
mod requests;
mod spec;
mod tags;
mod walks;
