//! Fault injection, as seen by clients.

mod answers;
mod connections;
mod rules;
mod tokens_and_clocks;
mod waiting;
