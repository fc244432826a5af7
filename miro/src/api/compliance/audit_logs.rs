use crate::model::compliance::{AuditEvent, AuditLogOrder};
use crate::wire::Timestamp;
use crate::{MiroApi, endpoints};

endpoints! {
    pub(super) const OPERATIONS;

    /// Audit events in the organization of the token.
    ///
    /// ```no_run
    /// use futures_util::TryStreamExt;
    /// use miro::model::compliance::AuditEvent;
    /// use miro::wire::Timestamp;
    ///
    /// # async fn run(api: miro::MiroApi) -> Result<(), Box<dyn std::error::Error>> {
    /// let from: Timestamp = "2026-11-01T00:00:00Z".parse()?;
    /// let events: Vec<AuditEvent> = api.audit_logs().list(from, Timestamp::now()).stream().try_collect().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub AuditLogs of MiroApi at "/v2/audit/logs" {
        /// Lists events between two times in the last 90 days. Older events are only in the CSV export of Miro's settings.
        ///
        /// Miro documents no maximum page size; the one used here is its default.
        list GET "" ?{ "createdAfter" as created_after!: Timestamp, "createdBefore" as created_before!: Timestamp, sorting: AuditLogOrder }
            -> Cursor<AuditEvent, 1..=100> [auditlogs:read L2 enterprise "enterprise-get-audit-logs"];
    }
}
