use super::ComplianceHandle;
use crate::endpoints;
use crate::model::compliance::{Case, CaseId, ExportJob, NewCase};

endpoints! {
    pub(super) const OPERATIONS;

    /// The cases of one organization. The user must be both company admin and eDiscovery admin.
    ///
    /// ```no_run
    /// use miro::model::compliance::NewCase;
    ///
    /// # async fn run(compliance: miro::api::ComplianceHandle) -> Result<(), miro::Error> {
    /// let case = NewCase::new("Smith v. Example").description("All of 2026");
    /// let case = compliance.cases().create(case).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub Cases of ComplianceHandle at "/cases" {
        /// Lists cases.
        list        GET    ""             -> Cursor<Case, 1..=100>      [organization:cases:management L4 enterprise-guard "get-all-cases"];
        /// Creates a case.
        create      POST   "" (NewCase)   -> Case                       [organization:cases:management L4 enterprise-guard "create-case"];
    }

    /// One case, and its legal holds.
    ///
    /// ```no_run
    /// # async fn run(compliance: miro::api::ComplianceHandle) -> Result<(), miro::Error> {
    /// let case = compliance.case("3074457345619012007");
    /// let exports = case.export_jobs().limit(100).send().await?;
    /// case.delete().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub CaseHandle of ComplianceHandle at "/cases/{case_id}" {
        /// Fetches the case.
        get         GET    ""             -> Case                       [organization:cases:management L3 enterprise-guard "get-case"];
        /// Replaces the name and the description of the case.
        update      PUT    "" (NewCase)   -> Case                       [organization:cases:management L3 enterprise-guard "edit-case"];
        /// Closes the case, which deletes it permanently. Its legal holds must be closed first.
        delete      DELETE ""             -> ()                         [organization:cases:management L4 enterprise-guard "delete-case"];
        /// Lists the board export jobs of the case, with their ids only.
        export_jobs GET    "/export-jobs" -> Cursor<ExportJob, 1..=100> [organization:cases:management L4 enterprise-guard "get-legal-hold-export-jobs"];
    }
}
