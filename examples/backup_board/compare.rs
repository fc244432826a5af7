//! Compares two backups, ignoring ids, times and people.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use miro::model::ItemId;
use serde::Serialize;
use serde_json::{Value, json};

use crate::archive;
use crate::record::Record;

/// Top-level JSON fields that differ between a thing and its copy.
const OWN: [&str; 8] =
    ["id", "links", "parent", "createdAt", "createdBy", "modifiedAt", "modifiedBy", "isSupported"];

/// The content by kind, as sorted strings that do not depend on ids.
pub type Content = BTreeMap<String, Vec<String>>;

/// The counts of a kind in each of two backups, and in both.
#[derive(Debug, PartialEq)]
pub struct Row {
    pub kind: String,
    pub before: usize,
    pub after: usize,
    pub equal: usize,
}

pub fn rows(before: &Content, after: &Content) -> Vec<Row> {
    let kinds: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let of = |content: &Content, kind: &String| content.get(kind).cloned().unwrap_or_default();
    let row = |kind: &String| {
        let (before, after) = (of(before, kind), of(after, kind));
        let mut left = after.clone();
        let equal = before.iter().filter(|one| {
            left.iter().position(|other| other == *one).map(|place| left.swap_remove(place)).is_some()
        });
        Row { kind: kind.clone(), equal: equal.count(), before: before.len(), after: after.len() }
    };
    kinds.into_iter().map(row).collect()
}

/// Reads the content of a backup.
pub fn content(path: &Path) -> Result<Content, String> {
    let contents = archive::read(path)?;
    let mut files = HashMap::new();
    for record in archive::records(path)? {
        if let Record::File(file) = record? {
            files.insert(file.item, file.content);
        }
    }
    let items = contents.items.iter().map(|item| (item.id(), own_less(item)));
    let widgets = contents.code_widgets.iter().map(|widget| (&widget.id, own_less(widget)));
    let nodes = contents.mind_map_nodes.iter().map(|node| (&node.id, own_less(node)));
    let by_id: HashMap<&ItemId, Value> = items.chain(widgets).chain(nodes).collect();
    let content_of = |id: &ItemId| by_id.get(id).cloned().unwrap_or_default();
    let all = |ids: &[ItemId]| {
        let mut all: Vec<String> = ids.iter().map(|id| content_of(id).to_string()).collect();
        all.sort();
        all
    };

    let mut content = Content::new();
    let mut add =
        |kind: &str, value: Value| content.entry(kind.to_owned()).or_default().push(value.to_string());
    for item in &contents.items {
        let parent = item.parent().map_or(Value::Null, |parent| content_of(&parent.id));
        add(item.kind().as_str(), json!([own_less(item), parent, files.get(item.id())]));
    }
    for widget in &contents.code_widgets {
        add("code widget", content_of(&widget.id));
    }
    for node in &contents.mind_map_nodes {
        let parent = node.parent.as_ref().map_or(Value::Null, |parent| content_of(&parent.id));
        add("mind map node", json!([content_of(&node.id), parent]));
    }
    for connector in &contents.connectors {
        let mut json = own_less(connector);
        for (name, end) in [("startItem", &connector.start_item), ("endItem", &connector.end_item)] {
            if let Some(end) = end {
                let item = end.id.as_ref().map_or(Value::Null, &content_of);
                json[name] = json!([end.position, item]);
            }
        }
        add("connector", json);
    }
    for (tag, items) in &contents.tags {
        add("tag", json!([own_less(tag), all(items)]));
    }
    for group in &contents.groups {
        let items = group.data.as_ref().map(|data| data.items.as_slice()).unwrap_or_default();
        add("group", json!(all(items)));
    }
    for texts in content.values_mut() {
        texts.sort();
    }
    Ok(content)
}

fn own_less(read: &impl Serialize) -> Value {
    let mut json = serde_json::to_value(read).unwrap_or_default();
    if let Some(fields) = json.as_object_mut() {
        for own in OWN {
            fields.remove(own);
        }
    }
    if let Some(data) = json.get_mut("data").and_then(Value::as_object_mut) {
        data.remove("imageUrl");
        data.remove("documentUrl");
    }
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_count_equal_entries() {
        let content = |texts: &[&str]| {
            Content::from([("tag".to_owned(), texts.iter().map(|text| (*text).to_owned()).collect())])
        };
        let rows = rows(&content(&["a", "a", "b"]), &content(&["a", "c"]));
        assert_eq!(rows, [Row { kind: "tag".into(), before: 3, after: 2, equal: 1 }]);
    }

    #[test]
    fn comparison_ignores_ids_times_and_people() {
        let json =
            json!({"id": "1", "createdAt": "now", "data": {"content": "x", "imageUrl": "u"}, "type": "text"});
        assert_eq!(own_less(&json), json!({"data": {"content": "x"}, "type": "text"}));
    }
}
