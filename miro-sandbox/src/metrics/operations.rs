//! The operations of this area.

use super::reports;
use crate::access::Access::AppManagement;
use crate::access::rate_limit::Level;
use crate::operation::Operation;

#[rustfmt::skip] // One operation, one line.
pub(crate) static OPERATIONS: &[Operation] = &[
    Operation::new("get-metrics", "GET", "/v2-experimental/apps/{app_id}/metrics", AppManagement, Level::One, reports::by_period),
    Operation::new("get-metrics-total", "GET", "/v2-experimental/apps/{app_id}/metrics-total", AppManagement, Level::One, reports::total),
];
