use miro_core::open_enum;

use crate::model::body::body;
use crate::model::object::object;
use crate::model::{TeamId, UserId};

object! {
    /// A member of a team.
    pub TeamMember {
        /// Identifies the member; it is the id of the user.
        id => "id": UserId, required;
        /// `team-member`.
        kind => "type": text;
        /// The team.
        team_id => "teamId": TeamId;
        /// The member's role in the team.
        role => "role": TeamRole;
        /// When the member was invited.
        created_at => "createdAt": time;
        /// The user who invited the member.
        created_by => "createdBy": UserId;
        /// When the membership was last changed.
        modified_at => "modifiedAt": time;
        /// The user who last changed it.
        modified_by => "modifiedBy": UserId;
    }
}

open_enum! {
    /// The role of a user in a team.
    pub TeamRole {
        Member = "member",
        /// Manages the team.
        Admin = "admin",
        /// Works on boards of the team without being a member. Cannot be assigned.
        NonTeam = "non_team",
        /// Sees this team and nothing else of the organization. Deprecated: only the filter of lists still accepts
        /// it.
        TeamGuest = "team_guest",
    }
}

body! {
    /// An invitation of a user to a team.
    pub create TeamInvitation;

    /// The e-mail address of a user of the organization.
    email => "email": text;
    /// The user's role: member or admin.
    role => "role": TeamRole;
}

impl TeamInvitation {
    /// Creates an invitation for the user with this e-mail address, who must be in the organization.
    pub fn new(email: impl Into<String>) -> Self {
        Self::empty().email(email)
    }
}

body! {
    /// Changes to a team member.
    pub change TeamMemberChanges;

    /// The user's role: member or admin.
    role => "role": TeamRole;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_member_reads_what_miro_sends() {
        let json = r#"{"id":"3074457345618264000","role":"non_team","createdAt":"2024-03-30T17:26:50Z",
            "createdBy":3074457345618264001,"modifiedAt":null,"modifiedBy":"3074457345618264001",
            "teamId":"3074457345618265000","type":"team-member"}"#;
        let member: TeamMember = serde_json::from_str(json).unwrap();
        assert_eq!(
            (UserId::from(&member), member.role),
            ("3074457345618264000".into(), Some(TeamRole::NonTeam))
        );
        assert_eq!(member.created_by, member.modified_by);
        assert_eq!(member.team_id.unwrap(), "3074457345618265000");
    }

    #[test]
    fn an_invitation_leaves_the_role_to_miro() {
        let invitation = TeamInvitation::new("ada@example.com");
        assert_eq!(serde_json::to_value(&invitation).unwrap(), json!({"email": "ada@example.com"}));
        let changes = TeamMemberChanges::new().role(TeamRole::Admin);
        assert_eq!(serde_json::to_value(&changes).unwrap(), json!({"role": "admin"}));
    }
}
