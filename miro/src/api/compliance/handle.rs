use crate::model::OrgId;
use crate::{MiroApi, endpoints};

endpoints! {
    pub(super) const OPERATIONS;

    /// The compliance data of one organization: legal holds, board exports, logs.
    ///
    /// ```no_run
    /// use futures_util::TryStreamExt;
    /// use miro::model::compliance::Case;
    ///
    /// # async fn run(api: miro::MiroApi) -> Result<(), miro::Error> {
    /// let compliance = api.compliance("3074457345821140946");
    /// let cases: Vec<Case> = compliance.cases().list().stream().try_collect().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub ComplianceHandle of MiroApi at "/v2/orgs/{org_id}" {}
}
