//! The effect of a single change on a resource.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::Kind;
use crate::scim::error;
use crate::scim::filter::{Filter, Literal, Operator, Target};
use crate::scim::schema::{self, Attribute};
use crate::server::error::ApiError;
use crate::state::store::Object;

/// Changes the target of the resource.
pub(crate) fn edit(
    resource: &mut Object,
    target: &Target,
    kind: Kind,
    value: Option<&Value>,
) -> Result<(), ApiError> {
    let Some((attribute, outer)) = target.path.split_last() else { return Ok(()) };
    within(resource, outer, kind, &mut |object| match &target.condition {
        None => change(object, attribute, kind, value),
        Some(condition) => {
            let values = object.entry(attribute.name).or_insert_with(|| json!([]));
            let Value::Array(values) = values else { return Ok(()) };
            change_some(values, condition, target.part, kind, value)
        }
    })
}

/// Descends to the object to change. Missing objects are created, except for a removal.
fn within(
    object: &mut Object,
    path: &[&'static Attribute],
    kind: Kind,
    change: &mut dyn FnMut(&mut Object) -> Result<(), ApiError>,
) -> Result<(), ApiError> {
    let Some((outer, inner)) = path.split_first() else { return change(object) };
    if kind != Kind::Remove && !outer.multi_valued {
        object.entry(outer.name).or_insert_with(|| json!({}));
    }
    match object.get_mut(outer.name) {
        Some(Value::Object(object)) => within(object, inner, kind, change),
        Some(Value::Array(values)) if !values.is_empty() => {
            let mut objects = values.iter_mut().filter_map(Value::as_object_mut);
            objects.try_for_each(|object| within(object, inner, kind, change))
        }
        _ if kind == Kind::Remove => Ok(()),
        _ => Err(error::refused("noTarget", format!("there are no {}", outer.name))),
    }
}

/// Changes a whole attribute.
fn change(
    object: &mut Object,
    attribute: &'static Attribute,
    kind: Kind,
    value: Option<&Value>,
) -> Result<(), ApiError> {
    let current = object.get_mut(attribute.name);
    let Some(value) = value.map(|value| read(attribute, value)) else {
        object.remove(attribute.name);
        return Ok(());
    };
    match (kind, value, current) {
        (Kind::Remove, value, current) if attribute.multi_valued => {
            let gone: HashSet<_> = each(value).iter().map(identity).collect();
            if let Some(Value::Array(values)) = current {
                values.retain(|value| !gone.contains(&identity(value)));
            }
        }
        (Kind::Remove, ..) => {
            let detail = format!("{}: a removal takes a value only where there are several", attribute.name);
            return Err(error::refused("invalidValue", detail));
        }
        (Kind::Add, value, Some(Value::Array(values))) if attribute.multi_valued => {
            let mut known: HashSet<_> = values.iter().map(identity).collect();
            values.extend(each(value).into_iter().filter(|value| known.insert(identity(value))));
        }
        (_, value, _) if attribute.multi_valued => {
            object.insert(attribute.name.to_owned(), Value::Array(each(value)));
        }
        (_, Value::Object(parts), Some(Value::Object(current))) => current.extend(parts),
        (_, value, _) => {
            object.insert(attribute.name.to_owned(), value);
        }
    }
    Ok(())
}

/// Changes the values that meet a condition, or a part of each.
fn change_some(
    values: &mut Vec<Value>,
    condition: &Filter,
    part: Option<&'static Attribute>,
    kind: Kind,
    value: Option<&Value>,
) -> Result<(), ApiError> {
    let accepts = |value: &Value| value.as_object().is_some_and(|value| condition.accepts(value));
    if !values.iter().any(accepts) {
        // Identity providers add a first value through a condition that it then meets.
        let first = required_parts(condition).filter(|_| kind == Kind::Add);
        values.push(Value::Object(first.ok_or_else(|| error::refused("noTarget", "no value is like that"))?));
    }
    if let (None, Kind::Remove) = (part, kind) {
        values.retain(|value| !accepts(value));
        return Ok(());
    }
    for chosen in values.iter_mut().filter(|value| accepts(value)).filter_map(Value::as_object_mut) {
        match (part, value) {
            (Some(part), value) => change(chosen, part, kind, value)?,
            (None, Some(Value::Object(parts))) => chosen.extend(parts.clone()),
            (None, _) => return Err(error::refused("invalidValue", "value: must be an object")),
        }
    }
    Ok(())
}

/// Returns a value that meets a condition, if the condition consists of equalities.
fn required_parts(condition: &Filter) -> Option<Object> {
    match condition {
        Filter::Compare(path, Operator::Equal, literal) => {
            let value = match literal {
                Literal::Text(text) => Value::from(text.as_str()),
                Literal::Boolean(boolean) => Value::from(*boolean),
                Literal::Null => return None,
            };
            Some(Object::from_iter([(path.last()?.name.to_owned(), value)]))
        }
        Filter::All(filters) => {
            let parts: Option<Vec<Object>> = filters.iter().map(required_parts).collect();
            Some(parts?.into_iter().flatten().collect())
        }
        _ => None,
    }
}

/// Renames the attributes of a value to their spelling in the schema. Miro accepts quoted booleans here.
fn read(attribute: &Attribute, value: &Value) -> Value {
    match (attribute.kind, value) {
        (schema::Kind::Boolean, Value::String(text)) => {
            text.to_ascii_lowercase().parse().map_or_else(|_| value.clone(), Value::Bool)
        }
        _ => attribute.canonical_value(value.clone()),
    }
}

fn each(value: Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values,
        single => vec![single],
    }
}

/// Returns the key of a value among those of an attribute: its `value`, or else the whole.
fn identity(value: &Value) -> (bool, String) {
    let part = value.get("value");
    (part.is_some(), part.unwrap_or(value).to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::Kind::{self, Add, Remove, Replace};
    use super::edit;
    use crate::scim::filter::parse_target;
    use crate::scim::schema::USER_ATTRIBUTES;
    use crate::state::object;

    fn edited(user: Value, kind: Kind, path: &str, value: Value) -> Option<Value> {
        let mut user = object(user);
        let target = parse_target(path, USER_ATTRIBUTES).unwrap();
        edit(&mut user, &target, kind, Some(&value).filter(|value| !value.is_null())).ok()?;
        Some(Value::Object(user))
    }

    #[test]
    fn simple_attributes_are_set_and_removed() {
        let user = json!({"displayName": "A"});
        let renamed = Some(json!({"displayName": "B"}));
        assert_eq!(edited(user.clone(), Replace, "DISPLAYNAME", json!("B")), renamed);
        assert_eq!(edited(user.clone(), Add, "displayName", json!("B")), renamed);
        assert_eq!(edited(user.clone(), Remove, "displayName", Value::Null), Some(json!({})));
        assert_eq!(edited(user, Remove, "displayName", json!("A")), None);
        assert_eq!(edited(json!({}), Replace, "active", json!("False")), Some(json!({"active": false})));
        assert_eq!(edited(json!({}), Replace, "active", json!("no")), Some(json!({"active": "no"})));
    }

    #[test]
    fn parts_are_changed_separately() {
        let user = json!({"name": {"givenName": "A", "familyName": "B"}});
        let renamed = Some(json!({"name": {"givenName": "C", "familyName": "B"}}));
        assert_eq!(edited(user.clone(), Replace, "name.givenName", json!("C")), renamed);
        assert_eq!(edited(user.clone(), Replace, "name", json!({"GIVENNAME": "C"})), renamed);
        let left = Some(json!({"name": {"givenName": "A"}}));
        assert_eq!(edited(user, Remove, "name.familyName", Value::Null), left);

        let urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
        let manager = Some(json!({urn: {"manager": {"displayName": "M"}}}));
        assert_eq!(edited(json!({}), Add, &format!("{urn}:manager.displayName"), json!("M")), manager);
        assert_eq!(
            edited(json!({}), Remove, &format!("{urn}:manager.displayName"), Value::Null),
            Some(json!({}))
        );
    }

    #[test]
    fn values_are_added_once_and_removed_by_value() {
        let user = json!({"roles": [{"value": "a"}]});
        let two = json!({"roles": [{"value": "a"}, {"value": "b", "primary": false}]});
        let add = json!([{"value": "a", "primary": true}, {"Value": "b", "primary": false}]);
        assert_eq!(edited(user.clone(), Add, "roles", add), Some(two.clone()));
        assert_eq!(edited(json!({}), Add, "roles", json!({"value": "a"})), Some(user.clone()));
        assert_eq!(edited(two.clone(), Replace, "roles", json!([{"value": "a"}])), Some(user.clone()));
        assert_eq!(edited(two.clone(), Remove, "roles", json!([{"value": "b"}])), Some(user));
        assert_eq!(edited(two, Remove, "roles", Value::Null), Some(json!({})));
    }

    #[test]
    fn values_are_chosen_by_a_condition() {
        let user = json!({"roles": [{"value": "a", "primary": true}, {"value": "b", "primary": false}]});
        let changed = json!({"roles": [{"value": "c", "primary": true}, {"value": "b", "primary": false}]});
        let path = "roles[primary eq \"True\"].value";
        assert_eq!(edited(user.clone(), Replace, path, json!("c")), Some(changed));
        let left = Some(json!({"roles": [{"value": "a", "primary": true}]}));
        assert_eq!(edited(user.clone(), Remove, "roles[value eq \"B\"]", Value::Null), left);
        assert_eq!(edited(user.clone(), Replace, "roles[value eq \"c\"].display", json!("C")), None);
        assert_eq!(edited(user.clone(), Remove, "roles[value eq \"c\"]", Value::Null), None);
        assert_eq!(edited(user, Replace, "roles[value eq \"a\"]", json!("b")), None);
        let photo = Some(json!({"photos": [{"type": "photo", "value": "https://x/y.png"}]}));
        assert_eq!(
            edited(json!({}), Add, "photos[type eq \"photo\"].value", json!("https://x/y.png")),
            photo
        );
        assert_eq!(edited(json!({}), Add, "photos[type pr].value", json!("https://x/y.png")), None);
    }
}
