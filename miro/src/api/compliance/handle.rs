use crate::model::OrgId;
use crate::{MiroApi, endpoints};

endpoints! {
    pub(super) const OPERATIONS;

    /// What one organization has to keep, to hand over and to look up: legal holds, exports of boards, logs.
    pub ComplianceHandle of MiroApi at "/v2/orgs/{org_id}" {}
}
