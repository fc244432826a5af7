//! Locked items, which reject changes and deletion until they are unlocked. The reference does not mention them.

use serde_json::{Map, Value};

use super::form::Form;
use super::item::Item;
use crate::server::error::ApiError;
use crate::state::behavior::Behavior;
use crate::validation::fields::{self, Field};
use crate::validation::messages;
use crate::validation::problems::Problems;
use crate::validation::rules::Rule;

const DATA: &[Field] = &[Field::optional("locked", Rule::Boolean)];

/// Removes `data.locked` from the request and returns it. Only the routes for items of every kind accept it.
pub(super) fn take(
    form: Form<'_>,
    behavior: Behavior,
    sent: &mut Map<String, Value>,
) -> Result<Option<bool>, ApiError> {
    if behavior.locks_ignored || !matches!(form, Form::Placement) {
        return Ok(None);
    }
    let Some(Value::Object(data)) = sent.get("data") else { return Ok(None) };
    if !data.contains_key("locked") {
        return Ok(None);
    }
    let mut problems = Problems::default();
    let checked = fields::merge(DATA, None, data, "data", &mut problems);
    problems.check()?;
    sent.remove("data");
    Ok(checked.get("locked").and_then(Value::as_bool))
}

/// Returns an error if the item is locked and the request does not unlock it.
pub(crate) fn check(item: &Item, behavior: Behavior, lock: Option<bool>) -> Result<(), ApiError> {
    if item.locked && !behavior.locks_ignored && lock != Some(false) {
        return Err(ApiError::invalid("", messages::LOCKED));
    }
    Ok(())
}
