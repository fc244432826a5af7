use miro_core::id;

id! {
    /// Identifies a case.
    pub CaseId;
    /// Identifies a legal hold of a case.
    pub LegalHoldId;
    /// Identifies an export job, a UUID.
    pub ExportJobId;
    /// Identifies a task of an export job, a UUID: the export of one board.
    pub ExportTaskId;
    /// Identifies a request for an export, by a UUID that the caller chooses.
    ///
    /// A repeated call with the same id requests the same export: keep it until the call has succeeded.
    pub ExportRequestId;
}
