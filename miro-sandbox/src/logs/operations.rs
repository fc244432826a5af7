//! The operations of this area.

use super::{ai, audit, content};
use crate::access::Access;
use crate::access::rate_limit::Level;
use crate::operation::Operation;

const AUDIT: Access = Access::User(&["auditlogs:read"]);
const CONTENT: Access = Access::CompanyAdmin(&["contentlogs:export"]);
const AI: Access = Access::User(&["aiinteractionlogs:read"]);

#[rustfmt::skip] // One operation, one line.
pub(crate) static OPERATIONS: &[Operation] = &[
    Operation::new("enterprise-get-audit-logs", "GET", "/v2/audit/logs", AUDIT, Level::Two, audit::list),
    Operation::new("enterprise-board-content-item-logs-fetch", "GET", "/v2/orgs/{org_id}/content-logs/items", CONTENT, Level::Four, content::list),
    Operation::new("enterprise-get-ai-interaction-logs", "GET", "/v2/orgs/{org_id}/ai-interaction-logs", AI, Level::Four, ai::list),
];
