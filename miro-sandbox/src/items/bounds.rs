//! Checks that a child lies within its frame.

use serde_json::{Map, Value};

use super::draft::Setting;
use super::kinds::Kind;
use crate::validation::messages;
use crate::validation::problems::Problems;

/// Rejects a position outside of the item's frame. An item that a request does not move stays, even if its frame
/// has become smaller. Positions are relative to the frame's corner and refer to the item's center.
pub(super) fn check(
    kind: &Kind,
    setting: Setting<'_>,
    item: &Map<String, Value>,
    sent: &Map<String, Value>,
    problems: &mut Problems,
) {
    let is_placed = sent.get("position").is_some_and(|position| !position.is_null());
    // A creation without a position is not checked.
    let is_moved = item.contains_key("modifiedAt") && sent.contains_key("parent");
    if kind.parent != Some("frame") || !(is_placed || is_moved) || !problems.is_empty() {
        return;
    }
    let parent = item.get("parent").and_then(|parent| parent["id"].as_str());
    let Some(frame) = parent.and_then(|id| setting.board.item(id)) else { return };
    let frame = frame.wire();
    for (coordinate, side) in [("x", "width"), ("y", "height")] {
        let Some(end) = number(&frame, "geometry", side) else { continue };
        let center = number(item, "position", coordinate).unwrap_or_default();
        let half = match setting.behavior.children_fit_wholly {
            true => number(item, "geometry", side).unwrap_or_default() / 2.0,
            false => 0.0,
        };
        if center - half < 0.0 || center + half > end {
            problems.add("position", messages::OUTSIDE_OF_PARENT);
            return;
        }
    }
}

fn number(item: &Map<String, Value>, section: &str, name: &str) -> Option<f64> {
    item.get(section)?.get(name)?.as_f64()
}
