//! Tables of fields, and their application to creations and changes.

use serde_json::{Map, Value};

use crate::validation::problems::{Problems, join};
use crate::validation::rules::Rule;

/// A field of a request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) rule: Rule,
    pub(crate) required: bool,
    /// Whether changes must contain the field, too.
    always: bool,
    initial: Initial,
}

/// The value of a field that a creation omits or a change clears.
#[derive(Debug, Clone, Copy)]
enum Initial {
    Absent,
    Text(&'static str),
    Number(f64),
    Boolean(bool),
    EmptyList,
}

impl Field {
    pub(crate) const fn optional(name: &'static str, rule: Rule) -> Self {
        Self { name, rule, required: false, always: false, initial: Initial::Absent }
    }

    pub(crate) const fn required(name: &'static str, rule: Rule) -> Self {
        Self { required: true, ..Self::optional(name, rule) }
    }

    /// A field that is required even in changes of its object.
    pub(crate) const fn always(name: &'static str, rule: Rule) -> Self {
        Self { always: true, ..Self::required(name, rule) }
    }

    pub(crate) const fn text(name: &'static str, rule: Rule, initial: &'static str) -> Self {
        Self { initial: Initial::Text(initial), ..Self::optional(name, rule) }
    }

    pub(crate) const fn number(name: &'static str, rule: Rule, initial: f64) -> Self {
        Self { initial: Initial::Number(initial), ..Self::optional(name, rule) }
    }

    pub(crate) const fn boolean(name: &'static str, initial: bool) -> Self {
        Self { initial: Initial::Boolean(initial), ..Self::optional(name, Rule::Boolean) }
    }

    pub(crate) const fn list(name: &'static str, rule: Rule) -> Self {
        Self { initial: Initial::EmptyList, ..Self::optional(name, rule) }
    }

    pub(crate) fn initial_value(&self) -> Option<Value> {
        match (self.initial, self.rule) {
            (Initial::Text(text), _) => Some(text.into()),
            (Initial::Number(number), _) => Some(number.into()),
            (Initial::Boolean(boolean), _) => Some(boolean.into()),
            (Initial::EmptyList, _) => Some(Value::Array(Vec::new())),
            (Initial::Absent, Rule::Object(nested)) => {
                let values = initial_values(nested);
                (!values.is_empty()).then_some(Value::Object(values))
            }
            (Initial::Absent, _) => None,
        }
    }
}

/// Returns the values before any request.
pub(crate) fn initial_values(fields: &[Field]) -> Map<String, Value> {
    fields.iter().filter_map(|field| Some((field.name.to_owned(), field.initial_value()?))).collect()
}

/// Applies the fields of a request to `None` (a creation: starts with initial values, checks required fields) or
/// to an object (a change: only these fields change). `null` resets a field to its initial value, and is rejected
/// for a required one. Unknown names are rejected, because they are mistakes of the client.
pub(crate) fn merge(
    fields: &[Field],
    current: Option<&Map<String, Value>>,
    sent: &Map<String, Value>,
    path: &str,
    problems: &mut Problems,
) -> Map<String, Value> {
    let mut merged = current.cloned().unwrap_or_else(|| initial_values(fields));
    for (name, value) in sent {
        let path = join(path, name);
        let Some(field) = fields.iter().find(|field| field.name == name) else {
            problems.not_supported(path);
            continue;
        };
        let new = if value.is_null() {
            field.initial_value()
        } else {
            let kept = merged.get(name).filter(|_| current.is_some());
            field.rule.check(value, kept, &path, problems)
        };
        match new {
            Some(new) => merged.insert(name.clone(), new),
            None => merged.remove(name),
        };
    }
    for field in fields.iter().filter(|field| field.required) {
        let missing = sent.get(field.name).map_or(field.always || current.is_none(), Value::is_null);
        if missing {
            problems.required(join(path, field.name), field.rule.type_name());
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::{Field, merge};
    use crate::validation::problems::Problems;
    use crate::validation::rules::{Rule, TEXT};

    const INNER: &[Field] = &[Field::text("a", TEXT, "initial"), Field::optional("b", TEXT)];
    const FIELDS: &[Field] = &[Field::required("title", TEXT), Field::optional("inner", Rule::Object(INNER))];

    fn object(value: Value) -> Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn creation_starts_from_initial_values() {
        let mut problems = Problems::default();
        let made =
            merge(FIELDS, None, &object(json!({"title": "t", "inner": {"b": "x"}})), "", &mut problems);
        assert_eq!(Value::Object(made), json!({"title": "t", "inner": {"a": "initial", "b": "x"}}));
        assert!(problems.fields().is_empty());
    }

    #[test]
    fn change_affects_only_sent_fields_and_null_clears() {
        let mut problems = Problems::default();
        let current = object(json!({"title": "t", "inner": {"a": "1", "b": "2"}}));
        let changed =
            merge(FIELDS, Some(&current), &object(json!({"inner": {"b": null}})), "", &mut problems);
        assert_eq!(Value::Object(changed), json!({"title": "t", "inner": {"a": "1"}}));
        let changed = merge(FIELDS, Some(&current), &object(json!({"inner": null})), "", &mut problems);
        assert_eq!(Value::Object(changed), json!({"title": "t", "inner": {"a": "initial"}}));
        assert!(problems.fields().is_empty());
    }

    #[test]
    fn every_problem_is_named_with_its_path() {
        let mut problems = Problems::default();
        merge(FIELDS, None, &object(json!({"inner": {"a": 1, "c": 2}})), "data", &mut problems);
        assert_eq!(problems.fields(), ["data.inner.a", "data.inner.c", "data.title"]);
        let mut problems = Problems::default();
        let current = object(json!({"title": "t"}));
        merge(FIELDS, Some(&current), &object(json!({"title": null})), "", &mut problems);
        assert_eq!(problems.fields(), ["title"]);
    }

    #[test]
    fn some_fields_are_required_in_changes_too() {
        let mut problems = Problems::default();
        let current = object(json!({"name": "n"}));
        let fields = [Field::always("name", TEXT), Field::required("title", TEXT)];
        merge(&fields, Some(&current), &Map::new(), "", &mut problems);
        assert_eq!(problems.fields(), ["name"]);
    }
}
