//! The sandbox as its clients see it: plain HTTP over loopback.

mod boards;
mod bulk;
mod client;
mod compliance;
mod conformance;
mod connectors;
mod exports;
mod faults;
mod items;
mod logs;
mod metrics;
mod oauth;
mod paging;
mod rate_limit;
mod requests;
mod spec;
mod tags;
mod walks;
