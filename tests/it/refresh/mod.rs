//! Tokens that stay valid: refreshed before expiry or after a 401, once for all callers, and never lost.

mod cancelled;
mod contended;
mod ended;
mod expiry;
mod faults;
mod single_flight;
mod storing;
mod support;
