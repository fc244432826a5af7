//! What Miro sends and takes: one type for each thing, tolerant in reading, exact in writing.
//!
//! - What Miro sends is a struct with public fields. Only `id` (and an item's `type`) is required; everything else is
//!   an `Option` or a list, a value that this version does not know stays the text that came, and a field that it does
//!   not know stays in `extra`.
//! - What Miro takes is a body with setters (`NewBoard`, `BoardChanges`). It sends what was set and nothing else, and
//!   is refused before the call if a value is outside the documented range.

mod board;
mod board_member;
mod board_policy;
mod body;
mod caption;
mod color;
mod common;
mod connector;
mod geometry;
mod id;
mod item;
mod object;
mod percent;
mod style;
mod tag;
mod token;

pub use board::{Board, BoardChanges, BoardCopy, BoardSort, NewBoard};
pub use board_member::{
    BoardInvitation, BoardMember, BoardMemberChanges, BoardRole, FailedInvitation, InvitationResult,
};
pub use board_policy::{
    BoardAccess, BoardPermissionsPolicy, BoardPolicy, BoardSharingPolicy, CollaborationToolsStartAccess,
    CopyAccess, LinkAccess, SharingAccess,
};
pub use caption::{Caption, NewCaption};
pub use color::HexColor;
pub use common::{Links, Picture, ProjectRef, TeamRef, UserRef};
pub use connector::{
    Connector, ConnectorChanges, ConnectorEnd, ConnectorShape, ConnectorStyle, NewConnector,
    RelativePosition, SnapTo, StrokeCap, TextOrientation,
};
pub use geometry::{Geometry, Parent, Position, PositionOrigin, RelativeTo};
pub use id::{AppId, BoardId, BoardMemberId, ConnectorId, ItemId, OrgId, ProjectId, TagId, TeamId, UserId};
pub use item::{
    AppCard, AppCardChanges, AppCardData, AppCardField, AppCardStatus, AppCardStyle, BulkItems, Card,
    CardChanges, CardData, CardStyle, Document, DocumentData, Embed, EmbedData, EmbedMode, Frame,
    FrameChanges, FrameData, FrameFormat, FrameLayout, FrameStyle, IconShape, Image, ImageData, Item,
    ItemChanges, ItemKind, NewAppCard, NewAppCardField, NewCard, NewFrame, NewItem, NewShape, NewStickyNote,
    NewText, Shape, ShapeChanges, ShapeData, ShapeKind, ShapeStyle, StickyColor, StickyNote,
    StickyNoteChanges, StickyNoteData, StickyNoteShape, StickyNoteStyle, Text, TextChanges, TextData,
    TextStyle, UnknownItem,
};
pub use percent::Percent;
pub use style::{FontFamily, HorizontalAlignment, StrokeStyle, VerticalAlignment};
pub use tag::{NewTag, Tag, TagChanges, TagColor, TagsOfItem};
pub use token::{AppRef, OrgRef, TokenContext, TokenRevocation};

/// Fields of an object that this version of the crate does not know, as Miro sent them.
pub type Extra = serde_json::Map<String, serde_json::Value>;
