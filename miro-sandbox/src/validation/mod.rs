//! What requests may say: rules of values, tables of fields, and the complaints about both.

pub(crate) mod fields;
pub(crate) mod filters;
pub(crate) mod messages;
pub(crate) mod parameters;
pub(crate) mod problems;
pub(crate) mod rules;
mod texts;
