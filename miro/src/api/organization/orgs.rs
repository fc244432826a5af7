use crate::MiroApi;
use crate::endpoints;
use crate::model::OrgId;
use crate::model::organization::{DataClassification, Organization, TeamSettings};

endpoints! {
    pub(super) const OPERATIONS;

    /// One organization on the Enterprise plan, and everything in it. Requires a company admin.
    ///
    /// The id is in the [context](super::Tokens::context) of a token.
    ///
    /// ```no_run
    /// # async fn run(api: miro::MiroApi) -> Result<(), miro::Error> {
    /// let context = api.tokens().context().await?;
    /// if let Some(organization) = &context.organization {
    ///     let organization = api.org(&organization.id).get().await?;
    ///     println!("{:?}: {:?} licenses", organization.name, organization.full_licenses_purchased);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub OrgHandle of MiroApi at "/v2/orgs/{org_id}" {
        /// Fetches the organization.
        get                   GET ""                              -> Organization       [organizations:read       L3 enterprise "enterprise-get-organization"];
        /// Fetches the default settings of the teams.
        default_team_settings GET "/default_teams_settings"       -> TeamSettings       [organizations:teams:read L1 enterprise "enterprise-get-default-team-settings"];
        /// Fetches whether boards are classified, and the available labels.
        data_classification   GET "/data-classification-settings" -> DataClassification [organizations:read       L2 enterprise "enterprise-dataclassification-organization-settings-get"];
    }
}
