//! User attributes in requests, and their effect.

use serde_json::Value;

use super::roles;
use crate::scim::schema::{CORE_USER, ENTERPRISE_USER};
use crate::server::error::ApiError;
use crate::state::store::Object;
use crate::state::user::User;
use crate::validation::fields::Field;
use crate::validation::problems::Problems;
use crate::validation::rules::{Rule, TEXT};

/// Maximum length of a person's name.
const MAX_NAME_LENGTH: usize = 60;
const NAME: Rule = Rule::Text { min: 0, max: MAX_NAME_LENGTH };
const EMPLOYMENT: Rule = Rule::Text { min: 0, max: 120 };

/// Licenses in ascending order, by SCIM's names and by Miro's other names.
pub(crate) const LICENSES: &[(&str, &str)] = &[
    ("Free Restricted", "free_restricted"),
    ("Free", "free"),
    ("Basic", "basic"),
    ("Standard", "standard"),
    ("Advanced", "advanced"),
    ("Full (Trial)", "full_trial"),
    ("Full", "full"),
];

const PHOTO: &[Field] = &[Field::optional("type", TEXT), Field::required("value", Rule::Url)];
const ROLE: &[Field] = &[
    Field::optional("type", TEXT),
    Field::required("value", TEXT),
    Field::optional("display", TEXT),
    Field::optional("primary", Rule::Boolean),
];
const MANAGER: &[Field] = &[Field::optional("value", TEXT), Field::optional("displayName", NAME)];
const ENTERPRISE: &[Field] = &[
    Field::optional("employeeNumber", Rule::Text { min: 0, max: 20 }),
    Field::optional("costCenter", EMPLOYMENT),
    Field::optional("organization", EMPLOYMENT),
    Field::optional("division", EMPLOYMENT),
    Field::optional("department", EMPLOYMENT),
    Field::optional("manager", Rule::Object(MANAGER)),
];
const NAME_PARTS: &[Field] = &[
    Field::optional("formatted", NAME),
    Field::optional("familyName", NAME),
    Field::optional("givenName", NAME),
];
/// A new user needs both names.
const NAME_PARTS_AT_CREATION: &[Field] = &[
    Field::optional("formatted", NAME),
    Field::required("familyName", NAME),
    Field::required("givenName", NAME),
];

pub(crate) static CREATION: [Field; 10] = person(NAME_PARTS_AT_CREATION);
pub(crate) static REPLACEMENT: [Field; 10] = person(NAME_PARTS);

const fn person(name: &'static [Field]) -> [Field; 10] {
    [
        Field::optional("schemas", Rule::Texts { min: 1, max: 2 }),
        Field::required("userName", TEXT),
        Field::optional("name", Rule::Object(name)),
        Field::optional("displayName", NAME),
        Field::optional("userType", TEXT),
        Field::optional("active", Rule::Boolean),
        Field::optional("photos", Rule::Objects { of: PHOTO, max: usize::MAX }),
        Field::optional("roles", Rule::Objects { of: ROLE, max: usize::MAX }),
        Field::optional("preferredLanguage", TEXT),
        Field::optional(ENTERPRISE_USER.id, Rule::Object(ENTERPRISE)),
    ]
}

/// Returns the differences between two states of a user in the form of responses. Removed attributes are null.
pub(crate) fn changes(before: &Object, after: Object) -> Object {
    let gone = before.keys().filter(|name| !after.contains_key(*name)).cloned();
    let gone: Vec<(String, Value)> = gone.map(|name| (name, Value::Null)).collect();
    let changed = after.into_iter().filter(|(name, value)| before.get(name) != Some(value));
    let mut changes: Object = changed.chain(gone).collect();
    if let Some(Value::Object(name)) = changes.get_mut("name") {
        // The full name and its parts are redundant: an unchanged one must not hide the changed one.
        if name.get("formatted") == before["name"].get("formatted") {
            name.remove("formatted");
        } else {
            name.retain(|part, value| before["name"].get(part) != Some(value));
        }
    }
    changes
}

/// Whether a license is lower than the former one.
pub(crate) fn is_downgrade(former: &str, license: &str) -> bool {
    let level = |license: &str| LICENSES.iter().position(|(_, known)| *known == license);
    level(license) < level(former)
}

/// Sets the attributes of a user. Null clears an attribute.
pub(crate) fn apply(user: &mut User, values: &Object) -> Result<(), ApiError> {
    let mut problems = Problems::default();
    for name in ["userName", "displayName", "userType", "active", "roles"] {
        if values.get(name).is_some_and(Value::is_null) {
            problems.add(name, "cannot be removed");
        }
    }
    check_schemas(values, &mut problems);
    if let Some(address) = text(values, "userName") {
        let parts = address.split_once('@');
        if parts.is_none_or(|(name, host)| name.is_empty() || !host.contains('.')) {
            problems.add("userName", "must be an e-mail address");
        }
        user.email = address.to_owned();
    }
    apply_name(user, values, &mut problems);
    if let Some(user_type) = text(values, "userType") {
        apply_license(user, user_type, &mut problems);
    }
    if let Some(active) = values.get("active").and_then(Value::as_bool) {
        user.active = active;
    }
    if let Some(Value::Array(sent)) = values.get("roles") {
        roles::apply(user, sent, &mut problems);
    }
    for name in ["photos", "preferredLanguage", ENTERPRISE_USER.id] {
        if let Some(value) = values.get(name) {
            set_profile(user, name, value.clone());
        }
    }
    problems.check()
}

fn check_schemas(values: &Object, problems: &mut Problems) {
    let sent = values.get("schemas").and_then(Value::as_array).into_iter().flatten();
    for urn in sent.filter_map(Value::as_str) {
        if ![CORE_USER.id, ENTERPRISE_USER.id].iter().any(|known| known.eq_ignore_ascii_case(urn)) {
            problems.add("schemas", format!("{urn} is no schema of a user"));
        }
    }
}

/// Sets the name: the display name takes precedence over the full name, and this over its parts.
fn apply_name(user: &mut User, values: &Object, problems: &mut Problems) {
    let none = Object::new();
    let name = values.get("name").and_then(Value::as_object).unwrap_or(&none);
    let parts = ["givenName", "familyName"].iter().filter_map(|part| text(name, part));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    if parts.iter().map(|part| part.chars().count()).sum::<usize>() > MAX_NAME_LENGTH {
        problems.add("name", format!("must have at most {MAX_NAME_LENGTH} characters in all"));
    }
    let (displayed, formatted, joined) =
        (text(values, "displayName"), text(name, "formatted"), parts.join(" "));
    let candidates = [displayed, formatted, Some(joined.as_str())];
    if let Some(full) = candidates.into_iter().flatten().find(|name| !name.is_empty()) {
        user.name = full.to_owned();
        user.profile.remove("name");
    }
    let mut parts = name.clone();
    parts.remove("formatted");
    if !name.is_empty() {
        set_profile(user, "name", Value::Object(parts));
    }
}

fn apply_license(user: &mut User, user_type: &str, problems: &mut Problems) {
    match LICENSES.iter().find(|(name, _)| *name == user_type) {
        Some((_, license)) => user.license = (*license).to_owned(),
        None => problems.add("userType", format!("there is no {user_type}")),
    }
}

/// Stores an attribute without a field in [`User`]. Empty ones are removed.
fn set_profile(user: &mut User, name: &str, mut value: Value) {
    // The ids of Miro's users are numbers: other managers are ignored without an error.
    let manager = value.get_mut("manager").and_then(Value::as_object_mut);
    if let Some(manager) = manager {
        let is_number = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        manager.retain(|part, value| part != "value" || value.as_str().is_some_and(is_number));
    }
    prune(&mut value);
    if is_empty(&value) {
        user.profile.remove(name);
    } else {
        user.profile.insert(name.to_owned(), value);
    }
}

/// Removes attributes without a value.
fn prune(value: &mut Value) {
    if let Value::Object(parts) = value {
        parts.values_mut().for_each(prune);
        parts.retain(|_, part| !is_empty(part));
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(parts) => parts.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn text<'o>(object: &'o Object, name: &str) -> Option<&'o str> {
    object.get(name).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{apply, changes};
    use crate::state::clock::Clock;
    use crate::state::object;
    use crate::state::user::{INTERNAL_USER, User};

    fn with(values: Value) -> User {
        let mut user = User::new("1", "a@b.c", "a@b.c", INTERNAL_USER, &Clock::default());
        apply(&mut user, &object(values)).unwrap();
        user
    }

    #[test]
    fn display_name_takes_precedence() {
        let parts = json!({"givenName": "Ann", "familyName": "Lee"});
        let formatted = json!({"formatted": "Dr Lee", "givenName": "Ann", "familyName": "Lee"});
        assert_eq!(with(json!({"displayName": "A", "name": formatted})).name, "A");
        assert_eq!(with(json!({"displayName": "", "name": formatted})).name, "Dr Lee");
        assert_eq!(with(json!({"name": parts})).name, "Ann Lee");
        assert_eq!(with(json!({"name": {"givenName": "", "familyName": "Lee"}})).name, "Lee");
        assert_eq!(with(json!({})).name, "a@b.c");
    }

    #[test]
    fn only_changed_attributes_are_applied() {
        let name = json!({"formatted": "Ann Lee", "givenName": "Ann", "familyName": "Lee"});
        let before = object(json!({"displayName": "Ann Lee", "name": name, "active": true, "photos": [1]}));
        let change = |edit: &dyn Fn(&mut Value)| {
            let mut after = Value::Object(before.clone());
            edit(&mut after);
            Value::Object(changes(&before, object(after)))
        };
        assert_eq!(change(&|_| {}), json!({}));
        let part = change(&|user| user["name"]["givenName"] = "Zoe".into());
        assert_eq!(part, json!({"name": {"givenName": "Zoe", "familyName": "Lee"}}));
        let whole = change(&|user| user["name"]["formatted"] = "Dr Lee".into());
        assert_eq!(whole, json!({"name": {"formatted": "Dr Lee"}}));
        let gone = change(&|user| drop(user.as_object_mut().unwrap().remove("photos")));
        assert_eq!(gone, json!({"photos": null}));
    }

    #[test]
    fn empty_attributes_and_invalid_manager_ids_are_dropped() {
        let urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
        let user = with(json!({urn: {"division": "", "manager": {"value": "Bob", "displayName": ""}}}));
        assert!(user.profile.is_empty(), "{user:?}");
        let user = with(json!({urn: {"manager": {"value": "12", "displayName": "Bob"}}}));
        assert_eq!(user.profile[urn]["manager"], json!({"value": "12", "displayName": "Bob"}));
    }
}
