use super::CaseHandle;
use crate::endpoints;
use crate::model::compliance::{HeldContent, LegalHold, LegalHoldId, NewLegalHold};

endpoints! {
    pub(super) const OPERATIONS;

    /// The legal holds of one case. Its calls take somebody who is both company admin and eDiscovery admin.
    pub LegalHolds of CaseHandle at "/legal-holds" {
        /// Lists legal holds.
        list          GET    ""                -> Cursor<LegalHold, 1..=100>   [organization:cases:management L4 enterprise-guard "get-all-legal-holds"];
        /// Creates a legal hold. Miro can take up to 24 hours until all content is held.
        create        POST   "" (NewLegalHold) -> LegalHold                    [organization:cases:management L4 enterprise-guard "create-legal-hold"];
    }

    /// One legal hold of a case.
    pub LegalHoldHandle of CaseHandle at "/legal-holds/{legal_hold_id}" {
        /// Fetches the legal hold.
        get           GET    ""                -> LegalHold                    [organization:cases:management L3 enterprise-guard "get-legal-hold"];
        /// Replaces the name, the description and the users of the legal hold: who is not named again is released.
        update        PUT    "" (NewLegalHold) -> LegalHold                    [organization:cases:management L3 enterprise-guard "edit-legal-hold"];
        /// Closes the legal hold, which deletes it for good. Miro can take up to 24 hours until all content is released.
        delete        DELETE ""                -> ()                           [organization:cases:management L4 enterprise-guard "delete-legal-hold"];
        /// Lists what is held. The list is complete when the state of the legal hold is active.
        content_items GET    "/content-items"  -> Cursor<HeldContent, 1..=100> [organization:cases:management L3 enterprise-guard "get-legal-hold-content-items"];
    }
}
