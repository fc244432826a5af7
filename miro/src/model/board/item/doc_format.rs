use miro_core::open_enum;

use super::{NewItem, item};
use crate::model::body::{Fields, body};
use crate::model::object::object;

item! {
    /// A document written in Miro. Its size is not available in the API.
    pub DocFormat {
        /// The content.
        data => "data": DocFormatData;
    }
}

object! {
    /// The content of a document written in Miro.
    #[derive(Default)]
    pub DocFormatData {
        /// The format of `content`.
        content_type => "contentType": DocFormatContentType;
        /// The text.
        content => "content": text;
        /// The version of the text.
        content_version => "contentVersion": number;
    }
}

open_enum! {
    /// The format of a document's text.
    pub DocFormatContentType {
        /// The only format that Miro accepts, and the default in responses.
        Markdown = "markdown",
        Html = "html",
    }
}

body! {
    /// A document to create, in Markdown. No call updates one: delete it and create another, which has a new id.
    ///
    /// ```
    /// use miro::prelude::*;
    ///
    /// let notes = NewDocFormat::new("# Notes\n\n- first").at(0.0, 0.0);
    /// ```
    pub create NewDocFormat like DocFormat;

    /// The text, in Markdown.
    content => "data.content": text;
    /// The version of the text.
    content_version => "data.contentVersion": number;
    ..placement;
}

/// For [`create_all`](crate::api::Items::create_all); `create_bulk` does not accept it.
impl From<NewDocFormat> for NewItem {
    fn from(body: NewDocFormat) -> Self {
        Self::of_kind("doc_format", body.0)
    }
}

impl NewDocFormat {
    pub(super) fn of_fields(fields: Fields) -> Self {
        Self(fields)
    }

    /// Creates a document with this Markdown text.
    pub fn new(markdown: impl Into<String>) -> Self {
        Self::empty().content(markdown).in_markdown()
    }

    /// Sets the content type, which Miro requires although it accepts only this one.
    fn in_markdown(mut self) -> Self {
        self.0.set_text("data.contentType", DocFormatContentType::Markdown.as_str().to_owned(), None);
        self
    }
}

impl DocFormat {
    /// Creates a document like this one, on this board or another one.
    ///
    /// Returns `None` if its text is missing, as in lists of items, or is HTML, which Miro does not accept.
    /// [`Item::to_new`](crate::model::Item::to_new) lists what is copied and what is not.
    #[must_use]
    pub fn to_new(&self) -> Option<NewDocFormat> {
        let data = self.data.as_ref().filter(|data| data.content.is_some())?;
        let is_markdown = data.content_type == Some(DocFormatContentType::Markdown);
        is_markdown.then(|| NewDocFormat::like(self).in_markdown())
    }
}
