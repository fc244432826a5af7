//! The content of a copied board.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::board::Board;
use crate::groups::Group;
use crate::items::Item;
use crate::items::source::Source;
use crate::state::identifiers::Identifiers;

/// Copies items, connectors, groups and tags. Each copy gets a new id, and references within the board refer to
/// the copies. Members and comments are not copied.
pub(crate) fn copy_content(source: &Board, copy: &mut Board, identifiers: &mut Identifiers) {
    let items = source.all_items().map(|item| item.id());
    let connectors = source.connectors.values().map(|connector| connector.id());
    let groups = source.groups.values().map(|group| group.id.as_str());
    let tags = source.tags.values().map(|tag| tag.id.as_str());
    let ids = items.chain(connectors).chain(groups).chain(tags);
    let renamed: HashMap<&str, String> = ids.map(|id| (id, identifiers.numeric())).collect();
    let new_id = |old: &str| renamed.get(old).cloned().unwrap_or_else(|| old.to_owned());
    for tag in source.tags.values() {
        let mut tag = tag.clone();
        tag.id = new_id(&tag.id);
        copy.tags.insert(tag.id.clone(), tag);
    }
    for item in source.all_items() {
        let mut wire = item.wire();
        wire.insert("id".to_owned(), new_id(item.id()).into());
        if let Some(parent) = item.parent_id() {
            wire.insert("parent".to_owned(), json!({"id": new_id(parent)}));
        }
        if let (Some(source), Some(resource_id)) = (Source::of(item.kind()), item.resource_id()) {
            // An uploaded file keeps its id; a file from elsewhere has the id of its item.
            wire["data"][source.shown_in] = source.address(copy, &new_id(resource_id)).into();
        }
        let tags = item.tags.iter().map(|tag| new_id(tag)).collect();
        copy.add_item(Item::copied(item, wire, tags));
    }
    for connector in source.connectors.values() {
        let mut connector = connector.clone();
        for end in ["startItem", "endItem"] {
            // A connector inserted by a test may lack an end.
            let Some(Value::Object(end)) = connector.wire.get_mut(end) else { continue };
            let item = end.get("id").and_then(Value::as_str).map(new_id).unwrap_or_default();
            end.insert("links".to_owned(), json!({"self": copy.link_to_item(&item)}));
            end.insert("id".to_owned(), item.into());
        }
        let id = new_id(connector.id());
        connector
            .wire
            .insert("links".to_owned(), json!({"self": format!("{}/connectors/{id}", copy.address())}));
        connector.wire.insert("id".to_owned(), id.clone().into());
        copy.connectors.insert(id, connector);
    }
    for group in source.groups.values() {
        let items = group.items.iter().map(|item| new_id(item)).collect();
        let id = new_id(&group.id);
        copy.groups.insert(id.clone(), Group { id, items });
    }
}
