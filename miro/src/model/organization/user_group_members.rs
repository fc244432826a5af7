use miro_core::open_enum;
use miro_core::operation::CountItems;

use crate::model::UserId;
use crate::model::body::{Fields, body, body_type};
use crate::model::object::object;

object! {
    /// A member of a user group.
    pub UserGroupMember {
        /// The id of the user.
        id => "id": UserId, required;
        /// `user-group-member`.
        kind => "type": text;
        /// The user's e-mail address.
        email => "email": text;
    }

    /// The result of adding users to a user group, or of removing them.
    #[derive(Default)]
    pub MembershipResult {
        /// The operation.
        operation => "operation": MembershipOperation;
        /// The HTTP status that a separate call of this operation would have returned.
        status => "status": count;
        /// The users who were added or removed; empty if the operation failed.
        affected_users => "affectedUsers": [UserGroupMember];
        /// The error; `None` if the operation succeeded.
        error => "error": MembershipError;
    }

    /// Why users could not be added to a user group, or removed from it.
    #[derive(Default)]
    pub MembershipError {
        /// `error`.
        kind => "type": text;
        /// The HTTP status of the error.
        status => "status": count;
        /// Miro's error code, e.g. `invalidParameters`.
        code => "code": text;
        /// Miro's error message.
        message => "message": text;
    }
}

impl MembershipResult {
    /// Whether the operation succeeded.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.error.is_none() && self.status.is_none_or(|status| (200..300).contains(&status))
    }
}

open_enum! {
    /// An operation on the members of a user group.
    pub MembershipOperation {
        AddMembers = "addMembers",
        RemoveMembers = "removeMembers",
    }
}

body! {
    /// A user to add to a user group.
    pub create NewUserGroupMember;

    /// The user's e-mail address.
    email => "email": text;
}

impl NewUserGroupMember {
    /// Creates a member with this e-mail address.
    pub fn new(email: impl Into<String>) -> Self {
        Self::empty().email(email)
    }
}

body_type! {
    /// Users to add to a user group and to remove from it, up to 500 in total.
    ///
    /// ```
    /// use miro::model::organization::UserGroupMembersUpdate;
    ///
    /// let update = UserGroupMembersUpdate::new()
    ///     .members_to_add(["ada@example.com", "3074457345618265000"])
    ///     .members_to_remove(["bob@example.com"]);
    /// ```
    UserGroupMembersUpdate
}

impl UserGroupMembersUpdate {
    const ADD: &str = "membersToAdd";
    const REMOVE: &str = "membersToRemove";

    /// Creates an update without changes.
    pub fn new() -> Self {
        Self(Fields::default())
    }

    /// Sets the users to add, each by id or e-mail address.
    pub fn members_to_add(self, users: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.set(Self::ADD, users.into_iter().map(Into::into).collect())
    }

    /// Sets the users to remove, each by id or e-mail address.
    pub fn members_to_remove(self, users: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.set(Self::REMOVE, users.into_iter().map(Into::into).collect())
    }

    fn set(mut self, path: &'static str, users: Vec<String>) -> Self {
        self.0.set_list(path, &users, None);
        let count = self.count_items();
        if count > 500 {
            self.0.refuse(path, &format_args!("{count} users in all, but Miro takes up to 500"));
        }
        self
    }
}

impl Default for UserGroupMembersUpdate {
    fn default() -> Self {
        Self::new()
    }
}

// Not recommended in compiler errors, because this type does not help when another body does not count its items.
#[diagnostic::do_not_recommend]
impl CountItems for UserGroupMembersUpdate {
    fn count_items(&self) -> u32 {
        let lists = [Self::ADD, Self::REMOVE].into_iter().filter_map(|path| self.0.get(path)?.as_array());
        lists.map(Vec::len).sum::<usize>().try_into().unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn results_tell_what_succeeded_from_what_failed() {
        let json = r#"[
            {"operation":"addMembers","status":200,"affectedUsers":[{"id":7,"email":"ada@example.com"}]},
            {"operation":"removeMembers","status":"400",
                "error":{"status":400,"code":2.0703,"message":"no such user","type":"error"}},
            {"operation":"swapMembers","status":500}
        ]"#;
        let results: Vec<MembershipResult> = serde_json::from_str(json).unwrap();
        assert_eq!(
            results.iter().map(MembershipResult::is_success).collect::<Vec<_>>(),
            [true, false, false]
        );
        assert_eq!(UserId::from(&results[0].affected_users[0]), "7");
        let error = results[1].error.as_ref().unwrap();
        assert_eq!((error.status, error.code.as_deref()), (Some(400), Some("2.0703")));
        assert_eq!(results[2].operation, Some(MembershipOperation::Unknown("swapMembers".into())));
    }

    #[test]
    fn an_update_counts_whom_it_names() {
        let update = UserGroupMembersUpdate::new()
            .members_to_add(["1", "ada@example.com"])
            .members_to_remove([UserId::new("2")]);
        assert_eq!(update.count_items(), 3);
        assert_eq!(
            serde_json::to_value(&update).unwrap(),
            json!({"membersToAdd": ["1", "ada@example.com"], "membersToRemove": ["2"]})
        );
        assert_eq!(UserGroupMembersUpdate::new().count_items(), 0);
    }

    #[test]
    fn an_update_names_up_to_500_users_in_all() {
        let some = |count: usize| (0..count).map(|number| number.to_string());
        let update = UserGroupMembersUpdate::new().members_to_add(some(250));
        assert!(serde_json::to_value(update.clone().members_to_remove(some(250))).is_ok());
        let error = serde_json::to_value(update.members_to_remove(some(251))).unwrap_err().to_string();
        assert_eq!(error, "`membersToRemove`: 501 users in all, but Miro takes up to 500");
    }
}
