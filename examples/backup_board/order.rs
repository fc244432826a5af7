//! The order and the positions in which items are created again.

use std::collections::{HashMap, HashSet};

use miro::model::{Item, ItemId};

/// The maximum nesting depth of frames. Deeper nesting can only be a cycle.
const DEEPEST: usize = 100;

/// Groups the items into rounds, each item in a later round than its frame, otherwise in the order of the backup.
pub fn rounds(items: &[Item]) -> Vec<Vec<&Item>> {
    let all: HashSet<&ItemId> = items.iter().map(Item::id).collect();
    let mut done: HashSet<&ItemId> = HashSet::new();
    let mut left: Vec<&Item> = items.iter().collect();
    let mut rounds = Vec::new();
    while !left.is_empty() {
        let waits = |item: &&Item| {
            item.parent().is_some_and(|parent| all.contains(&parent.id) && !done.contains(&parent.id))
        };
        let (later, now): (Vec<&Item>, Vec<&Item>) = left.iter().copied().partition(waits);
        if now.is_empty() {
            rounds.push(later);
            break;
        }
        done.extend(now.iter().map(|item| item.id()));
        rounds.push(now);
        left = later;
    }
    rounds
}

/// Returns the position of an item relative to the board, even if it is in frames.
pub fn on_board(item: &Item, items: &HashMap<&ItemId, &Item>) -> Option<(f64, f64)> {
    let position = item.position()?;
    let (mut x, mut y) = (position.x?, position.y?);
    let mut inner = item;
    for _ in 0..DEEPEST {
        let Some(parent) = inner.parent() else { return Some((x, y)) };
        let frame = items.get(&parent.id)?;
        let (place, size) = (frame.position()?, frame.geometry()?);
        x += place.x? - size.width? / 2.0;
        y += place.y? - size.height? / 2.0;
        inner = frame;
    }
    None
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn item(id: &str, kind: &str, parent: Option<&str>, (x, y): (f64, f64)) -> Item {
        let mut json = json!({
            "id": id, "type": kind, "position": {"x": x, "y": y}, "geometry": {"width": 100.0, "height": 60.0}
        });
        if let Some(parent) = parent {
            json["parent"] = json!({"id": parent});
        }
        serde_json::from_value(json).unwrap()
    }

    fn ids(items: &[Item]) -> Vec<Vec<&str>> {
        rounds(items).iter().map(|round| round.iter().map(|item| item.id().as_str()).collect()).collect()
    }

    #[test]
    fn frames_come_before_their_items() {
        let at = (0.0, 0.0);
        let items = [
            item("note", "sticky_note", Some("inner"), at),
            item("inner", "frame", Some("outer"), at),
            item("alone", "text", None, at),
            item("outer", "frame", None, at),
            item("orphan", "text", Some("gone"), at),
        ];
        assert_eq!(ids(&items), [vec!["alone", "outer", "orphan"], vec!["inner"], vec!["note"]]);
    }

    #[test]
    fn keeps_items_whose_parents_form_a_cycle() {
        let items = [item("1", "frame", Some("2"), (0.0, 0.0)), item("2", "frame", Some("1"), (0.0, 0.0))];
        assert_eq!(ids(&items), [["1", "2"]]);
        let map = items.iter().map(|item| (item.id(), item)).collect();
        assert_eq!(on_board(&items[0], &map), None);
    }

    #[test]
    fn positions_in_frames_are_relative_to_the_corner() {
        let items = [
            item("outer", "frame", None, (1000.0, 500.0)),
            item("inner", "frame", Some("outer"), (50.0, 30.0)),
            item("note", "sticky_note", Some("inner"), (10.0, 20.0)),
            item("orphan", "text", Some("gone"), (1.0, 1.0)),
        ];
        let map = items.iter().map(|item| (item.id(), item)).collect();
        assert_eq!(on_board(&items[1], &map), Some((1000.0, 500.0)));
        assert_eq!(on_board(&items[2], &map), Some((960.0, 490.0)));
        assert_eq!(on_board(&items[3], &map), None);
    }
}
