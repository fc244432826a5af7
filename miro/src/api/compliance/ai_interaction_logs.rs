use super::ComplianceHandle;
use crate::endpoints;
use crate::model::compliance::{AiInteractionLog, LogOrder};
use crate::wire::Timestamp;

endpoints! {
    pub(super) const OPERATIONS;

    /// Interactions of users with Miro's AI features in one organization.
    ///
    /// ```no_run
    /// use miro::wire::Timestamp;
    ///
    /// # async fn run(compliance: miro::api::ComplianceHandle, from: Timestamp) -> Result<(), miro::Error> {
    /// let logs = compliance.ai_interaction_logs();
    /// let page = logs.list(from, Timestamp::now()).emails(["ada@example.com"]).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub AiInteractionLogs of ComplianceHandle at "/ai-interaction-logs" {
        /// Lists interactions that were stored between two times. Miro calls this endpoint beta.
        ///
        /// - `object_ids`: only interactions on these boards and organizations.
        /// - `emails`: only interactions of the users with these e-mail addresses.
        list GET "" ?{ from!: Timestamp, to!: Timestamp, object_ids: [str] in 0..=15, emails: [str] in 0..=15, sorting: LogOrder }
            -> Cursor<AiInteractionLog, 1..=100> [aiinteractionlogs:read L4 enterprise-guard "enterprise-get-ai-interaction-logs"];
    }
}
