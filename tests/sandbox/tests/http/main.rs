//! The sandbox as its clients see it: plain HTTP over loopback.

mod boards;
mod bulk;
mod client;
mod comments;
mod conformance;
mod connectors;
mod docs;
mod faults;
mod form;
mod items;
mod oauth;
mod paging;
mod quirks;
mod rate_limit;
mod requests;
mod rights;
mod shapes;
mod spec;
mod tags;
mod uploads;
mod walks;
