//! Faults on demand, as clients see them.

mod answers;
mod connections;
mod rules;
mod tokens_and_clocks;
mod waiting;
