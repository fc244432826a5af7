//! Validation of requests: rules for values, tables of fields, and errors.

pub(crate) mod fields;
pub(crate) mod filters;
pub(crate) mod messages;
pub(crate) mod parameters;
pub(crate) mod problems;
pub(crate) mod rules;
mod texts;
