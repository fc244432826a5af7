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
    /// Names one wish for an export, a UUID of your own choice.
    ///
    /// A call that is made again with the same one asks for the same export: keep it until the call has succeeded.
    pub ExportRequestId;
}
