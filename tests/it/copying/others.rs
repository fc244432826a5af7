//! Boards, connectors, tags and groups.

use std::collections::HashMap;

use miro::model::{
    BoardAccess, CollaborationToolsStartAccess, ConnectorShape, CopyAccess, LinkAccess, NewCaption,
    SharingAccess, StrokeCap, StrokeStyle, TextOrientation, VerticalAlignment,
};
use miro::prelude::*;
use serde_json::json;

use super::{boards, common};
use crate::environment;

#[tokio::test]
async fn connectors() {
    let (_sandbox, _, from, to) = boards().await;
    let note = async |board: &BoardHandle, text: &str| {
        board.sticky_notes().create(NewStickyNote::new(text)).await.unwrap().id
    };
    let ends = [note(&from, "a").await, note(&from, "b").await, note(&to, "a").await, note(&to, "b").await];
    let new = NewConnector::new(&ends[0], &ends[1])
        .start_position(Percent::new(12.5), 100)
        .end_position(0, 50)
        .shape(ConnectorShape::Elbowed)
        .captions([
            NewCaption::new("<p>depends on</p>").position(25).text_align_vertical(VerticalAlignment::Top),
            "and so on".into(),
        ])
        .start_stroke_cap(StrokeCap::Diamond)
        .end_stroke_cap(StrokeCap::FilledTriangle)
        .stroke_color("#2d9bf0")
        .stroke_style(StrokeStyle::Dashed)
        .stroke_width(2.5)
        .color("#ff0000")
        .font_size(15.0)
        .text_orientation(TextOrientation::Horizontal);
    let id = from.connectors().create(new).await.unwrap().id;
    let connector = from.connectors().get(&id).await.unwrap();
    let copy = to.connectors().create(connector.to_new(&ends[2], &ends[3])).await.unwrap();
    let copy = to.connectors().get(&copy.id).await.unwrap();
    let without_ends = |connector: &Connector| {
        let mut json = common(connector);
        for end in ["startItem", "endItem"] {
            json[end].as_object_mut().unwrap().retain(|name, _| name == "position");
        }
        json
    };
    assert_eq!(without_ends(&copy), without_ends(&connector));
    assert_eq!(copy.start_item.unwrap().id.as_ref(), Some(&ends[2]));
    assert_eq!(copy.end_item.unwrap().id.as_ref(), Some(&ends[3]));
    // The other way round: a position of one end that the other could not have.
    from.connectors().create(connector.to_new(&ends[1], &ends[0])).await.unwrap();
}

#[tokio::test]
async fn tags() {
    let (_sandbox, _, from, to) = boards().await;
    let tag = from.tags().create(NewTag::new("urgent").fill_color(TagColor::Magenta)).await.unwrap();
    let copy = to.tags().create(tag.to_new()).await.unwrap();
    assert_eq!(common(&copy), common(&tag));
    let unknown: Tag =
        serde_json::from_value(json!({"id": "1", "title": "old", "fillColor": "unknown"})).unwrap();
    assert_eq!(unknown.to_new(), NewTag::new("old"));
}

#[tokio::test]
async fn groups() {
    let (_sandbox, _, from, to) = boards().await;
    let mut copies = HashMap::new();
    for number in 0..4 {
        let note = from.sticky_notes().create(NewStickyNote::new(number.to_string())).await.unwrap();
        if number != 1 {
            let copy = to.sticky_notes().create(note.to_new()).await.unwrap();
            copies.insert(note.id, copy.id);
        }
    }
    let items = from.items().list().await.unwrap().data;
    let group = from.item_groups().create(items.iter().collect()).await.unwrap();
    let new = group.to_new(|item| copies.get(item).cloned());
    let copy = to.item_groups().create(new).await.unwrap();
    let expected: Vec<_> = items.iter().filter_map(|item| copies.get(item.id())).cloned().collect();
    assert_eq!(copy.data.unwrap().items, expected);
}

#[tokio::test]
async fn boards_without_items() {
    let (_sandbox, api) = environment::sandbox().await;
    let new = NewBoard::new("Retro")
        .description("Sprint 12")
        .access(BoardAccess::View)
        .organization_access(BoardAccess::Comment)
        .team_access(BoardAccess::Edit)
        .invite_to_account_and_board_link_access(LinkAccess::NoAccess)
        .copy_access(CopyAccess::TeamEditors)
        .sharing_access(SharingAccess::OwnerAndCoowners)
        .collaboration_tools_start_access(CollaborationToolsStartAccess::BoardOwnersAndCoowners);
    let id = api.boards().create(new.clone()).await.unwrap().id;
    let board = api.board(&id).get().await.unwrap();
    assert_eq!(board.to_new(), new);
    let copy = api.boards().create(board.to_new()).await.unwrap();
    assert_eq!(
        (&copy.name, &copy.description, &copy.policy),
        (&board.name, &board.description, &board.policy)
    );
}
