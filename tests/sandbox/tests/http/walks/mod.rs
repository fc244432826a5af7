//! Through each area of the API once: every operation in it is called so that it succeeds. A walk answers the operations
//! that did.

pub(crate) mod boards;
pub(crate) mod scim;
