use miro_core::{open_enum, wire};
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::UserGroupId;
use crate::model::body::body;
use crate::model::object::object;

object! {
    /// A user group with which a board or a project is shared.
    pub UserGroupAccess {
        /// Identifies the user group.
        id => "id": UserGroupId, required;
        /// `board-user-group` or `project-user-group`.
        kind => "type": text;
        /// The user group's role.
        role => "role": UserGroupRole;
    }
}

open_enum! {
    /// The role of a user group on a board or in a project. Uppercase on the wire, unlike the roles of members.
    pub UserGroupRole {
        Viewer = "VIEWER",
        Commenter = "COMMENTER",
        Editor = "EDITOR",
    }
}

/// The response to sharing a board or a project with user groups.
///
/// Miro documents a single user group here, however many the call had; a list of them is read as well.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SharedWith {
    /// The user groups in the response.
    pub groups: Vec<UserGroupAccess>,
}

impl<'de> Deserialize<'de> for SharedWith {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Box::<RawValue>::deserialize(deserializer)?;
        let json = json.get().as_bytes();
        let groups = match json.first() {
            Some(b'[') => wire::list(&mut serde_json::Deserializer::from_slice(json)),
            _ => serde_json::from_slice(json).map(|group| vec![group]),
        };
        groups.map(|groups| Self { groups }).map_err(D::Error::custom)
    }
}

// Like the response: Miro's single user group is not a list.
impl Serialize for SharedWith {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.groups.as_slice() {
            [group] => group.serialize(serializer),
            groups => groups.serialize(serializer),
        }
    }
}

body! {
    /// The user groups with which a board or a project is shared, all with the same role.
    ///
    /// ```
    /// use miro::model::organization::{Sharing, UserGroupRole};
    ///
    /// let sharing = Sharing::with(["3074457345618265000", "3074457345618265001"], UserGroupRole::Editor);
    /// ```
    pub create Sharing;

    /// The user groups.
    user_group_ids => "userGroupIds": [UserGroupId];
    /// The role of the user groups.
    role => "role": UserGroupRole;
}

impl Sharing {
    /// Shares with these user groups, with this role.
    pub fn with(
        user_groups: impl IntoIterator<Item = impl Into<UserGroupId>>,
        role: impl Into<UserGroupRole>,
    ) -> Self {
        Self::empty().user_group_ids(user_groups).role(role)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_group_and_a_list_of_them_are_read() {
        let json = r#" {"id":"1","type":"board-user-group","role":"VIEWER"}"#;
        let one: SharedWith = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&one).unwrap(), json.trim_start());
        let [group] = one.groups.as_slice() else { panic!("{one:?}") };
        assert_eq!((UserGroupId::from(group), group.role.clone()), ("1".into(), Some(UserGroupRole::Viewer)));
        let two: SharedWith =
            serde_json::from_str(r#"[{"id":"1","role":"OWNER"},{"id":2,"role":null}]"#).unwrap();
        assert_eq!(two.groups.iter().map(|group| group.id.as_str()).collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(two.groups[0].role, Some(UserGroupRole::Unknown("OWNER".into())));
        assert_eq!(serde_json::to_value(&two).unwrap(), json!([{"id": "1", "role": "OWNER"}, {"id": "2"}]));
        assert!(serde_json::from_str::<SharedWith>("{}").is_err());
    }

    #[test]
    fn sharing_says_the_role_in_capitals() {
        assert_eq!(
            serde_json::to_value(Sharing::with(["1"], UserGroupRole::Commenter)).unwrap(),
            json!({"userGroupIds": ["1"], "role": "COMMENTER"})
        );
    }
}
