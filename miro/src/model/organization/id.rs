use miro_core::id;

use super::{
    DataClassificationLabel, OrgMember, Organization, Project, ProjectMember, Team, TeamMember,
    TeamUserGroup, UserGroup, UserGroupAccess, UserGroupMember, UserGroupTeam,
};
use crate::model::{OrgId, ProjectId, TeamId, UserId};

id! {
    /// Identifies a user group of an organization. Groups of items have an [`ItemGroupId`](crate::model::ItemGroupId).
    pub UserGroupId;
    /// Identifies a classification label for boards.
    pub DataClassificationLabelId;
}

/// Implements conversions from an object to its id, so that setters accept either.
macro_rules! identified {
    ($($object:ident by $id:ident;)+) => {$(
        impl From<&$object> for $id {
            fn from(object: &$object) -> Self {
                object.id.clone()
            }
        }
    )+};
}

identified! {
    Organization by OrgId;
    OrgMember by UserId;
    Team by TeamId;
    TeamMember by UserId;
    TeamUserGroup by UserGroupId;
    Project by ProjectId;
    ProjectMember by UserId;
    UserGroup by UserGroupId;
    UserGroupMember by UserId;
    UserGroupTeam by TeamId;
    UserGroupAccess by UserGroupId;
    DataClassificationLabel by DataClassificationLabelId;
}
