use std::fmt;

use miro_core::open_enum;
use miro_core::operation::KnownValues;
use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::model::body::Fields;

open_enum! {
    /// The kind of an operation.
    pub PatchVerb {
        Add = "Add",
        Remove = "Remove",
        Replace = "Replace",
    }
}

/// One operation of a change ([RFC 7644, section 3.5.2](https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2)).
///
/// For changes that have no method: `changes.operation(PatchOperation::replace("preferredLanguage", "de_DE"))`. The
/// path selects an attribute, or some of its values: `roles[value eq "Content Admin"]`, with a
/// [`Filter`](super::Filter) in brackets.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "an operation does nothing until it is given to a change"]
pub struct PatchOperation {
    verb: PatchVerb,
    path: Option<String>,
    value: Option<Value>,
}

impl PatchOperation {
    /// Adds this value.
    pub fn add(path: impl Into<String>, value: impl Into<Value>) -> Self {
        Self { verb: PatchVerb::Add, path: Some(path.into()), value: Some(value.into()) }
    }

    /// Removes everything that the path selects: `members` is every member.
    pub fn remove(path: impl Into<String>) -> Self {
        Self { verb: PatchVerb::Remove, path: Some(path.into()), value: None }
    }

    /// Replaces the selected values with this one.
    pub fn replace(path: impl Into<String>, value: impl Into<Value>) -> Self {
        Self { verb: PatchVerb::Replace, path: Some(path.into()), value: Some(value.into()) }
    }

    /// Adds attributes by their names, without a path.
    ///
    /// ```
    /// use miro::model::scim::PatchOperation;
    /// use serde_json::json;
    ///
    /// let members = PatchOperation::add_attributes([("members", json!([{"value": "3074457365265951581"}]))]);
    /// ```
    pub fn add_attributes<N: Into<String>>(attributes: impl IntoIterator<Item = (N, Value)>) -> Self {
        Self { verb: PatchVerb::Add, path: None, value: Some(object(attributes)) }
    }

    /// Replaces attributes by their names, without a path.
    ///
    /// Miro's reference renames a group this way, with its `id` among the attributes. For users Miro requires a path.
    ///
    /// ```
    /// use miro::model::scim::{GroupChanges, PatchOperation};
    ///
    /// let attributes = [("id", "3074457365836251622".into()), ("displayName", "Design".into())];
    /// let changes = GroupChanges::new().operation(PatchOperation::replace_attributes(attributes));
    /// ```
    pub fn replace_attributes<N: Into<String>>(attributes: impl IntoIterator<Item = (N, Value)>) -> Self {
        Self { verb: PatchVerb::Replace, path: None, value: Some(object(attributes)) }
    }

    /// Returns the kind of the operation.
    #[must_use]
    pub fn verb(&self) -> &PatchVerb {
        &self.verb
    }

    /// Returns the path; `None` if the value names the attributes.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// Returns the value.
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        self.value.as_ref()
    }
}

fn object<N: Into<String>>(attributes: impl IntoIterator<Item = (N, Value)>) -> Value {
    Value::Object(attributes.into_iter().map(|(name, value)| (name.into(), value)).collect())
}

impl Serialize for PatchOperation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("op", &self.verb)?;
        if let Some(path) = &self.path {
            map.serialize_entry("path", path)?;
        }
        if let Some(value) = &self.value {
            map.serialize_entry("value", value)?;
        }
        map.end()
    }
}

/// The operations of a change in their order, and the first problem with them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Patch {
    operations: Vec<PatchOperation>,
    problem: Option<Box<str>>,
}

impl Patch {
    const SCHEMAS: [&str; 1] = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];

    pub(super) fn push(&mut self, operation: PatchOperation) {
        self.operations.push(operation);
    }

    /// Replaces a text, limited to this many characters.
    pub(super) fn replace_text(&mut self, path: &str, text: String, most: usize) {
        let length = text.chars().count();
        if length > most {
            self.refuse(path, &format_args!("{length} characters, but Miro takes 0 to {most}"));
        }
        self.push(PatchOperation::replace(path, text));
    }

    /// Replaces a text with one of the values that Miro accepts there.
    pub(super) fn replace_value<T: KnownValues + Serialize>(
        &mut self,
        path: &'static str,
        value: &T,
        taken: &[&str],
    ) {
        let mut fields = Fields::default();
        fields.set_one_of(path, value, taken);
        match fields.into_value(path) {
            Ok(value) => self.push(PatchOperation::replace(path, value)),
            Err(problem) => self.problem = self.problem.take().or(Some(problem)),
        }
    }

    /// Records a problem. Only the first one is reported.
    pub(super) fn refuse(&mut self, path: &str, reason: &dyn fmt::Display) {
        if self.problem.is_none() {
            self.problem = Some(format!("`{path}`: {reason}").into());
        }
    }
}

impl Serialize for Patch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(problem) = &self.problem {
            return Err(S::Error::custom(problem));
        }
        if self.operations.is_empty() {
            return Err(S::Error::custom(
                "`Operations`: nothing is changed, and Miro takes 1 operation or more",
            ));
        }
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("schemas", &Self::SCHEMAS)?;
        map.serialize_entry("Operations", &self.operations)?;
        map.end()
    }
}

/// Declares a change: a newtype around its [`Patch`].
macro_rules! patch {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[must_use = "a body does nothing until it is given to a call"]
        pub struct $name($crate::model::scim::patch::Patch);

        impl $name {
            /// Creates a change without operations.
            pub fn new() -> Self {
                Self::default()
            }

            /// Adds an operation that has no method here.
            pub fn operation(mut self, operation: $crate::model::scim::PatchOperation) -> Self {
                self.0.push(operation);
                self
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }
    };
}

pub(super) use patch;

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::scim::{GroupChanges, OrganizationRole, UserChanges, UserType};

    #[test]
    fn attributes_are_changed_without_a_path() {
        let replace =
            PatchOperation::replace_attributes([("id", json!("7")), ("displayName", json!("Design"))]);
        assert_eq!(replace.path(), None);
        let add = PatchOperation::add_attributes([("members", json!([{"value": "1"}]))]);
        let changes = serde_json::to_value(GroupChanges::new().operation(replace).operation(add)).unwrap();
        assert_eq!(
            changes["Operations"],
            json!([
                {"op": "Replace", "value": {"id": "7", "displayName": "Design"}},
                {"op": "Add", "value": {"members": [{"value": "1"}]}},
            ])
        );
    }

    #[test]
    fn a_value_that_miro_does_not_take_is_refused() {
        let told = |changes: UserChanges| serde_json::to_value(changes).unwrap_err().to_string();
        let expected = "`userType`: \"full\" is not a value of UserType; did you mean \"Full\"? \
                        UserType::Unknown(\"full\".into()) is sent as it is";
        assert_eq!(told(UserChanges::new().user_type("full")), expected);
        assert!(told(UserChanges::new().role(OrganizationRole::TeamGuestUser)).contains("Miro takes only"));
        let own = UserChanges::new().user_type(UserType::Unknown("Guest".into()));
        assert_eq!(serde_json::to_value(own).unwrap()["Operations"][0]["value"], "Guest");
    }
}
