//! Fault injection, as seen by clients.

mod connections;
mod responses;
mod rules;
mod tokens_and_clocks;
mod waiting;
