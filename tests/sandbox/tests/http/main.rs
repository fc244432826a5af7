//! The sandbox as its clients see it: plain HTTP over loopback.

mod boards;
mod bulk;
mod client;
mod conformance;
mod connectors;
mod faults;
mod items;
mod oauth;
mod page;
mod paging;
mod rate_limit;
mod requests;
mod spec;
mod tags;
mod walks;
