//! Items: the content of a board.

mod app_card;
mod bulk;
mod card;
mod doc_format;
mod document;
mod embed;
mod file;
mod frame;
mod image;
mod kind;
mod read;
mod shape;
mod sticky_note;
#[cfg(test)]
mod tests;
mod text;
mod to_new;
mod unknown;

pub use app_card::{
    AppCard, AppCardChanges, AppCardData, AppCardField, AppCardStatus, AppCardStyle, IconShape, NewAppCard,
    NewAppCardField,
};
pub use bulk::{BulkItems, BulkUpload, ItemChanges, NewItem};
pub use card::{Card, CardChanges, CardData, CardStyle, NewCard};
pub use doc_format::{DocFormat, DocFormatContentType, DocFormatData, NewDocFormat};
pub use document::{
    Document, DocumentChanges, DocumentData, DocumentDetails, DocumentReplacement, DocumentUpload,
    NewDocument,
};
pub use embed::{Embed, EmbedChanges, EmbedData, EmbedMode, NewEmbed};
pub use frame::{Frame, FrameChanges, FrameData, FrameFormat, FrameLayout, FrameStyle, NewFrame};
pub use image::{Image, ImageChanges, ImageData, ImageDetails, ImageUpload, NewImage};
pub use kind::{Item, ItemKind};
pub use shape::{NewShape, Shape, ShapeChanges, ShapeData, ShapeKind, ShapeStyle};
pub use sticky_note::{
    NewStickyNote, StickyColor, StickyNote, StickyNoteChanges, StickyNoteData, StickyNoteShape,
    StickyNoteStyle,
};
pub use text::{NewText, Text, TextChanges, TextData, TextStyle};
pub use unknown::UnknownItem;

/// Declares the type of one kind of item: its specific fields, and those that all kinds share.
///
/// Rows are those of [`object!`](super::object::object).
macro_rules! item {
    (
        $(#[$attribute:meta])*
        $visibility:vis $name:ident { $($rows:tt)* }
    ) => {
        $crate::model::object::object! {
            $(#[$attribute])*
            $visibility $name {
                /// Identifies the item on its board.
                id => "id": $crate::model::ItemId, required;
                /// The kind of item.
                kind => "type": $crate::model::ItemKind, required;
                $($rows)*
                /// The position.
                position => "position": $crate::model::Position;
                /// The size and rotation.
                geometry => "geometry": $crate::model::Geometry;
                /// The frame that contains the item.
                parent => "parent": $crate::model::Parent;
                /// When it was created.
                created_at => "createdAt": time;
                /// The user who created it.
                created_by => "createdBy": $crate::model::UserRef;
                /// When it was last changed.
                modified_at => "modifiedAt": time;
                /// The user who last changed it.
                modified_by => "modifiedBy": $crate::model::UserRef;
                /// Addresses of the item in the API, for information only: requests are built from ids.
                links => "links": $crate::model::Links;
            }
        }

        impl From<&$name> for $crate::model::ItemId {
            fn from(item: &$name) -> Self {
                item.id.clone()
            }
        }
    };
}

pub(crate) use item;
