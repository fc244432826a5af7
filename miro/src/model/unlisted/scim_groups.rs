use serde_json::json;

use crate::model::UserId;
use crate::model::body::body;
use crate::model::scim::SchemaUri;

body! {
    /// A SCIM group to create.
    ///
    /// ```
    /// use miro::model::unlisted::NewScimGroup;
    ///
    /// let group = NewScimGroup::new("Design").members(["3074457365265951581"]);
    /// ```
    pub create NewScimGroup;

    /// The display name.
    display_name => "displayName": text;
}

impl NewScimGroup {
    /// Creates a group with this name.
    pub fn new(display_name: impl Into<String>) -> Self {
        let mut body = Self::empty();
        body.0.set_serialized("schemas", &[SchemaUri::Group]);
        body.display_name(display_name)
    }

    /// Sets the initial members.
    pub fn members(mut self, members: impl IntoIterator<Item = impl Into<UserId>>) -> Self {
        let members: Vec<_> = members.into_iter().map(|id| json!({ "value": id.into() as UserId })).collect();
        self.0.set("members", members.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_sent_as_the_standard_has_it() {
        let group = NewScimGroup::new("Design").members(["1", "2"]);
        let sent = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
            "displayName": "Design",
            "members": [{"value": "1"}, {"value": "2"}],
        });
        assert_eq!(json!(group.to_json()), sent);
    }
}
