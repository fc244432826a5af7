use miro_core::open_enum;
use miro_core::wire::{Received as _, Timestamp};
use serde::ser::{Serialize, Serializer};

use super::{AppCard, Card, DocFormat, Document, Embed, Frame, Image, Shape, StickyNote, Text, UnknownItem};
use crate::model::object::Object;
use crate::model::{Geometry, ItemId, Links, Parent, Position, UserRef};

open_enum! {
    /// The kind of an item on a board.
    ///
    /// Connectors and tags are not items and have separate calls.
    pub ItemKind {
        StickyNote = "sticky_note",
        Shape = "shape",
        Text = "text",
        Card = "card",
        AppCard = "app_card",
        Frame = "frame",
        Image = "image",
        /// An uploaded file, such as a PDF.
        Document = "document",
        Embed = "embed",
        /// A link with a preview image.
        Preview = "preview",
        /// A document written in Miro.
        DocFormat = "doc_format",
        /// A table.
        DataTableFormat = "data_table_format",
        /// A code widget. As an [`Item`] it is always [`Item::Unknown`]; the separate calls of the feature
        /// `experimental` return it as a `CodeWidget`.
        Code = "code",
    }
}

/// Declares [`Item`] with one variant for each kind that has a type.
macro_rules! items {
    ($($wire:literal $kind:ident $accessor:ident $article:literal;)+) => {
        /// An item of any kind on a board.
        ///
        /// The fields that all kinds share are available through methods; match on the variant for the others.
        ///
        /// ```
        /// use miro::model::Item;
        ///
        /// let json = r#"{"id":"1","type":"sticky_note","data":{"content":"hello"},"position":{"x":100,"y":0}}"#;
        /// let item: Item = serde_json::from_str(json)?;
        /// assert_eq!(item.position().and_then(|position| position.x), Some(100.0));
        /// if let Item::StickyNote(note) = &item {
        ///     assert_eq!(note.data.as_ref().and_then(|data| data.content.as_deref()), Some("hello"));
        /// }
        /// # Ok::<(), serde_json::Error>(())
        /// ```
        ///
        /// The field `type` selects the variant. An item of a kind without a type in this crate becomes
        /// [`Item::Unknown`] and keeps its complete JSON. Items can therefore be deserialized from JSON only (text or
        /// a [`Value`](serde_json::Value)), not from other formats or through `#[serde(flatten)]`.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Item {
            $(
                #[doc = concat!("`", $wire, "`")]
                $kind($kind),
            )+
            /// An item of a kind that has no type in this version of the crate.
            Unknown(UnknownItem),
        }

        impl Item {
            $(
                #[doc = concat!("The ", $article, ", if the item is one.")]
                #[must_use]
                pub fn $accessor(&self) -> Option<&$kind> {
                    match self {
                        Self::$kind(item) => Some(item),
                        _ => None,
                    }
                }
            )+

            /// Returns an empty item of this kind, or `None` if the kind has no type.
            pub(super) fn blank(id: Option<ItemId>, kind: &str) -> Option<Self> {
                match kind {
                    $($wire => {
                        let mut item = $kind::blank();
                        item.kind = ItemKind::received(kind);
                        if let Some(id) = id {
                            item.id = id;
                        }
                        Some(Self::$kind(item))
                    })+
                    _ => None,
                }
            }

            /// Reads an item of this kind.
            pub(super) fn read_as(kind: &ItemKind, json: &[u8]) -> serde_json::Result<Self> {
                match kind.as_str() {
                    $($wire => serde_json::from_slice(json).map(Self::$kind),)+
                    _ => serde_json::from_slice(json).map(Self::Unknown),
                }
            }

            /// Returns the table of its fields, or `None` if the kind has no type.
            pub(super) fn table(&self) -> Option<&dyn Object> {
                match self {
                    $(Self::$kind(item) => Some(item),)+
                    Self::Unknown(_) => None,
                }
            }

            /// Returns the same table for reading into it.
            pub(super) fn table_mut(&mut self) -> Option<&mut dyn Object> {
                match self {
                    $(Self::$kind(item) => Some(item),)+
                    Self::Unknown(_) => None,
                }
            }
        }

        impl Serialize for Item {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$kind(item) => item.serialize(serializer),)+
                    Self::Unknown(item) => item.serialize(serializer),
                }
            }
        }

        /// Evaluates an expression on the inner value of any variant.
        macro_rules! each {
            ($item:expr, $inner:ident => $value:expr) => {
                match $item {
                    $(Item::$kind($inner) => $value,)+
                    Item::Unknown($inner) => $value,
                }
            };
        }
    };
}

items! {
    "sticky_note" StickyNote as_sticky_note "sticky note";
    "shape" Shape as_shape "shape";
    "text" Text as_text "text";
    "card" Card as_card "card";
    "app_card" AppCard as_app_card "app card";
    "frame" Frame as_frame "frame";
    "image" Image as_image "image";
    "document" Document as_document "document";
    "embed" Embed as_embed "embed";
    "doc_format" DocFormat as_doc_format "document that was written in Miro";
}

impl Item {
    /// Returns the id of the item on its board.
    #[must_use]
    pub fn id(&self) -> &ItemId {
        each!(self, item => &item.id)
    }

    /// Returns the kind of the item.
    #[must_use]
    pub fn kind(&self) -> &ItemKind {
        each!(self, item => &item.kind)
    }

    /// Returns the position.
    #[must_use]
    pub fn position(&self) -> Option<&Position> {
        each!(self, item => item.position.as_ref())
    }

    /// Returns the size and rotation.
    #[must_use]
    pub fn geometry(&self) -> Option<&Geometry> {
        each!(self, item => item.geometry.as_ref())
    }

    /// Returns the frame that contains the item.
    #[must_use]
    pub fn parent(&self) -> Option<&Parent> {
        each!(self, item => item.parent.as_ref())
    }

    /// Returns when the item was created.
    #[must_use]
    pub fn created_at(&self) -> Option<Timestamp> {
        each!(self, item => item.created_at)
    }

    /// Returns the user who created the item.
    #[must_use]
    pub fn created_by(&self) -> Option<&UserRef> {
        each!(self, item => item.created_by.as_ref())
    }

    /// Returns when the item was last changed.
    #[must_use]
    pub fn modified_at(&self) -> Option<Timestamp> {
        each!(self, item => item.modified_at)
    }

    /// Returns the user who last changed the item.
    #[must_use]
    pub fn modified_by(&self) -> Option<&UserRef> {
        each!(self, item => item.modified_by.as_ref())
    }

    /// Returns addresses of the item in the API, for information only: requests are built from ids.
    #[must_use]
    pub fn links(&self) -> Option<&Links> {
        each!(self, item => item.links.as_ref())
    }
}

impl From<&Item> for ItemId {
    fn from(item: &Item) -> Self {
        item.id().clone()
    }
}
