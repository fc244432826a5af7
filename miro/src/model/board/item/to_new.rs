//! From items that were read to bodies that create the same again.

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
    /// The same item again, to be created with others at once, on this board or another one.
    ///
    /// None for what Miro does not create in such a way from what it sends: images and documents, which need their files
    /// (see [`Image::to_upload`]), documents that were written in Miro, and items of unknown kinds.
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
    /// # What is carried over
    ///
    /// What the item says, with its HTML; how it looks, how large it is and where. Where only one of width and height can be
    /// set, it is the width. What lists leave out of items, such as the style of some, a copy cannot have: fetch the item by
    /// the call of its kind.
    ///
    /// Of how it looks, numbers that Miro does not take are brought into the range that it does, and colors and other values
    /// that it does not take are left to its defaults. A text that is too long for Miro is not cut: creating it is refused.
    ///
    /// # What is not
    ///
    /// - The frame that it is in. The position of such an item counts from the corner of the frame: say with `inside` which
    ///   other frame the copy is in, or with `at` where it is without one.
    /// - Its tags, connectors and groups, which are things of their own.
    /// - Its id, and who made it when.
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
    /// The same app card again, to be created on this board or another one; it belongs to the app that creates it.
    ///
    /// What is carried over, and what is not, stands at [`Item::to_new`].
    pub fn to_new(&self) -> NewAppCard {
        let new = NewAppCard::like(self);
        match self.data.as_ref().filter(|data| !data.fields.is_empty()) {
            Some(data) => new.fields(&data.fields),
            None => new,
        }
    }
}

impl Frame {
    /// The same frame again, without what is in it, to be created on this board or another one.
    ///
    /// It has no proportions of its own and arranges nothing, since Miro takes no other frames. What is carried over, and
    /// what is not, stands at [`Item::to_new`].
    pub fn to_new(&self) -> NewFrame {
        let new = NewFrame::like(self);
        // Only on the Enterprise plan can it be anything else than the default, and only there is it taken.
        match self.data.as_ref().and_then(|data| data.show_content) {
            Some(false) => new.show_content(false),
            _ => new,
        }
    }
}

impl Embed {
    /// The same embed again, to be created on this board or another one; its preview is Miro's own.
    ///
    /// What is carried over, and what is not, stands at [`Item::to_new`].
    pub fn to_new(&self) -> NewEmbed {
        NewEmbed::like(self)
    }
}

impl Image {
    /// The same image again, with the file that is at this address, to be created on this board or another one.
    ///
    /// The address in the image itself is none that Miro could fetch a file from: it asks for a token. To send what
    /// [`MiroApi::download`](crate::MiroApi::download) has fetched from there, see [`to_upload`](Self::to_upload).
    ///
    /// What else is carried over, and what is not, stands at [`Item::to_new`].
    pub fn to_new(&self, url: impl Into<String>) -> NewImage {
        NewImage::like(self).url(url)
    }

    /// The same image again, with this file, to be uploaded to this board or another one.
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
    /// What is carried over, and what is not, stands at [`Item::to_new`].
    pub fn to_upload(&self, file: FileUpload) -> ImageUpload {
        ImageUpload::new(file).details(ImageDetails::like(self))
    }
}

impl Document {
    /// The same document again, with the file that is at this address, to be created on this board or another one.
    ///
    /// It has the size that Miro gives to new ones, since Miro takes none here. The address in the document itself is none
    /// that Miro could fetch a file from: it asks for a token. See [`to_upload`](Self::to_upload) for both.
    ///
    /// What else is carried over, and what is not, stands at [`Item::to_new`].
    pub fn to_new(&self, url: impl Into<String>) -> NewDocument {
        NewDocument::like(self).url(url)
    }

    /// The same document again, with this file, to be uploaded to this board or another one.
    ///
    /// What is carried over, and what is not, stands at [`Item::to_new`].
    pub fn to_upload(&self, file: FileUpload) -> DocumentUpload {
        DocumentUpload::new(file).details(DocumentDetails::like(self))
    }
}
