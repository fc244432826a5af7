//! Through each area of the API once: every operation in it is called so that it succeeds. A walk answers the operations
//! that did.

pub(crate) mod boards;
pub(crate) mod code_widgets;
pub(crate) mod compliance;
pub(crate) mod connectors;
pub(crate) mod exports;
pub(crate) mod groups;
pub(crate) mod items;
pub(crate) mod logs;
pub(crate) mod metrics;
pub(crate) mod mind_maps;
pub(crate) mod oauth;
pub(crate) mod organization;
pub(crate) mod scim;
pub(crate) mod tags;
pub(crate) mod uploads;
