//! The order and the positions in which mind map nodes are created again.

use std::collections::{HashMap, HashSet};

use miro::model::ItemId;
use miro::model::experimental::{MindMapDirection, MindMapNode};

use crate::archive::Contents;
use crate::order;

/// The distance from a node to its children, in board units.
const COLUMN: f64 = 300.0;
/// The distance from a node to the next one below it, in board units.
const ROW: f64 = 80.0;
/// The distance between the other items and the mind maps, and between two mind maps, in board units.
const GAP: f64 = 300.0;

/// A node and its position.
#[derive(Debug, PartialEq)]
pub struct Placed<'a> {
    pub node: &'a MindMapNode,
    /// The parent node, which comes before it.
    pub parent: Option<&'a ItemId>,
    pub place: (f64, f64),
    /// Whether the position is computed here, because Miro did not report one.
    pub is_arranged: bool,
}

/// Returns all nodes, each after its parent.
pub fn placed(contents: &Contents) -> Vec<Placed<'_>> {
    let items = contents.items.iter().map(|item| (item.id(), item)).collect();
    let bottom = |item| {
        let (_, y) = order::on_board(item, &items)?;
        Some(y + item.geometry().and_then(|geometry| geometry.height).unwrap_or_default() / 2.0)
    };
    let bottom = contents.items.iter().filter_map(bottom).fold(0.0, f64::max);
    arranged(&contents.mind_map_nodes, bottom + GAP)
}

/// Arranges each mind map as an outline: the root, and every other node on a separate row below it, on its original side of
/// the root.
fn arranged(nodes: &[MindMapNode], top: f64) -> Vec<Placed<'_>> {
    let all: HashSet<&ItemId> = nodes.iter().map(|node| &node.id).collect();
    let mut children: HashMap<&ItemId, Vec<&MindMapNode>> = HashMap::new();
    let mut roots = Vec::new();
    for node in nodes {
        match node.parent.as_ref().map(|parent| &parent.id).filter(|parent| all.contains(parent)) {
            Some(parent) => children.entry(parent).or_default().push(node),
            None => roots.push(node),
        }
    }
    let mut placed: Vec<Placed<'_>> = Vec::new();
    let mut top = top;
    for root in roots {
        let mut y = top;
        let mut left = vec![(root, None, 0.0)];
        while let Some((node, parent, depth)) = left.pop() {
            let side = match node.data.as_ref().and_then(|data| data.direction.as_ref()) {
                Some(MindMapDirection::Start) => -COLUMN,
                _ => COLUMN,
            };
            let sent = node.position.as_ref().and_then(|position| position.x.zip(position.y));
            let place = sent.unwrap_or((side * depth, y));
            placed.push(Placed { node, parent, place, is_arranged: sent.is_none() });
            y += ROW;
            let below = children.remove(&node.id).unwrap_or_default();
            left.extend(below.into_iter().rev().map(|child| (child, Some(&node.id), depth + 1.0)));
        }
        top = y + GAP;
    }
    placed
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn node(id: &str, parent: Option<&str>, direction: Option<&str>) -> MindMapNode {
        let parent = parent.map(|id| json!({"id": id}));
        let json = json!({
            "id": id, "type": "mindmap_node", "parent": parent, "data": {"direction": direction}
        });
        serde_json::from_value(json).unwrap()
    }

    fn places(nodes: &[MindMapNode]) -> Vec<(&str, Option<&str>, (f64, f64))> {
        let placed = arranged(nodes, 0.0);
        placed.iter().map(|one| (one.node.id.as_str(), one.parent.map(ItemId::as_str), one.place)).collect()
    }

    #[test]
    fn places_nodes_after_their_parents_without_overlap() {
        let nodes = [
            node("leaf", Some("left"), Some("start")),
            node("root", None, None),
            node("left", Some("root"), Some("start")),
            node("right", Some("root"), Some("end")),
            node("other", None, None),
        ];
        assert_eq!(
            places(&nodes),
            [
                ("root", None, (0.0, 0.0)),
                ("left", Some("root"), (-300.0, 80.0)),
                ("leaf", Some("left"), (-600.0, 160.0)),
                ("right", Some("root"), (300.0, 240.0)),
                ("other", None, (0.0, 620.0)),
            ]
        );
    }

    #[test]
    fn a_node_without_its_parent_is_a_root() {
        assert_eq!(places(&[node("1", Some("gone"), Some("end"))]), [("1", None, (0.0, 0.0))]);
    }

    #[test]
    fn keeps_positions_sent_by_miro() {
        let json = json!({"id": "1", "type": "mindmap_node", "position": {"x": 7.0, "y": -8.0}});
        let nodes: [MindMapNode; 1] = [serde_json::from_value(json).unwrap()];
        assert_eq!(
            (arranged(&nodes, 0.0)[0].place, arranged(&nodes, 0.0)[0].is_arranged),
            ((7.0, -8.0), false)
        );
    }
}
