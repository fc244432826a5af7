//! The attributes of users and groups: one table for discovery, filters, sorting, projections and changes.

mod tables;

use serde_json::{Value, json};

pub(crate) use tables::{
    CORE_USER, ENTERPRISE_USER, GROUP, GROUP_ATTRIBUTES, PATCH_ATTRIBUTES, SCHEMAS, Schema, USER_ATTRIBUTES,
};

use crate::state::store::Object;

/// An attribute of a resource, or a sub-attribute.
#[derive(Debug, PartialEq)]
pub(crate) struct Attribute {
    pub(crate) name: &'static str,
    description: &'static str,
    pub(crate) kind: Kind,
    pub(crate) multi_valued: bool,
    required: bool,
    unique: bool,
    pub(crate) read_only: bool,
}

/// The type of an attribute's value, or of each of its values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Text,
    Boolean,
    /// An object with these sub-attributes.
    Complex(&'static [Attribute]),
}

/// The path to an attribute, from the outside to the inside. Never empty.
pub(crate) type Path = Vec<&'static Attribute>;

impl Attribute {
    const fn new(name: &'static str, kind: Kind, description: &'static str) -> Self {
        Self {
            name,
            description,
            kind,
            multi_valued: false,
            required: false,
            unique: false,
            read_only: false,
        }
    }

    const fn text(name: &'static str, description: &'static str) -> Self {
        Self::new(name, Kind::Text, description)
    }

    const fn boolean(name: &'static str, description: &'static str) -> Self {
        Self::new(name, Kind::Boolean, description)
    }

    const fn complex(name: &'static str, parts: &'static [Self], description: &'static str) -> Self {
        Self::new(name, Kind::Complex(parts), description)
    }

    const fn multi_valued(mut self) -> Self {
        self.multi_valued = true;
        self
    }

    const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    const fn unique(mut self) -> Self {
        self.unique = true;
        self
    }

    const fn read_only(mut self) -> Self {
        self.read_only = true;
        self
    }

    /// Returns the sub-attributes.
    pub(crate) fn parts(&self) -> &'static [Self] {
        match self.kind {
            Kind::Complex(parts) => parts,
            Kind::Text | Kind::Boolean => &[],
        }
    }

    /// Returns the attribute with this name. Names are not case-sensitive.
    pub(crate) fn named(attributes: &'static [Self], name: &str) -> Option<&'static Self> {
        attributes.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name))
    }

    /// Returns the attribute at a path such as `name.givenName`, `urn:...:core:2.0:User:name.givenName` or
    /// `urn:...:enterprise:2.0:User:manager.displayName`.
    pub(crate) fn at(attributes: &'static [Self], path: &str) -> Option<Path> {
        let core = [CORE_USER, GROUP].iter().find_map(|schema| after_urn(path, schema.id));
        let path = core.and_then(|rest| rest.strip_prefix(':')).unwrap_or(path);
        let extension = Self::named(attributes, ENTERPRISE_USER.id);
        let (mut found, rest) = match extension.zip(after_urn(path, ENTERPRISE_USER.id)) {
            Some((extension, "")) => return Some(vec![extension]),
            Some((extension, rest)) => (vec![extension], rest.strip_prefix(':')?),
            None => (Vec::new(), path),
        };
        for name in rest.split('.') {
            let within = found.last().map_or(attributes, |outer: &&Self| outer.parts());
            found.push(Self::named(within, name)?);
        }
        Some(found)
    }

    /// Renames the attributes of a request to their spelling in the schema, and drops read-only ones, as the
    /// standard demands. Unknown names are kept.
    pub(crate) fn canonical(attributes: &'static [Self], sent: Object) -> Object {
        let mut canonical = Object::new();
        for (name, value) in sent {
            match Self::named(attributes, &name) {
                Some(attribute) if attribute.read_only => {}
                Some(attribute) => {
                    canonical.insert(attribute.name.to_owned(), attribute.canonical_value(value));
                }
                None => {
                    canonical.insert(name, value);
                }
            }
        }
        canonical
    }

    /// Renames the attributes of a value, or of each value of a list, to their spelling in the schema.
    pub(crate) fn canonical_value(&self, value: Value) -> Value {
        match value {
            Value::Object(object) => Value::Object(Self::canonical(self.parts(), object)),
            Value::Array(values) => values.into_iter().map(|value| self.canonical_value(value)).collect(),
            simple => simple,
        }
    }

    /// Returns the attribute's description for discovery. Miro documents sub-attributes only in the response with
    /// one schema.
    pub(crate) fn described(&self, with_parts: bool) -> Value {
        let mut described = json!({
            "name": self.name,
            "type": match self.kind {
                Kind::Text => "string",
                Kind::Boolean => "boolean",
                Kind::Complex(_) => "complex",
            },
            "multiValued": self.multi_valued,
            "description": self.description,
            "required": self.required,
            "caseExact": false,
            "mutability": if self.read_only { "readOnly" } else { "readWrite" },
            "returned": "default",
            "uniqueness": if self.unique { "server" } else { "none" },
        });
        if with_parts && !self.parts().is_empty() {
            described["subAttributes"] = self.parts().iter().map(|part| part.described(true)).collect();
        }
        described
    }
}

/// Returns the rest of a text after a URN, if it starts with it.
fn after_urn<'t>(text: &'t str, urn: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(urn.len())?;
    start.eq_ignore_ascii_case(urn).then_some(rest)
}

/// Returns all values of a resource at a path.
pub(crate) fn values<'r>(resource: &'r Object, path: &[&'static Attribute]) -> Vec<&'r Value> {
    let Some((outer, inner)) = path.split_first() else { return Vec::new() };
    let Some(value) = resource.get(outer.name) else { return Vec::new() };
    let each = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    if inner.is_empty() {
        return each.iter().collect();
    }
    each.iter().filter_map(Value::as_object).flat_map(|value| values(value, inner)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Attribute, GROUP_ATTRIBUTES, USER_ATTRIBUTES, values};
    use crate::state::object;

    fn at(path: &str) -> Option<Vec<&'static str>> {
        let found = Attribute::at(USER_ATTRIBUTES, path)?;
        Some(found.into_iter().map(|attribute| attribute.name).collect())
    }

    #[test]
    fn attributes_are_found_by_their_paths() {
        let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
        assert_eq!(at("username"), Some(vec!["userName"]));
        assert_eq!(at("NAME.givenname"), Some(vec!["name", "givenName"]));
        assert_eq!(
            at("urn:ietf:params:scim:schemas:core:2.0:User:emails.value"),
            Some(vec!["emails", "value"])
        );
        assert_eq!(at(&enterprise.to_uppercase()), Some(vec![enterprise]));
        assert_eq!(
            at(&format!("{enterprise}:manager.displayName")),
            Some(vec![enterprise, "manager", "displayName"])
        );
        for unknown in
            ["", "nickName", "name.", "userName.value", &format!("{enterprise}:"), &format!("{enterprise}x")]
        {
            assert_eq!(at(unknown), None, "{unknown}");
        }
        assert!(Attribute::at(GROUP_ATTRIBUTES, &format!("{enterprise}:department")).is_none());
    }

    #[test]
    fn names_are_case_insensitive_and_read_only_attributes_ignored() {
        let sent = object(json!({
            "USERNAME": "a@b.c",
            "Name": {"GivenName": "A"},
            "roles": [{"Primary": true}],
            "id": "1",
            "colour": "red",
        }));
        let canonical = object(json!({
            "userName": "a@b.c",
            "name": {"givenName": "A"},
            "roles": [{"primary": true}],
            "colour": "red",
        }));
        assert_eq!(Attribute::canonical(USER_ATTRIBUTES, sent), canonical);
    }

    #[test]
    fn path_can_have_several_values() {
        let user = object(json!({"groups": [{"value": "1"}, {"value": "2"}], "name": {"givenName": "A"}}));
        let found = |path: &str| values(&user, &Attribute::at(USER_ATTRIBUTES, path).unwrap());
        assert_eq!(found("groups.value"), [&json!("1"), &json!("2")]);
        assert_eq!(found("name.givenName"), [&json!("A")]);
        assert!(found("name.familyName").is_empty() && found("emails.value").is_empty());
    }
}
