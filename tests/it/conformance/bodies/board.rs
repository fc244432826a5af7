//! Boards, and what is on them but is not an item of a kind.

use miro::model::experimental::{CodeWidgetChanges, NewCodeWidget, NewMindMapNode};
use miro::model::{
    BoardAccess, BoardInvitation, BoardMemberChanges, CollaborationToolsStartAccess, ConnectorChanges,
    ConnectorShape, CopyAccess, ItemChanges, LinkAccess, NewCaption, SharingAccess, SnapTo, StrokeCap,
    StrokeStyle, TextOrientation, VerticalAlignment,
};
use miro::prelude::*;

use crate::requests::{BOARD, CONNECTOR, Calls, FRAME, ITEM, TAG, USER};

pub(super) async fn make(calls: &Calls) {
    boards(calls).await;
    items(calls).await;
    connectors(calls).await;
    experimental(calls).await;
}

/// Sets everything that every body of a board can set.
macro_rules! board {
    ($body:expr) => {
        $body
            .name("Retro")
            .description("Sprint 12")
            .team_id("3074457345618265001")
            .access(BoardAccess::Private)
            .organization_access(BoardAccess::View)
            .team_access(BoardAccess::Edit)
            .invite_to_account_and_board_link_access(LinkAccess::NoAccess)
            .copy_access(CopyAccess::TeamEditors)
            .sharing_access(SharingAccess::OwnerAndCoowners)
            .collaboration_tools_start_access(CollaborationToolsStartAccess::AllEditors)
    };
}

async fn boards(calls: &Calls) {
    let boards = calls.api.boards();
    calls.make(boards.create(NewBoard::new("Retro"))).await;
    calls.make(boards.copy(BOARD, BoardCopy::new())).await;
    calls.make(boards.copy(BOARD, board!(BoardCopy::new()))).await;
    let board = calls.board();
    calls.make(board.update(BoardChanges::new().name("Retro"))).await;
    calls.make(board.update(board!(BoardChanges::new()).project_id("3074457345618265002"))).await;
    calls.make(board.members().invite(BoardInvitation::new(["ada@example.com"]))).await;
    calls.make(board.members().update(USER, BoardMemberChanges::new().role(BoardRole::Editor))).await;
}

async fn items(calls: &Calls) {
    let board = calls.board();
    calls.make(board.item(ITEM).update(ItemChanges::new().x(1.0))).await;
    calls.make(board.tags().create(NewTag::new("urgent"))).await;
    calls.make(board.tags().update(TAG, TagChanges::new().title("later"))).await;
    calls.make(board.tags().update(TAG, TagChanges::new().title("later").fill_color(TagColor::Red))).await;
    calls.make(board.item_groups().create(NewItemGroup::of([ITEM, FRAME]))).await;
}

/// Sets everything that both bodies of a connector can set, except the positions of its ends.
macro_rules! connector {
    ($body:expr) => {
        $body
            .shape(ConnectorShape::Elbowed)
            .captions([NewCaption::new("next").position(25).text_align_vertical(VerticalAlignment::Top)])
            .start_stroke_cap(StrokeCap::None)
            .end_stroke_cap(StrokeCap::FilledTriangle)
            .stroke_color("#2d9bf0")
            .stroke_style(StrokeStyle::Dashed)
            .stroke_width(2.5)
            .color("#1a1a1a")
            .font_size(15.0)
            .text_orientation(TextOrientation::Horizontal)
    };
}

async fn connectors(calls: &Calls) {
    let connectors = calls.board().connectors();
    calls.make(connectors.create(NewConnector::new(ITEM, FRAME))).await;
    let new = NewConnector::new(ITEM, FRAME).start_snap_to(SnapTo::Left).end_snap_to(SnapTo::Auto);
    calls.make(connectors.create(connector!(new))).await;
    let new = NewConnector::new(ITEM, FRAME).start_position(0, 50).end_position(Percent::new(12.5), 100);
    calls.make(connectors.create(new)).await;
    calls.make(connectors.update(CONNECTOR, ConnectorChanges::new().stroke_width(2.5))).await;
    let changes = ConnectorChanges::new().start_item(ITEM).end_item(FRAME);
    let snapped = changes.clone().start_snap_to(SnapTo::Left).end_snap_to(SnapTo::Auto);
    calls.make(connectors.update(CONNECTOR, connector!(snapped))).await;
    let placed = changes.start_position(0, 50).end_position(Percent::new(12.5), 100);
    calls.make(connectors.update(CONNECTOR, placed)).await;
}

async fn experimental(calls: &Calls) {
    calls.make(calls.board().mind_map_nodes().create(NewMindMapNode::new("Plan"))).await;
    let widgets = calls.board().code_widgets();
    calls.make(widgets.create(NewCodeWidget::new("fn main() {}"))).await;
    calls.make(widgets.update(ITEM, CodeWidgetChanges::new().title("main.rs"))).await;
    let changes = CodeWidgetChanges::new()
        .code("fn main() {}")
        .language("rust")
        .line_numbers_visible(true)
        .title("main.rs")
        .width(400.0)
        .height(300.0)
        .rotation(5.0)
        .at(10.0, 20.5)
        .inside(FRAME);
    calls.make(widgets.update(ITEM, changes)).await;
}
