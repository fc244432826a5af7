use crate::model::compliance::{AuditEvent, AuditLogOrder};
use crate::wire::Timestamp;
use crate::{MiroApi, endpoints};

endpoints! {
    pub(super) const OPERATIONS;

    /// What happened in the organization of the token.
    pub AuditLogs of MiroApi at "/v2/audit/logs" {
        /// Lists events between two moments of the last 90 days. Older ones are in the CSV export of Miro's settings alone.
        ///
        /// Miro documents no largest page: this one is its default.
        list GET "" ?{
            "createdAfter" as created_after!: Timestamp,
            "createdBefore" as created_before!: Timestamp,
            sorting: AuditLogOrder,
        } -> Cursor<AuditEvent, 1..=100> [auditlogs:read L2 enterprise "enterprise-get-audit-logs"];
    }
}
