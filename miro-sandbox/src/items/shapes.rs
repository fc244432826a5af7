//! The special rules of shapes, most of them for flowcharts.

use serde_json::{Map, Value};

use super::form::Form;
use super::kinds::Kind;
use super::vocabulary::FLOWCHART_SHAPES;
use crate::validation::fields::Field;
use crate::validation::messages;
use crate::validation::problems::Problems;
use crate::validation::rules::Rule;

/// Text styles of flowchart shapes that differ from those of other shapes.
const FLOWCHART_STYLE: &[(&str, &str)] =
    &[("textAlign", "center"), ("textAlignVertical", "middle"), ("fillOpacity", "1.0")];

/// Returns the styles that a shape does not support.
fn unsupported_style(shape: &str) -> &'static [&'static str] {
    match shape {
        "flow_chart_or" | "flow_chart_summing_junction" => {
            &["fontSize", "fontFamily", "color", "textAlign", "textAlignVertical"]
        }
        "flow_chart_note_curly_left" | "flow_chart_note_curly_right" | "flow_chart_note_square" => {
            &["fillColor", "fillOpacity"]
        }
        _ => &[],
    }
}

fn has_text(shape: &str) -> bool {
    !matches!(shape, "flow_chart_or" | "flow_chart_summing_junction")
}

/// Gives a shape created with a fill color the border and font seen at the live service, which differ from those
/// in the reference, unless the request sets any border or font.
pub(super) fn fill(wire: &mut Map<String, Value>, sent: &Map<String, Value>) {
    let Some(Value::Object(sent)) = sent.get("style") else { return };
    let Some(Value::Object(style)) = wire.get_mut("style") else { return };
    let given = |name: &str| sent.get(name).is_some_and(|value| !value.is_null());
    if !given("fillColor") {
        return;
    }
    if !["borderColor", "borderOpacity", "borderStyle", "borderWidth"].into_iter().any(given) {
        style.insert("borderOpacity".to_owned(), "0.0".into());
    }
    if !given("fontFamily") {
        style.insert("fontFamily".to_owned(), "open_sans".into());
    }
}

fn words_but_unknown(field: &Field) -> Vec<&'static str> {
    let Rule::OneOf(words) = field.rule else { return Vec::new() };
    words.iter().copied().filter(|word| *word != "unknown").collect()
}

/// Completes a shape whose data and style were merged with those of the request.
pub(super) fn complete(
    form: Form<'_>,
    kind: &Kind,
    wire: &mut Map<String, Value>,
    sent: &Map<String, Value>,
    problems: &mut Problems,
) {
    let given = |section: &str, name: &str| {
        sent.get(section).and_then(|section| section.get(name)).filter(|value| !value.is_null())
    };
    let shape = wire.get("data").and_then(|data| data.get("shape")).and_then(Value::as_str);
    let shape = shape.unwrap_or_default().to_owned();
    if !has_text(&shape) {
        if given("data", "content").is_some_and(|content| content != "") {
            problems.add("data.content", format!("is not supported for the shape {shape}"));
        }
        if let Some(Value::Object(data)) = wire.get_mut("data") {
            data.insert("content".to_owned(), "".into());
        }
    }
    let Some(Value::Object(style)) = wire.get_mut("style") else { return };
    for (name, value) in FLOWCHART_STYLE {
        let is_new = form.creates() && given("style", name).is_none();
        if is_new && FLOWCHART_SHAPES.contains(&shape.as_str()) {
            style.insert((*name).to_owned(), (*value).into());
        }
    }
    for field in kind.style {
        let is_aligned = matches!(field.name, "textAlign" | "textAlignVertical");
        let value = given("style", field.name);
        if unsupported_style(&shape).contains(&field.name) {
            if value.is_some() {
                problems
                    .add(format!("style.{}", field.name), format!("is not supported for the shape {shape}"));
            }
            match is_aligned {
                true => style.insert(field.name.to_owned(), "unknown".into()),
                false => style.remove(field.name),
            };
        } else if value.is_some_and(|value| is_aligned && value == "unknown")
            && !matches!(form, Form::Creation)
        {
            // Only the schema of a single creation has `unknown`.
            let (field, known) = (format!("style.{}", field.name), words_but_unknown(field));
            problems.add(field, messages::unexpected_value("unknown", &known));
        } else if value.is_none() && style.get(field.name).is_none_or(|value| value == "unknown") {
            // The item had a shape that does not support this style.
            style.extend(field.initial_value().map(|value| (field.name.to_owned(), value)));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::complete;
    use crate::items::form::Form;
    use crate::items::kinds::FLOWCHART_SHAPE;
    use crate::validation::fields;
    use crate::validation::problems::Problems;

    fn completed(form: Form<'_>, current: Option<Value>, sent: Value) -> Result<Value, Vec<String>> {
        let mut problems = Problems::default();
        let mut wire = Map::new();
        for (name, table) in [("data", FLOWCHART_SHAPE.data), ("style", FLOWCHART_SHAPE.style)] {
            let current = current.as_ref().map(|current| current[name].as_object().unwrap().clone());
            let sent = sent.get(name).and_then(Value::as_object).cloned().unwrap_or_default();
            let merged = fields::merge(table, current.as_ref(), &sent, name, &mut problems);
            wire.insert(name.to_owned(), Value::Object(merged));
        }
        complete(form, &FLOWCHART_SHAPE, &mut wire, sent.as_object().unwrap(), &mut problems);
        let fields: Vec<String> = problems.fields().into_iter().map(str::to_owned).collect();
        if fields.is_empty() { Ok(Value::Object(wire)) } else { Err(fields) }
    }

    #[test]
    fn flowchart_shapes_have_other_defaults() {
        let process = json!({"data": {"shape": "flow_chart_process"}, "style": {"textAlign": "left"}});
        let process = completed(Form::Creation, None, process).unwrap();
        assert_eq!(process["style"]["textAlign"], "left");
        assert_eq!(process["style"]["textAlignVertical"], "middle");
        assert_eq!(process["style"]["fillOpacity"], "1.0");
        let star = completed(Form::Creation, None, json!({"data": {"shape": "star"}})).unwrap();
        assert_eq!(star["style"]["textAlignVertical"], "top");
        assert_eq!(star["style"]["fillOpacity"], "0.0");
    }

    #[test]
    fn some_shapes_reject_text_or_fill_styles() {
        let or = json!({
            "data": {"shape": "flow_chart_or", "content": "a"},
            "style": {"color": "#000000", "fillColor": "#000000"},
        });
        assert_eq!(completed(Form::Creation, None, or).unwrap_err(), ["data.content", "style.color"]);
        let note = json!({"data": {"shape": "flow_chart_note_square"}, "style": {"fillOpacity": "0.5"}});
        assert_eq!(completed(Form::Change, None, note).unwrap_err(), ["style.fillOpacity"]);
    }

    #[test]
    fn unsupported_styles_are_restored_with_another_shape() {
        let star =
            completed(Form::Creation, None, json!({"data": {"shape": "star", "content": "a"}})).unwrap();
        let or = completed(Form::Change, Some(star), json!({"data": {"shape": "flow_chart_or"}})).unwrap();
        assert_eq!((&or["data"]["content"], &or["style"]["textAlign"]), (&json!(""), &json!("unknown")));
        assert!(or["style"].get("fontSize").is_none());
        let star = completed(Form::Change, Some(or), json!({"data": {"shape": "star"}})).unwrap();
        assert_eq!((&star["style"]["textAlign"], &star["style"]["fontSize"]), (&json!("left"), &json!("14")));
    }

    #[test]
    fn unknown_alignment_is_accepted_only_in_creations() {
        let unknown = json!({"style": {"textAlign": "unknown"}});
        let made = completed(Form::Creation, None, unknown.clone()).unwrap();
        assert_eq!(made["style"]["textAlign"], "unknown");
        assert_eq!(completed(Form::Bulk, None, unknown.clone()).unwrap_err(), ["style.textAlign"]);
        assert_eq!(completed(Form::Change, Some(made), unknown).unwrap_err(), ["style.textAlign"]);
    }
}
