use miro_core::{Call, Request};

use super::OrgHandle;
use crate::model::UserId;
use crate::model::organization::{License, OrgMember, OrgRole};
use crate::{Elements, endpoints};

endpoints! {
    pub(super) const OPERATIONS;

    /// The members of one organization.
    ///
    /// ```no_run
    /// use futures_util::TryStreamExt;
    /// use miro::model::organization::OrgRole;
    ///
    /// # async fn run(org: miro::api::OrgHandle) -> Result<(), miro::Error> {
    /// let mut admins = org.members().list().role(OrgRole::InternalAdmin).active(true).stream();
    /// while let Some(admin) = admins.try_next().await? {
    ///     println!("{:?} has {:?}", admin.email, admin.admin_roles);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub OrgMembers as members of OrgHandle at "/members" {
        /// Lists members, optionally of one role or license. To look up a few by address, see
        /// [`find_by_emails`](Self::find_by_emails).
        ///
        /// - `active`: only active (`true`) or only deactivated (`false`) members.
        list GET "" ?{ role: OrgRole, license: License, active: bool }
                                            -> Cursor<OrgMember, 1..=100> [organizations:read L3 enterprise "enterprise-get-organization-members"];
        /// Fetches one member.
        get  GET "/{member_id: UserId}"     -> OrgMember                  [organizations:read L3 enterprise "enterprise-get-organization-member"];
    }
}

// With `emails`, the response of the list has another form, and Miro ignores the other parameters. So one operation has two
// methods here.
impl OrgMembers {
    /// Finds the members with these 1 to 10 e-mail addresses, in one response.
    ///
    /// This is the operation of [`list`](Self::list), with the same scope and cost. A malformed member is in `rejected`, and
    /// does not fail the others.
    ///
    /// ```no_run
    /// # async fn run(api: miro::MiroApi) -> Result<(), miro::Error> {
    /// let found = api.org("3074457345821140946").members().find_by_emails(["ada@example.com"]).await?;
    /// for member in found.items {
    ///     println!("{:?} is {:?}", member.email, member.role);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an [`Error`](crate::Error) if there are no or too many addresses, if the request fails, if Miro rejects it, or
    /// if the response is malformed.
    pub fn find_by_emails(&self, emails: impl IntoIterator<Item = impl Into<String>>) -> Call<Elements<OrgMember>> {
        let emails: Vec<String> = emails.into_iter().map(Into::into).collect();
        let mut request = Request::new(&self.resource, Self::__LIST);
        request.check_count("emails", emails.len(), 1, 10);
        request.set_query("emails", &emails.join(","));
        Call::json(request)
    }
}
