//! Properties that Miro adds to an item or does not send back.

use serde_json::{Map, Value};

use super::draft::Setting;
use super::form::Form;
use super::kinds::Kind;
use super::shapes;
use crate::validation::problems::Problems;

/// Completes an item whose data and style were merged with those of the request.
pub(super) fn complete(
    form: Form<'_>,
    kind: &Kind,
    setting: Setting<'_>,
    wire: &mut Map<String, Value>,
    sent: &Map<String, Value>,
    problems: &mut Problems,
) {
    if form.creates() && kind.opaque_when_filled {
        make_opaque(wire, sent);
    }
    if form.creates() && kind.name == "shape" && !setting.behavior.documented_shapes {
        shapes::fill(wire, sent);
    }
    if kind.name == "shape" && !matches!(form, Form::Placement) {
        shapes::complete(form, kind, wire, sent, problems);
    }
    let named = kind.source.and_then(|source| sent.get("data")?.get(source.named_in)?.as_str()).is_some();
    if form.uploaded().is_some() {
        wire.entry("data").or_insert_with(|| Value::Object(Map::new()));
    }
    let Some(Value::Object(data)) = wire.get_mut("data") else { return };
    if let Some(source) = kind.source {
        // A file from elsewhere has the id of its item.
        let resource_id =
            form.uploaded().map(|file| file.resource_id).or_else(|| named.then_some(setting.item_id));
        if let Some(resource_id) = resource_id {
            data.remove(source.named_in);
            data.insert(source.shown_in.to_owned(), source.address(setting.board, resource_id).into());
        }
        // Accepted, but missing from responses.
        data.remove("altText");
    }
    match kind.name {
        "app_card" => {
            data.insert("owned".to_owned(), true.into());
        }
        "embed" => {
            let address = data.get("url").and_then(Value::as_str).and_then(|url| url::Url::parse(url).ok());
            if let Some(host) = address.as_ref().and_then(url::Url::host_str) {
                data.insert("contentType".to_owned(), "rich".into());
                data.insert("providerName".to_owned(), host.into());
                data.insert("providerUrl".to_owned(), format!("https://{host}/").into());
            }
        }
        _ => {}
    }
}

fn make_opaque(wire: &mut Map<String, Value>, sent: &Map<String, Value>) {
    let has = |name: &str| {
        sent.get("style").and_then(|style| style.get(name)).is_some_and(|value| !value.is_null())
    };
    if let (true, false, Some(style)) = (has("fillColor"), has("fillOpacity"), wire.get_mut("style")) {
        style["fillOpacity"] = "1.0".into();
    }
}
