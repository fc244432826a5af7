use super::TeamHandle;
use crate::endpoints;
use crate::model::UserId;
use crate::model::organization::{TeamInvitation, TeamMember, TeamMemberChanges, TeamRole};

endpoints! {
    pub(super) const OPERATIONS;

    /// The members of one team.
    ///
    /// ```no_run
    /// use miro::model::organization::{TeamInvitation, TeamMemberChanges, TeamRole};
    ///
    /// # async fn run(team: miro::api::TeamHandle) -> Result<(), miro::Error> {
    /// let member = team.members().invite(TeamInvitation::new("ada@example.com")).await?;
    /// team.members().update(&member, TeamMemberChanges::new().role(TeamRole::Admin)).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub TeamMembers as members of TeamHandle at "/members" {
        /// Lists members, optionally of one role. The team guest role is obsolete, but Miro still accepts it here.
        list   GET    "" ?{ role: TeamRole }                         -> Cursor<TeamMember, 1..=100> [organizations:teams:read  L2 enterprise "enterprise-get-team-members"];
        /// Invites a member of the organization. Other people can only be invited through SCIM.
        invite POST   ""                      (TeamInvitation)       -> TeamMember                  [organizations:teams:write L2 enterprise "enterprise-invite-team-member"];
        /// Fetches one member.
        get    GET    "/{member_id: UserId}"                         -> TeamMember                  [organizations:teams:read  L1 enterprise "enterprise-get-team-member"];
        /// Changes the role of a member.
        update PATCH  "/{member_id: UserId}"  (TeamMemberChanges)    -> TeamMember                  [organizations:teams:write L2 enterprise "enterprise-update-team-member"];
        /// Removes a member from the team.
        remove DELETE "/{member_id: UserId}"                         -> ()                          [organizations:teams:write L1 enterprise "enterprise-delete-team-member"];
    }
}
