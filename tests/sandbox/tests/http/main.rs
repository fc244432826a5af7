//! The sandbox as its clients see it: plain HTTP over loopback.

mod boards;
mod bulk;
mod client;
mod code_widgets;
mod compliance;
mod conformance;
mod connectors;
mod exports;
mod faults;
mod groups;
mod items;
mod logs;
mod metrics;
mod mind_maps;
mod oauth;
mod organization;
mod paging;
mod rate_limit;
mod requests;
mod seeds;
mod spec;
mod tags;
mod walks;
