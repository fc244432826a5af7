//! Tokens that stay valid: refreshed ahead of expiry or after a 401, once for all who wait, and never lost.

mod cancelled;
mod contended;
mod ended;
mod expiry;
mod faults;
mod single_flight;
mod storing;
mod support;
