use super::UserGroupId;
use crate::model::body::body;
use crate::model::object::object;

object! {
    /// A user group of an organization.
    ///
    /// Not to be confused with groups of items on boards.
    pub UserGroup {
        /// Identifies the user group.
        id => "id": UserGroupId, required;
        /// `user-group`.
        kind => "type": text;
        /// The user group's name.
        name => "name": text;
        /// The user group's description.
        description => "description": text;
    }
}

body! {
    /// A user group to create.
    pub create NewUserGroup;
    /// Changes to a user group.
    pub change UserGroupChanges;

    /// The user group's name.
    name => "name": text in 1..=60;
    /// The user group's description.
    description => "description": text in 0..=300;
}

impl NewUserGroup {
    /// Creates a user group with this name, of 1 to 60 characters.
    pub fn new(name: impl Into<String>) -> Self {
        Self::empty().name(name)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_user_group_reads_what_miro_sends() {
        let json = r#"{"id":"3074457345618265000","name":"My group","description":null,"type":"user-group"}"#;
        let group: UserGroup = serde_json::from_str(json).unwrap();
        assert_eq!(UserGroupId::from(&group), "3074457345618265000");
        assert_eq!((group.name.as_deref(), group.description), (Some("My group"), None));
    }

    #[test]
    fn a_body_sends_what_was_set() {
        let group = NewUserGroup::new("Product").description("All of product");
        assert_eq!(
            serde_json::to_value(&group).unwrap(),
            json!({"name": "Product", "description": "All of product"})
        );
        assert_eq!(
            serde_json::to_value(UserGroupChanges::new().description("")).unwrap(),
            json!({"description": ""})
        );
        let error = serde_json::to_value(UserGroupChanges::new().description("x".repeat(301))).unwrap_err();
        assert_eq!(error.to_string(), "`description`: 301 characters, but Miro takes 0 to 300");
    }
}
