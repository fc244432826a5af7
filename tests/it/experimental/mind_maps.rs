use futures_util::TryStreamExt;
use miro::model::HexColor;
use miro::model::experimental::{MindMapDirection, MindMapNode, MindMapNodeShape, NewMindMapNode};
use miro::prelude::*;

use super::board;

#[tokio::test]
async fn deleting_a_node_deletes_its_subtree() {
    let (sandbox, board) = board().await;
    let nodes = board.mind_map_nodes();
    let root = nodes.create(NewMindMapNode::new("Plan").width(200.0).at(0.0, 0.0)).await.unwrap();
    let (data, style) = (root.data.as_ref().unwrap(), root.style.as_ref().unwrap());
    let view = data.node_view.as_ref().unwrap();
    assert_eq!(view.data.as_ref().unwrap().content.as_deref(), Some("Plan"));
    assert_eq!((data.is_root, &data.direction, root.parent.as_ref()), (Some(true), &None, None));
    assert_eq!((&style.shape, style.font_size), (&Some(MindMapNodeShape::Pill), Some(14.0)));
    assert_eq!(style.node_color, Some(HexColor::new("#1a1a1a")));
    assert!(root.extra.is_empty() && data.extra.is_empty(), "{root:?}");

    let left = nodes.create(NewMindMapNode::new("Left").below(&root).at(-300.0, 0.0)).await.unwrap();
    let right = nodes.create(NewMindMapNode::new("Right").below(&root).at(300.0, 0.0)).await.unwrap();
    let leaf = nodes.create(NewMindMapNode::new("Leaf").below(&left).at(-600.0, 0.0)).await.unwrap();
    let direction = |node: &MindMapNode| node.data.as_ref().unwrap().direction.clone();
    assert_eq!(direction(&left), Some(MindMapDirection::Start));
    assert_eq!(direction(&right), Some(MindMapDirection::End));
    assert_eq!(
        (direction(&leaf), &leaf.parent.as_ref().unwrap().id),
        (Some(MindMapDirection::Start), &left.id)
    );
    assert_eq!(nodes.get(&leaf.id).await.unwrap(), leaf);

    nodes.delete(&left.id).await.unwrap();
    assert_eq!(nodes.get(&leaf.id).await.unwrap_err().kind(), ErrorKind::NotFound);
    let rest: Vec<MindMapNode> = nodes.list().stream().try_collect().await.unwrap();
    assert_eq!(rest.iter().map(|node| &node.id).collect::<Vec<_>>(), [&root.id, &right.id]);
    let board_id = board.get().await.unwrap().id;
    assert_eq!(sandbox.item_count(board_id.as_str()), 0, "they are in no list of items");
    assert_eq!(board.item(&root.id).delete().await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn nodes_are_listed_over_pages() {
    let (sandbox, board) = board().await;
    let board_id = board.get().await.unwrap().id;
    let seeded = sandbox.seed_items(board_id.as_str(), "mindmap_node", 23);
    let listed: Vec<MindMapNode> =
        board.mind_map_nodes().list().limit(10).stream().try_collect().await.unwrap();
    assert_eq!(listed.iter().map(|node| node.id.as_str()).collect::<Vec<_>>(), seeded);
}
