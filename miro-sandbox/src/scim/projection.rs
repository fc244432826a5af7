//! The `attributes` parameter: which attributes of a resource a response contains.

use serde_json::Value;

use super::error;
use super::schema::{Attribute, Path};
use crate::server::call::Call;
use crate::server::error::ApiError;

/// Attributes that every response contains.
const ALWAYS: [&str; 2] = ["schemas", "id"];

/// The requested attributes; all, if the parameter is missing.
#[derive(Debug)]
pub(crate) struct Projection(Option<Vec<Path>>);

impl Projection {
    pub(crate) fn of(call: &Call<'_>, attributes: &'static [Attribute]) -> Result<Self, ApiError> {
        let Some(names) = call.query.get("attributes").filter(|names| !names.is_empty()) else {
            return Ok(Self(None));
        };
        let named = names.split(',').map(|name| {
            let unknown =
                || error::refused("invalidValue", format!("attributes: there is no {}", name.trim()));
            Attribute::at(attributes, name.trim()).ok_or_else(unknown)
        });
        let always = ALWAYS.iter().filter_map(|name| Attribute::at(attributes, name));
        let mut paths = named.collect::<Result<Vec<_>, _>>()?;
        paths.extend(always);
        Ok(Self(Some(paths)))
    }

    pub(crate) fn of_resource(&self, resource: Value) -> Value {
        match &self.0 {
            None => resource,
            Some(paths) => {
                let paths: Vec<&[&Attribute]> = paths.iter().map(Vec::as_slice).collect();
                reduced(&resource, &paths)
            }
        }
    }
}

fn reduced(value: &Value, paths: &[&[&'static Attribute]]) -> Value {
    match value {
        Value::Array(values) => values.iter().map(|value| reduced(value, paths)).collect(),
        Value::Object(object) => {
            let kept = object.iter().filter_map(|(name, value)| {
                let inner: Vec<&[&Attribute]> = paths
                    .iter()
                    .filter_map(|path| path.split_first())
                    .filter(|(outer, _)| outer.name == name)
                    .map(|(_, inner)| inner)
                    .collect();
                let whole = inner.iter().any(|path| path.is_empty());
                let value = if whole { value.clone() } else { reduced(value, &inner) };
                (!inner.is_empty()).then(|| (name.clone(), value))
            });
            Value::Object(kept.collect())
        }
        simple => simple.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Projection;
    use crate::scim::schema::{Attribute, USER_ATTRIBUTES};

    #[test]
    fn attributes_and_their_parts_can_be_selected() {
        let user = json!({
            "schemas": ["user"],
            "id": "1",
            "userName": "a@b.c",
            "name": {"givenName": "A", "familyName": "B", "formatted": "A B"},
            "emails": [{"value": "a@b.c", "primary": true}],
        });
        let chosen = |paths: &[&str]| -> Value {
            let paths = paths.iter().chain(&super::ALWAYS).map(|path| Attribute::at(USER_ATTRIBUTES, path));
            Projection(Some(paths.map(Option::unwrap).collect())).of_resource(user.clone())
        };
        let parts = json!({
            "schemas": ["user"],
            "id": "1",
            "name": {"givenName": "A", "familyName": "B"},
            "emails": [{"value": "a@b.c"}],
        });
        assert_eq!(chosen(&["emails.value", "NAME.givenName", "name.familyName", "photos.value"]), parts);
        assert_eq!(chosen(&["name", "name.givenName"])["name"], user["name"]);
        assert_eq!(Projection(None).of_resource(user.clone()), user);
    }
}
