//! Boards, their members and tags, and connectors.

use miro::model::experimental::{CodeWidgetChanges, NewCodeWidget};
use miro::model::{
    BoardAccess, BoardInvitation, BoardMemberChanges, BoardRole, CollaborationToolsStartAccess,
    ConnectorChanges, ConnectorShape, CopyAccess, LinkAccess, NewCaption, SharingAccess, SnapTo, StrokeCap,
    StrokeStyle, TextOrientation, VerticalAlignment,
};
use miro::prelude::*;

use super::probe::{Probe, What, alone, probes};
use crate::requests::{FRAME, ITEM};

pub(super) fn probes() -> Vec<Probe> {
    [boards(), members_and_tags(), connectors(), captions(), code_widgets()].concat()
}

/// Name and description have one schema for new boards and changes, and another for copies.
macro_rules! board {
    ($operation:expr, $schema:literal, $body:expr) => {
        probes! { $operation, alone, $body;
            concat!($schema, ".name") => name(text);
            concat!($schema, ".description") => description(text);
            "BoardPermissionsPolicy.collaborationToolsStartAccess" =>
                collaboration_tools_start_access(CollaborationToolsStartAccess);
            "BoardPermissionsPolicy.copyAccess" => copy_access(CopyAccess);
            "BoardPermissionsPolicy.sharingAccess" => sharing_access(SharingAccess);
            "BoardSharingPolicyChange.access" => access(BoardAccess);
            "BoardSharingPolicyChange.inviteToAccountAndBoardLinkAccess" =>
                invite_to_account_and_board_link_access(LinkAccess);
            "BoardSharingPolicyChange.organizationAccess" => organization_access(BoardAccess);
            "BoardSharingPolicyChange.teamAccess" => team_access(BoardAccess);
        }
    };
}

fn boards() -> Vec<Probe> {
    [
        board!("create-board", "BoardChanges", NewBoard::new("Retro")),
        board!("update-board", "BoardChanges", BoardChanges::new()),
        board!("copy-board", "CopyBoardChanges", BoardCopy::new()),
    ]
    .concat()
}

fn members_and_tags() -> Vec<Probe> {
    [
        probes! { "share-board", alone, BoardInvitation::new(["ada@example.com"]);
            "BoardMembersInvite.role" => role(BoardRole);
            "BoardMembersInvite.emails" => emails(list "ada@example.com");
        },
        probes! { "update-board-member", alone, BoardMemberChanges::new();
            "BoardMemberChanges.role" => role(BoardRole);
        },
        probes! { "create-tag", alone, NewTag::new("urgent");
            "TagCreateRequest.fillColor" => fill_color(TagColor);
            "TagCreateRequest.title" => title(text);
        },
        probes! { "update-tag", alone, TagChanges::new();
            "TagUpdateRequest.fillColor" => fill_color(TagColor);
            "TagUpdateRequest.title" => title(text);
        },
    ]
    .concat()
}

macro_rules! connector {
    ($operation:expr, $ends:literal, $data:literal, $style:literal, $body:expr) => {
        probes! { $operation, alone, $body;
            concat!($ends, ".snapTo") => start_snap_to(SnapTo);
            concat!($data, ".shape") => shape(ConnectorShape);
            concat!($data, ".captions") => captions(list NewCaption::new("next"));
            concat!($style, ".startStrokeCap") => start_stroke_cap(StrokeCap);
            concat!($style, ".endStrokeCap") => end_stroke_cap(StrokeCap);
            concat!($style, ".strokeStyle") => stroke_style(StrokeStyle);
            concat!($style, ".strokeWidth") => stroke_width(number);
            concat!($style, ".fontSize") => font_size(number);
            concat!($style, ".textOrientation") => text_orientation(TextOrientation);
        }
    };
}

fn connectors() -> Vec<Probe> {
    [
        connector!(
            "create-connector",
            "ItemConnectionCreationData",
            "ConnectorCreationData",
            "ConnectorStyle",
            NewConnector::new(ITEM, FRAME)
        ),
        connector!(
            "update-connector",
            "ItemConnectionChangesData",
            "ConnectorChangesData",
            "UpdateConnectorStyle",
            ConnectorChanges::new()
        ),
    ]
    .concat()
}

/// A connector with one caption, which a function changes.
struct Captioned;

impl Captioned {
    fn caption(self, change: impl FnOnce(NewCaption) -> NewCaption) -> NewConnector {
        NewConnector::new(ITEM, FRAME).captions([change(NewCaption::new("next"))])
    }

    fn content(self, text: String) -> NewConnector {
        self.caption(|caption| caption.content(text))
    }

    fn text_align_vertical(self, alignment: VerticalAlignment) -> NewConnector {
        self.caption(|caption| caption.text_align_vertical(alignment))
    }
}

fn captions() -> Vec<Probe> {
    let of = |operation: &'static str| {
        probes! { operation, alone, Captioned;
            "Caption.content" => content(text);
            "Caption.textAlignVertical" => text_align_vertical(VerticalAlignment);
        }
    };
    [of("create-connector"), of("update-connector")].concat()
}

fn code_widgets() -> Vec<Probe> {
    [
        probes! { "create-code-widget-item", alone, NewCodeWidget::new("fn main() {}");
            "CodeWidgetData.code" => code(text);
            "CodeWidgetData.title" => title(text);
        },
        probes! { "update-code-widget-item", alone, CodeWidgetChanges::new();
            "CodeWidgetData.code" => code(text);
            "CodeWidgetData.title" => title(text);
        },
    ]
    .concat()
}
