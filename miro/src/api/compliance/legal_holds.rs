use super::CaseHandle;
use crate::endpoints;
use crate::model::compliance::{HeldContent, LegalHold, LegalHoldId, NewLegalHold};

endpoints! {
    pub(super) const OPERATIONS;

    /// The legal holds of one case. The user must be both company admin and eDiscovery admin.
    ///
    /// ```no_run
    /// use miro::model::compliance::NewLegalHold;
    ///
    /// # async fn run(case: miro::api::CaseHandle) -> Result<(), miro::Error> {
    /// let hold = NewLegalHold::new("Sales", ["ada@example.com", "grace@example.com"]);
    /// let hold = case.legal_holds().create(hold).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub LegalHolds of CaseHandle at "/legal-holds" {
        /// Lists legal holds.
        list          GET    ""                -> Cursor<LegalHold, 1..=100>   [organization:cases:management L4 enterprise-guard "get-all-legal-holds"];
        /// Creates a legal hold. Miro can take up to 24 hours until all content is held.
        create        POST   "" (NewLegalHold) -> LegalHold                    [organization:cases:management L4 enterprise-guard "create-legal-hold"];
    }

    /// One legal hold of a case.
    ///
    /// ```no_run
    /// use futures_util::TryStreamExt;
    /// use miro::model::compliance::HeldContent;
    ///
    /// # async fn run(case: miro::api::CaseHandle) -> Result<(), miro::Error> {
    /// let hold = case.legal_hold("3074457345619012008");
    /// let held: Vec<HeldContent> = hold.content_items().stream().try_collect().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub LegalHoldHandle of CaseHandle at "/legal-holds/{legal_hold_id}" {
        /// Fetches the legal hold.
        get           GET    ""                -> LegalHold                    [organization:cases:management L3 enterprise-guard "get-legal-hold"];
        /// Replaces the name, the description and the users of the legal hold. Users that are left out are released.
        update        PUT    "" (NewLegalHold) -> LegalHold                    [organization:cases:management L3 enterprise-guard "edit-legal-hold"];
        /// Closes the legal hold, which deletes it permanently. Miro can take up to 24 hours until all content is released.
        delete        DELETE ""                -> ()                           [organization:cases:management L4 enterprise-guard "delete-legal-hold"];
        /// Lists the content under legal hold. The list is complete when the state of the legal hold is active.
        content_items GET    "/content-items"  -> Cursor<HeldContent, 1..=100> [organization:cases:management L3 enterprise-guard "get-legal-hold-content-items"];
    }
}
