use miro_core::open_enum;

use crate::model::body::body;
use crate::model::object::object;
use crate::model::{ProjectId, UserId};

object! {
    /// A project, which Miro's interface calls a Space. Boards refer to it by a
    /// [`ProjectRef`](crate::model::ProjectRef).
    pub Project {
        /// Identifies the project.
        id => "id": ProjectId, required;
        /// `project`.
        kind => "type": text;
        /// The project's name.
        name => "name": text;
    }

    /// The settings of a project.
    #[derive(Default)]
    pub ProjectSettings {
        /// `project_settings`.
        kind => "type": text;
        /// The sharing settings of the project.
        sharing_policy_settings => "sharingPolicySettings": ProjectSharingPolicySettings;
    }

    /// The sharing settings of a project.
    #[derive(Default)]
    pub ProjectSharingPolicySettings {
        /// The access of everyone in the team to the project.
        team_access => "teamAccess": ProjectAccess;
    }

    /// A member of a project.
    pub ProjectMember {
        /// Identifies the member; it is the id of the user.
        id => "id": UserId, required;
        /// `project_member`.
        kind => "type": text;
        /// The user's e-mail address.
        email => "email": text;
        /// The member's role.
        role => "role": ProjectRole;
    }
}

open_enum! {
    /// The access of everyone in the team to a project.
    pub ProjectAccess {
        /// No access: only members can open the project. Miro's default.
        Private = "private",
        View = "view",
    }

    /// The role of a project member. A commentator here is a commenter on boards.
    pub ProjectRole {
        Owner = "owner",
        Coowner = "coowner",
        Editor = "editor",
        Commentator = "commentator",
        Viewer = "viewer",
    }
}

body! {
    /// A project to create.
    pub create NewProject;

    /// The project's name.
    name => "name": text in 1..=60;
}

body! {
    /// Changes to a project. The name is required, because Miro accepts no change without it.
    pub create ProjectChanges;

    /// The project's name.
    name => "name": text in 1..=60;
}

body! {
    /// Changes to the settings of a project.
    pub change ProjectSettingsChanges;

    /// The access of everyone in the team to the project.
    team_access => "sharingPolicySettings.teamAccess": ProjectAccess;
}

body! {
    /// A user to add to a project.
    pub create NewProjectMember;

    /// The user's e-mail address.
    email => "email": text;
    /// The user's role.
    role => "role": ProjectRole;
}

body! {
    /// Changes to a project member.
    pub change ProjectMemberChanges;

    /// The member's role.
    role => "role": ProjectRole;
}

impl NewProject {
    /// Creates a project with this name, of 1 to 60 characters.
    pub fn new(name: impl Into<String>) -> Self {
        Self::empty().name(name)
    }
}

impl ProjectChanges {
    /// Creates a change to this name, of 1 to 60 characters.
    pub fn new(name: impl Into<String>) -> Self {
        Self::empty().name(name)
    }
}

impl NewProjectMember {
    /// Creates a member with this e-mail address and role.
    pub fn new(email: impl Into<String>, role: impl Into<ProjectRole>) -> Self {
        Self::empty().email(email).role(role)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_belongs_to_a_project_reads_what_miro_sends() {
        let project: Project =
            serde_json::from_str(r#"{"id":3074457345618265000,"name":"Guild","type":"project"}"#).unwrap();
        assert_eq!(ProjectId::from(&project), "3074457345618265000");
        let json = r#"{"id":"1","email":"ada@example.com","role":"commentator","type":"project_member"}"#;
        let member: ProjectMember = serde_json::from_str(json).unwrap();
        assert_eq!((UserId::from(&member), member.role), ("1".into(), Some(ProjectRole::Commentator)));
        let json = r#"{"sharingPolicySettings":{"teamAccess":"view"},"type":"project_settings"}"#;
        let settings: ProjectSettings = serde_json::from_str(json).unwrap();
        assert_eq!(settings.sharing_policy_settings.unwrap().team_access, Some(ProjectAccess::View));
    }

    #[test]
    fn a_body_sends_what_was_set() {
        assert_eq!(serde_json::to_value(ProjectChanges::new("Guild")).unwrap(), json!({"name": "Guild"}));
        assert!(serde_json::to_value(NewProject::new("x".repeat(61))).is_err());
        assert_eq!(
            serde_json::to_value(NewProjectMember::new("ada@example.com", ProjectRole::Coowner)).unwrap(),
            json!({"email": "ada@example.com", "role": "coowner"})
        );
        assert_eq!(
            serde_json::to_value(
                ProjectSettingsChanges::new().team_access(ProjectAccess::Unknown("edit".into()))
            )
            .unwrap(),
            json!({"sharingPolicySettings": {"teamAccess": "edit"}})
        );
        assert_eq!(serde_json::to_value(ProjectMemberChanges::new()).unwrap(), json!({}));
    }
}
