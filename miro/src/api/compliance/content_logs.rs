use super::ComplianceHandle;
use crate::endpoints;
use crate::model::BoardId;
use crate::model::compliance::{ContentLog, LogOrder};
use crate::wire::Timestamp;

endpoints! {
    pub(super) const OPERATIONS;

    /// Changes to items and comments on the boards of one organization.
    ///
    /// ```no_run
    /// use futures_util::TryStreamExt;
    /// use miro::model::compliance::ContentLog;
    /// use miro::wire::Timestamp;
    ///
    /// # async fn run(compliance: miro::api::ComplianceHandle, from: Timestamp) -> Result<(), miro::Error> {
    /// let logs = compliance.content_logs();
    /// let changes = logs.list(from, Timestamp::now()).board_ids(["uXjVOD6LSME="]).limit(1_000).stream();
    /// let changes: Vec<ContentLog> = changes.try_collect().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub ContentLogs of ComplianceHandle at "/content-logs" {
        /// Lists content changes between two times.
        ///
        /// - `board_ids`: only changes on these boards.
        /// - `emails`: only changes by the users with these e-mail addresses.
        list GET "/items" ?{ from!: Timestamp, to!: Timestamp, board_ids: [BoardId] in 0..=15, emails: [str] in 0..=15, sorting: LogOrder }
            -> Cursor<ContentLog, 1..=1000> [contentlogs:export L4 enterprise "enterprise-board-content-item-logs-fetch"];
    }
}
