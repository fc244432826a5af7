//! Quirks of the wire format, applied to the responses of every area.

use http::StatusCode;
use http::header::CONTENT_TYPE;
use serde_json::Value;

use crate::items::kinds;
use crate::operation::Operation;
use crate::server::response::Response;
use crate::state::settings::Quirks;

/// An undocumented enumeration value.
const UNKNOWN_VALUE: &str = "novelty";
/// An undocumented item type.
const UNKNOWN_TYPE: &str = "hologram";

/// Properties with enumerated values, wherever they are.
const ENUMERATIONS: &[&str] = &[
    "access",
    "borderStyle",
    "copyAccess",
    "endStrokeCap",
    "fillColor",
    "fontFamily",
    "format",
    "iconShape",
    "inviteToAccountAndBoardLinkAccess",
    "license",
    "mode",
    "organizationAccess",
    "plan",
    "role",
    "shape",
    "sharingAccess",
    "startStrokeCap",
    "state",
    "status",
    "strokeStyle",
    "teamAccess",
    "textAlign",
    "textAlignVertical",
    "textOrientation",
];

/// Applies the enabled quirks to a response. Without any, it stays byte-identical.
pub(crate) fn apply(quirks: Quirks, operation: &Operation, response: &mut Response) {
    if quirks == Quirks::default() || !response.status.is_success() {
        return;
    }
    if quirks.accepted_board_updates && operation.id == "update-board" {
        *response = Response { status: StatusCode::ACCEPTED, ..Response::no_content() };
        return;
    }
    let content_type = response.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(|content_type| content_type.contains("json")) {
        return;
    }
    let Ok(mut body) = serde_json::from_slice(&response.body) else { return };
    distort(quirks, &mut body);
    response.body = body.to_string().into();
}

fn distort(quirks: Quirks, body: &mut Value) {
    // Only lists by offset contain their offset, and they keep their total.
    if let (true, Value::Object(page)) = (quirks.without_totals, &mut *body)
        && page.contains_key("data")
        && !page.contains_key("offset")
    {
        page.remove("total");
    }
    match elements(body) {
        None if quirks.unknown_enum_values => use_unknown_values(body),
        None => {}
        Some(elements) => {
            for element in elements.iter_mut().skip(1).step_by(2) {
                if quirks.unknown_enum_values {
                    use_unknown_values(element);
                }
                let is_item = element["type"].as_str().is_some_and(|name| kinds::by_name(name).is_some());
                if quirks.unknown_item_types && is_item {
                    element["type"] = UNKNOWN_TYPE.into();
                }
            }
        }
    }
    if quirks.numbers_as_strings {
        quote_numbers(body);
    }
}

/// Returns the elements of a list in any of the list forms.
fn elements(body: &mut Value) -> Option<&mut Vec<Value>> {
    match body {
        Value::Array(elements) => Some(elements),
        Value::Object(page) => {
            let name = ["data", "Resources"]
                .into_iter()
                .find(|name| page.get(*name).is_some_and(Value::is_array))?;
            page.get_mut(name)?.as_array_mut()
        }
        _ => None,
    }
}

/// Replaces enumeration values of an object and everything in it by unknown ones. Hex colors are kept.
fn use_unknown_values(value: &mut Value) {
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(use_unknown_values),
        Value::Object(object) => {
            for (name, value) in object {
                match value {
                    Value::String(text)
                        if ENUMERATIONS.contains(&name.as_str()) && !text.starts_with('#') =>
                    {
                        *text = UNKNOWN_VALUE.to_owned();
                    }
                    _ => use_unknown_values(value),
                }
            }
        }
        _ => {}
    }
}

fn quote_numbers(value: &mut Value) {
    match value {
        Value::Number(number) => *value = number.to_string().into(),
        Value::Array(elements) => elements.iter_mut().for_each(quote_numbers),
        Value::Object(object) => object.values_mut().for_each(quote_numbers),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::distort;
    use crate::state::settings::Quirks;

    fn distorted(quirks: Quirks, mut body: Value) -> Value {
        distort(quirks, &mut body);
        body
    }

    #[test]
    fn only_lists_by_cursor_lose_their_total() {
        let quirks = Quirks { without_totals: true, ..Quirks::default() };
        assert_eq!(distorted(quirks, json!({"data": [], "total": 0})), json!({"data": []}));
        let by_offset = json!({"data": [], "total": 0, "offset": 0});
        assert_eq!(distorted(quirks, by_offset.clone()), by_offset);
        let other = json!({"total": 3});
        assert_eq!(distorted(quirks, other.clone()), other);
    }

    #[test]
    fn every_number_becomes_a_string() {
        let quirks = Quirks { numbers_as_strings: true, ..Quirks::default() };
        let body = json!({"size": 1, "data": [{"position": {"x": 0.5, "y": -2.0}, "owned": true}]});
        let quoted = json!({"size": "1", "data": [{"position": {"x": "0.5", "y": "-2.0"}, "owned": true}]});
        assert_eq!(distorted(quirks, body), quoted);
    }

    #[test]
    fn every_second_element_has_unknown_values() {
        let quirks = Quirks { unknown_item_types: true, unknown_enum_values: true, ..Quirks::default() };
        let note = json!({"type": "sticky_note", "style": {"fillColor": "red"}});
        let odd = json!({"type": "hologram", "style": {"fillColor": "novelty"}});
        assert_eq!(
            distorted(quirks, json!({"data": [note, note, note, note]})),
            json!({"data": [note, odd, note, odd]})
        );
        let team = json!({"type": "team"});
        assert_eq!(distorted(quirks, json!({"data": [team, team]})), json!({"data": [team, team]}));
    }

    #[test]
    fn single_object_has_unknown_values_but_a_known_type() {
        let quirks = Quirks { unknown_item_types: true, unknown_enum_values: true, ..Quirks::default() };
        let shape = json!({"type": "shape", "data": {"shape": "star"}, "style": {"fillColor": "#ffffff"}});
        let odd = json!({"type": "shape", "data": {"shape": "novelty"}, "style": {"fillColor": "#ffffff"}});
        assert_eq!(distorted(quirks, shape), odd);
    }
}
