use miro_core::open_enum;

use super::UserGroupId;
use crate::model::TeamId;
use crate::model::body::body;
use crate::model::object::object;

object! {
    /// A user group that belongs to a team.
    pub TeamUserGroup {
        /// Identifies the user group.
        id => "id": UserGroupId, required;
        /// `team-user-group`.
        kind => "type": text;
        /// The user group's role in the team.
        role => "role": TeamUserGroupRole;
    }

    /// A team that a user group belongs to: the reverse of [`TeamUserGroup`].
    pub UserGroupTeam {
        /// Identifies the team.
        id => "id": TeamId, required;
        /// `user-group-team`.
        kind => "type": text;
        /// The user group's role in the team.
        role => "role": TeamUserGroupRole;
    }
}

open_enum! {
    /// The role of a user group in a team.
    pub TeamUserGroupRole {
        /// The only role.
        Member = "member",
    }
}

body! {
    /// A user group to add to a team.
    pub create NewTeamUserGroup;

    /// The user group.
    user_group_id => "userGroupId": UserGroupId;
    /// The user group's role in the team; `new` sets member, the only role.
    role => "role": TeamUserGroupRole;
}

impl NewTeamUserGroup {
    /// Creates a member from this user group.
    pub fn new(user_group_id: impl Into<UserGroupId>) -> Self {
        Self::empty().user_group_id(user_group_id).role(TeamUserGroupRole::Member)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn both_sides_read_what_miro_sends() {
        let group: TeamUserGroup =
            serde_json::from_str(r#"{"id":"1","role":"member","type":"team-user-group"}"#).unwrap();
        assert_eq!((UserGroupId::from(&group), group.role), ("1".into(), Some(TeamUserGroupRole::Member)));
        let team: UserGroupTeam = serde_json::from_str(r#"{"id":2,"role":null}"#).unwrap();
        assert_eq!((TeamId::from(&team), team.role), ("2".into(), None));
    }

    #[test]
    fn a_new_group_says_its_role() {
        assert_eq!(
            serde_json::to_value(NewTeamUserGroup::new("1")).unwrap(),
            json!({"userGroupId": "1", "role": "member"})
        );
    }
}
