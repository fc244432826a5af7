use miro_core::id;
use serde_json::json;

use super::patch::patch;
use super::{Filter, Meta, PatchOperation, SchemaUri};
use crate::model::UserId;
use crate::model::object::object;

id! {
    /// Identifies a SCIM group; it is the id of the team.
    pub GroupId;
}

object! {
    /// A group, which Miro calls a team.
    pub Group {
        /// Identifies the group.
        id => "id": GroupId, required;
        /// The schemas of the group.
        schemas => "schemas": [SchemaUri];
        /// The display name.
        display_name => "displayName": text;
        /// The members, without guests.
        members => "members": [Member];
        /// The resource type and address, which SCIM returns for every object.
        meta => "meta": Meta;
    }

    /// A user in a group.
    #[derive(Default)]
    pub Member {
        /// The id of the user.
        value => "value": UserId;
        /// The user's display name.
        display => "display": text;
        /// `User`.
        kind => "type": text;
    }
}

impl From<&Group> for GroupId {
    fn from(group: &Group) -> Self {
        group.id.clone()
    }
}

patch! {
    /// Changes to a group.
    ///
    /// A user who is removed from a team loses access to its boards, and the user's own boards pass to an admin;
    /// adding the user again does not restore them. The last admin of a team cannot be removed.
    ///
    /// ```
    /// use miro::model::scim::GroupChanges;
    ///
    /// let changes = GroupChanges::new().display_name("Design").add_members(["3074457365265951581"]);
    /// ```
    GroupChanges
}

impl GroupChanges {
    const MEMBERS: &str = "members";

    /// The largest number of members that Miro accepts in one call.
    const MOST_MEMBERS: usize = 8_000;

    /// Renames the group.
    pub fn display_name(self, name: impl Into<String>) -> Self {
        self.operation(PatchOperation::replace("displayName", name.into()))
    }

    /// Adds these users to the group, up to 8,000. This restores deactivated or deleted users.
    pub fn add_members(self, members: impl IntoIterator<Item = impl Into<UserId>>) -> Self {
        self.members(PatchOperation::add, members)
    }

    /// Replaces all members with these users, up to 8,000.
    pub fn replace_members(self, members: impl IntoIterator<Item = impl Into<UserId>>) -> Self {
        self.members(PatchOperation::replace, members)
    }

    /// Removes this user from the group.
    pub fn remove_member(mut self, member: impl Into<UserId>) -> Self {
        let id = member.into();
        // Miro's reference writes ids without quotation marks here.
        let is_number = !id.as_str().is_empty() && id.as_str().bytes().all(|byte| byte.is_ascii_digit());
        let member = if is_number { Filter::raw(format!("value eq {id}")) } else { Filter::eq("value", id) };
        self.0.push(PatchOperation::remove(format!("{}[{member}]", Self::MEMBERS)));
        self
    }

    fn members(
        mut self,
        operation: fn(&'static str, serde_json::Value) -> PatchOperation,
        members: impl IntoIterator<Item = impl Into<UserId>>,
    ) -> Self {
        let members: Vec<_> = members.into_iter().map(|id| json!({ "value": id.into() as UserId })).collect();
        let (count, most) = (members.len(), Self::MOST_MEMBERS);
        if count > most {
            self.0.refuse(Self::MEMBERS, &format_args!("{count} elements, but Miro takes 0 to {most}"));
        }
        self.0.push(operation(Self::MEMBERS, members.into()));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_reads_what_miro_sends() {
        let group: Group = serde_json::from_value(json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "id": "3074457365836251622",
            "displayName": "Product",
            "members": [{"value": 3074457365265951581_u64, "type": "User", "display": "User One"}, {"value": null}],
            "meta": {"resourceType": "Group", "location": "http://api-synai:9111/api/v1/scim/Groups/3074457365836251622"}
        }))
        .unwrap();
        assert_eq!(GroupId::from(&group), "3074457365836251622");
        assert_eq!(group.schemas, [SchemaUri::Group]);
        assert_eq!(group.members[0].value, Some(UserId::new("3074457365265951581")));
        assert_eq!(group.members[1], Member::default());
        let projected: Group = serde_json::from_str(r#"{"id":"1","displayName":"Product"}"#).unwrap();
        assert!(projected.members.is_empty() && projected.meta.is_none());
    }

    #[test]
    fn changes_are_operations_in_their_order() {
        let changes = GroupChanges::new()
            .add_members(["3074457365265951581", "3074457365266570558"])
            .remove_member("3074457364022187294")
            .remove_member("a\"] or members[value pr")
            .display_name("design_unit2_product")
            .replace_members([UserId::new("1")]);
        let expected = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": [
                {"op": "Add", "path": "members", "value": [{"value": "3074457365265951581"}, {"value": "3074457365266570558"}]},
                {"op": "Remove", "path": "members[value eq 3074457364022187294]"},
                {"op": "Remove", "path": "members[value eq \"a\\\"] or members[value pr\"]"},
                {"op": "Replace", "path": "displayName", "value": "design_unit2_product"},
                {"op": "Replace", "path": "members", "value": [{"value": "1"}]},
            ]
        });
        assert_eq!(serde_json::to_value(changes).unwrap(), expected);
    }

    #[test]
    fn what_miro_does_not_take_is_refused() {
        for (changes, told) in [
            (GroupChanges::new(), "`Operations`: nothing is changed, and Miro takes 1 operation or more"),
            (
                GroupChanges::new().add_members(vec!["1"; 8_001]),
                "`members`: 8001 elements, but Miro takes 0 to 8000",
            ),
        ] {
            assert_eq!(serde_json::to_value(changes).unwrap_err().to_string(), told);
        }
    }
}
