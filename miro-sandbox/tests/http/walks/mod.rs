//! One walk per API area: calls every operation of the area successfully, and returns the operations that
//! succeeded.

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
