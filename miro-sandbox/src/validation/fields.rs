//! Tables of fields, and the one way in which a request changes an object.

use serde_json::{Map, Value};

use crate::validation::problems::{Problems, join};
use crate::validation::rules::Rule;

/// A field that a request may carry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) rule: Rule,
    pub(crate) required: bool,
    /// Whether a change must name it as well.
    always: bool,
    initial: Initial,
}

/// What a field is when a creation does not name it, or when a change clears it.
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

    /// Required even in changes of the object that it belongs to.
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

/// What there is before anything was sent.
pub(crate) fn initial_values(fields: &[Field]) -> Map<String, Value> {
    fields.iter().filter_map(|field| Some((field.name.to_owned(), field.initial_value()?))).collect()
}

/// Applies what was sent: to nothing (a creation: initial values first, required fields enforced) or to what
/// is there (a change: only what was sent changes). `null` returns a field to its initial value, and is
/// refused for a required one. Names that the table does not know are refused, because a client that sends
/// them has a mistake.
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
    fn a_creation_starts_from_the_initial_values() {
        let mut problems = Problems::default();
        let made =
            merge(FIELDS, None, &object(json!({"title": "t", "inner": {"b": "x"}})), "", &mut problems);
        assert_eq!(Value::Object(made), json!({"title": "t", "inner": {"a": "initial", "b": "x"}}));
        assert!(problems.fields().is_empty());
    }

    #[test]
    fn a_change_touches_only_what_was_sent_and_null_clears() {
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
    fn some_fields_are_required_of_a_change_as_well() {
        let mut problems = Problems::default();
        let current = object(json!({"name": "n"}));
        let fields = [Field::always("name", TEXT), Field::required("title", TEXT)];
        merge(&fields, Some(&current), &Map::new(), "", &mut problems);
        assert_eq!(problems.fields(), ["name"]);
    }
}
