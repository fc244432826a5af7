//! Conversions from items that were read to bodies that create copies of them.

use miro_core::upload::FileUpload;

use super::{
    AppCard, Card, Document, DocumentDetails, DocumentUpload, Embed, Frame, Image, ImageDetails, ImageUpload,
    Item, NewAppCard, NewCard, NewDocument, NewEmbed, NewFrame, NewImage, NewItem, NewShape, NewStickyNote,
    NewText, Shape, StickyNote, Text,
};
use crate::model::body::to_new;

to_new! {
    StickyNote "sticky note" => NewStickyNote;
    Shape "shape" => NewShape;
    Text "text" => NewText;
    Card "card" => NewCard;
}

impl Item {
    /// Creates a body for a copy of the item, for bulk creation on this board or another one.
    ///
    /// Returns `None` for items that Miro cannot create this way: images and documents, which need their files (see
    /// [`Image::to_upload`]), documents written in Miro, and items of unknown kinds.
    ///
    /// ```
    /// use miro::prelude::*;
    ///
    /// let json = r#"{"id":"1","type":"text","data":{"content":"<b>hello</b>"},"position":{"x":7,"y":0},"parent":{"id":"2"}}"#;
    /// let item: Item = serde_json::from_str(json)?;
    /// let copy: NewItem = item.to_new().expect("a text").inside("3");
    /// # assert_eq!(serde_json::to_string(&copy)?,
    /// #     r#"{"data":{"content":"<b>hello</b>"},"parent":{"id":"3"},"position":{"x":7.0,"y":0.0},"type":"text"}"#);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// # What is copied
    ///
    /// The content with its HTML, the style, the size and the position. If only one of width and height can be set,
    /// the width is copied. Lists omit some fields of items, such as the style of some kinds; to copy those, fetch
    /// the item by the call of its kind.
    ///
    /// Numbers that Miro does not accept are moved into the accepted range. Colors and other values that cannot be read are sent
    /// back as they came, and Miro may reject them. A text that is too long for Miro is not truncated: creating it fails.
    ///
    /// # What is not copied
    ///
    /// - The frame that contains the item. The position of such an item is relative to the corner of the frame: set
    ///   the copy's frame with `inside`, or its position on the board with `at`.
    /// - Its tags, connectors and groups, which are separate objects.
    /// - Its id, and the user and time of its creation.
    #[must_use]
    pub fn to_new(&self) -> Option<NewItem> {
        Some(match self {
            Self::StickyNote(note) => note.to_new().into(),
            Self::Shape(shape) => shape.to_new().into(),
            Self::Text(text) => text.to_new().into(),
            Self::Card(card) => card.to_new().into(),
            Self::AppCard(card) => card.to_new().into(),
            Self::Frame(frame) => frame.to_new().into(),
            Self::Embed(embed) => embed.to_new().into(),
            Self::Image(_) | Self::Document(_) | Self::DocFormat(_) | Self::Unknown(_) => return None,
        })
    }
}

impl AppCard {
    /// Creates an app card like this one, on this board or another one. It belongs to the app that creates it.
    ///
    /// [`Item::to_new`] lists what is copied and what is not.
    pub fn to_new(&self) -> NewAppCard {
        let new = NewAppCard::like(self);
        match self.data.as_ref().filter(|data| !data.fields.is_empty()) {
            Some(data) => new.fields(&data.fields),
            None => new,
        }
    }
}

impl Frame {
    /// Creates an empty frame like this one, on this board or another one.
    ///
    /// Its format is custom and its layout freeform, because Miro accepts no others. [`Item::to_new`] lists what is
    /// copied and what is not.
    pub fn to_new(&self) -> NewFrame {
        let new = NewFrame::like(self);
        // Only the Enterprise plan returns and accepts a value other than the default.
        match self.data.as_ref().and_then(|data| data.show_content) {
            Some(false) => new.show_content(false),
            _ => new,
        }
    }
}

impl Embed {
    /// Creates an embed like this one, on this board or another one, with Miro's own preview.
    ///
    /// [`Item::to_new`] lists what is copied and what is not.
    pub fn to_new(&self) -> NewEmbed {
        NewEmbed::like(self)
    }
}

impl Image {
    /// Creates an image like this one with the file at this address, on this board or another one.
    ///
    /// The address in the image itself does not work here, because it requires a token. To send a file that
    /// [`MiroApi::download`](crate::MiroApi::download) fetched from there, see [`to_upload`](Self::to_upload).
    ///
    /// [`Item::to_new`] lists what else is copied and what is not.
    pub fn to_new(&self, url: impl Into<String>) -> NewImage {
        NewImage::like(self).url(url)
    }

    /// Creates an upload of an image like this one with this file, to this board or another one.
    ///
    /// ```no_run
    /// use miro::prelude::*;
    /// use miro::upload::FileUpload;
    ///
    /// # async fn copy(api: MiroApi, image: Image, board: BoardHandle) -> Result<(), Error> {
    /// if let Some(url) = image.data.as_ref().and_then(|data| data.image_url.as_deref()) {
    ///     let original = url.replace("format=preview", "format=original");
    ///     let file = FileUpload::from_bytes("image.png", api.download(original).await?.content);
    ///     board.images().upload(image.to_upload(file)).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [`Item::to_new`] lists what is copied and what is not.
    pub fn to_upload(&self, file: FileUpload) -> ImageUpload {
        ImageUpload::new(file).details(ImageDetails::like(self))
    }
}

impl Document {
    /// Creates a document like this one with the file at this address, on this board or another one.
    ///
    /// Its size is Miro's default, because Miro accepts none here. The address in the document itself does not work,
    /// because it requires a token. For both, see [`to_upload`](Self::to_upload).
    ///
    /// [`Item::to_new`] lists what else is copied and what is not.
    pub fn to_new(&self, url: impl Into<String>) -> NewDocument {
        NewDocument::like(self).url(url)
    }

    /// Creates an upload of a document like this one with this file, to this board or another one.
    ///
    /// [`Item::to_new`] lists what is copied and what is not.
    pub fn to_upload(&self, file: FileUpload) -> DocumentUpload {
        DocumentUpload::new(file).details(DocumentDetails::like(self))
    }
}
