use miro_core::open_enum;

use super::{NewItem, item};
use crate::model::body::{Fields, body};
use crate::model::object::object;

item! {
    /// A document that was written in Miro. It has no size of its own in the API.
    pub DocFormat {
        /// What is written in it.
        data => "data": DocFormatData;
    }
}

object! {
    /// What is written in a document.
    #[derive(Default)]
    pub DocFormatData {
        /// The language that `content` is written in.
        content_type => "contentType": DocFormatContentType;
        /// The text.
        content => "content": text;
        /// The version of the text.
        content_version => "contentVersion": number;
    }
}

open_enum! {
    /// The language that a document is written in.
    pub DocFormatContentType {
        /// What Miro takes, and gives if nothing else is asked for.
        Markdown = "markdown",
        Html = "html",
    }
}

body! {
    /// A document to create, in Markdown. There is no call that changes one: delete it and create another, which has a new
    /// id.
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

/// For [`create_all`](crate::api::Items::create_all); `create_bulk` does not take it.
impl From<NewDocFormat> for NewItem {
    fn from(body: NewDocFormat) -> Self {
        Self::of_kind("doc_format", body.0)
    }
}

impl NewDocFormat {
    pub(super) fn of_fields(fields: Fields) -> Self {
        Self(fields)
    }

    /// A document that says this, in Markdown.
    pub fn new(markdown: impl Into<String>) -> Self {
        Self::empty().content(markdown).in_markdown()
    }

    /// Miro takes no other language, and has to be told all the same.
    fn in_markdown(mut self) -> Self {
        self.0.set_text("data.contentType", DocFormatContentType::Markdown.as_str().to_owned(), None);
        self
    }
}

impl DocFormat {
    /// The same document again, to be created on this board or another one.
    ///
    /// None if its text did not come, as in lists of items, or came as HTML, which Miro does not take back. What is carried
    /// over, and what is not, stands at [`Item::to_new`](crate::model::Item::to_new).
    #[must_use]
    pub fn to_new(&self) -> Option<NewDocFormat> {
        let data = self.data.as_ref().filter(|data| data.content.is_some())?;
        let is_markdown = data.content_type == Some(DocFormatContentType::Markdown);
        is_markdown.then(|| NewDocFormat::like(self).in_markdown())
    }
}
