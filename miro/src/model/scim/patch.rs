use std::fmt;

use miro_core::open_enum;
use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};
use serde_json::Value;

open_enum! {
    /// What is done by an operation of a change.
    pub PatchVerb {
        Add = "Add",
        Remove = "Remove",
        Replace = "Replace",
    }
}

/// One operation of a change ([RFC 7644, section 3.5.2](https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2)).
///
/// For what has no method: `changes.operation(PatchOperation::replace("preferredLanguage", "de_DE"))`. The path names an
/// attribute, or values of one: `roles[value eq "Content Admin"]`, whose brackets hold a [`Filter`](super::Filter).
#[derive(Clone, Debug, PartialEq)]
#[must_use = "an operation does nothing until it is given to a change"]
pub struct PatchOperation {
    verb: PatchVerb,
    path: String,
    value: Option<Value>,
}

impl PatchOperation {
    /// Adds this value.
    pub fn add(path: impl Into<String>, value: impl Into<Value>) -> Self {
        Self { verb: PatchVerb::Add, path: path.into(), value: Some(value.into()) }
    }

    /// Removes what the path names, all of it: `members` is every member.
    pub fn remove(path: impl Into<String>) -> Self {
        Self { verb: PatchVerb::Remove, path: path.into(), value: None }
    }

    /// Puts this value in place of what is there.
    pub fn replace(path: impl Into<String>, value: impl Into<Value>) -> Self {
        Self { verb: PatchVerb::Replace, path: path.into(), value: Some(value.into()) }
    }

    /// What is done.
    #[must_use]
    pub fn verb(&self) -> &PatchVerb {
        &self.verb
    }

    /// What it is done to.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What it is done with.
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        self.value.as_ref()
    }
}

impl Serialize for PatchOperation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("op", &self.verb)?;
        map.serialize_entry("path", &self.path)?;
        if let Some(value) = &self.value {
            map.serialize_entry("value", value)?;
        }
        map.end()
    }
}

/// The operations of a change, in their order, and what is wrong with them.
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

    /// Replaces a text of at most this many characters.
    pub(super) fn replace_text(&mut self, path: &str, text: String, most: usize) {
        let length = text.chars().count();
        if length > most {
            self.refuse(path, &format_args!("{length} characters, but Miro takes 0 to {most}"));
        }
        self.push(PatchOperation::replace(path, text));
    }

    /// The first problem is the one that is told.
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

/// A change: a type around its [`Patch`].
macro_rules! patch {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[must_use = "a body does nothing until it is given to a call"]
        pub struct $name($crate::model::scim::patch::Patch);

        impl $name {
            /// Changes nothing yet.
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
