use crate::model::VerticalAlignment;
use crate::model::body::body;
use crate::model::object::object;

object! {
    /// A text along a connector.
    #[derive(Default)]
    pub Caption {
        /// The text, as HTML with the few tags that Miro's editor knows.
        content => "content": text;
        /// Where along the line it stands: 0 is the start, 100 the end.
        position => "position": percent;
        /// Where it stands beside the line.
        text_align_vertical => "textAlignVertical": VerticalAlignment;
    }
}

body! {
    /// A text to write along a connector; made from a string where one is asked for.
    pub create NewCaption like Caption;

    /// The text, plain or with the few HTML tags that Miro's editor knows.
    content => "content": text in 0..=200;
    /// Where along the line it stands: 0 is the start, 100 the end, and 50 what Miro takes if it is not set.
    position => "position": percent;
    /// Where it stands beside the line; in the middle if it is not set.
    text_align_vertical => "textAlignVertical": VerticalAlignment;
}

impl NewCaption {
    /// A caption that says this, in at most 200 characters.
    pub fn new(content: impl Into<String>) -> Self {
        Self::empty().content(content)
    }
}

impl From<&str> for NewCaption {
    fn from(content: &str) -> Self {
        Self::new(content)
    }
}

impl From<String> for NewCaption {
    fn from(content: String) -> Self {
        Self::new(content)
    }
}

impl From<&Caption> for NewCaption {
    /// The same caption again, to be sent back beside others.
    fn from(caption: &Caption) -> Self {
        let new = Self::like(caption);
        // Required, be it empty.
        if caption.content.is_none() { new.content("") } else { new }
    }
}
