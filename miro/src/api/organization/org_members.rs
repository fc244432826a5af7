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
        /// Lists members, of one role or license or of all. For a few whose addresses are known, see
        /// [`find_by_emails`](Self::find_by_emails).
        ///
        /// - `active`: only those who are active, or only those who are deactivated.
        list GET "" ?{ role: OrgRole, license: License, active: bool }
                                            -> Cursor<OrgMember, 1..=100> [organizations:read L3 enterprise "enterprise-get-organization-members"];
        /// Fetches one member.
        get  GET "/{member_id: UserId}"     -> OrgMember                  [organizations:read L3 enterprise "enterprise-get-organization-member"];
    }
}

// With `emails` the list answers in another form, and leaves its other parameters out of account: one operation of
// Miro's, and two methods here.
impl OrgMembers {
    /// Finds the members with these e-mail addresses, 1 to 10 of them, in one answer.
    ///
    /// It is the operation of [`list`](Self::list), with its scope and its costs. A member who cannot be read is among the
    /// `rejected`, and does not cost the others.
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
    /// An [`Error`](crate::Error) if there are none or too many addresses, if the request does not arrive, if Miro refuses
    /// it, or if the answer cannot be read.
    pub fn find_by_emails(&self, emails: impl IntoIterator<Item = impl Into<String>>) -> Call<Elements<OrgMember>> {
        let emails: Vec<String> = emails.into_iter().map(Into::into).collect();
        let mut request = Request::new(&self.resource, Self::__LIST);
        request.check_count("emails", emails.len(), 1, 10);
        request.set_query("emails", &emails.join(","));
        Call::json(request)
    }
}
