//! Boards and everything on them.

mod board_members;
mod board_policy;
mod boards;
mod caption;
mod connector;
mod geometry;
mod groups;
mod item;
mod parent_frame;
mod style;
mod tag;

pub use board_members::{
    BoardInvitation, BoardMember, BoardMemberChanges, BoardRole, FailedInvitation, InvitationResult,
};
pub use board_policy::{
    BoardPermissionsPolicy, BoardPolicy, BoardSharingPolicy, CollaborationToolsStartAccess, LinkAccess,
};
pub use boards::{Board, BoardChanges, BoardCopy, BoardSort, NewBoard};
pub use caption::{Caption, NewCaption};
pub use connector::{
    Connector, ConnectorChanges, ConnectorEnd, ConnectorShape, ConnectorStyle, NewConnector,
    RelativePosition, SnapTo, StrokeCap, TextOrientation,
};
pub use geometry::{Geometry, Parent, Position, PositionOrigin, RelativeTo};
pub use groups::{ItemGroup, ItemGroupData, NewItemGroup};
#[cfg(any(feature = "experimental", feature = "unlisted"))]
pub(crate) use item::item;
pub use item::{
    AppCard, AppCardChanges, AppCardData, AppCardField, AppCardStatus, AppCardStyle, BulkItems, BulkUpload,
    Card, CardChanges, CardData, CardStyle, DocFormat, DocFormatContentType, DocFormatData, Document,
    DocumentChanges, DocumentData, DocumentDetails, DocumentReplacement, DocumentUpload, Embed, EmbedChanges,
    EmbedData, EmbedMode, Frame, FrameChanges, FrameData, FrameFormat, FrameLayout, FrameStyle, IconShape,
    Image, ImageChanges, ImageData, ImageDetails, ImageUpload, Item, ItemChanges, ItemKind, NewAppCard,
    NewAppCardField, NewCard, NewDocFormat, NewDocument, NewEmbed, NewFrame, NewImage, NewItem, NewShape,
    NewStickyNote, NewText, Shape, ShapeChanges, ShapeData, ShapeKind, ShapeStyle, StickyColor, StickyNote,
    StickyNoteChanges, StickyNoteData, StickyNoteShape, StickyNoteStyle, Text, TextChanges, TextData,
    TextStyle, UnknownItem,
};
pub use parent_frame::ParentFrame;
pub use style::{FontFamily, HorizontalAlignment, StrokeStyle, VerticalAlignment};
pub use tag::{NewTag, Tag, TagChanges, TagColor, TagsOfItem};
