use crate::model::VerticalAlignment;
use crate::model::body::body;
use crate::model::object::object;

object! {
    /// A text on a connector.
    #[derive(Default)]
    pub Caption {
        /// The text, as HTML with the few tags that Miro's editor supports.
        content => "content": text;
        /// The position along the line: 0 is the start, 100 the end.
        position => "position": percent;
        /// The vertical position relative to the line.
        text_align_vertical => "textAlignVertical": VerticalAlignment;
    }
}

body! {
    /// A text to add to a connector. Setters also accept a string in its place.
    pub create NewCaption like Caption;

    /// The text, plain or with the few HTML tags that Miro's editor supports.
    content => "content": text in 0..=200;
    /// The position along the line: 0 is the start, 100 the end; 50 if it is not set.
    position => "position": percent;
    /// The vertical position relative to the line; the middle if it is not set.
    text_align_vertical => "textAlignVertical": VerticalAlignment;
}

impl NewCaption {
    /// Creates a caption with this text, of at most 200 characters.
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
    /// Copies a caption, to be sent back together with others.
    fn from(caption: &Caption) -> Self {
        let new = Self::like(caption);
        // The content is required, even if empty.
        if caption.content.is_none() { new.content("") } else { new }
    }
}
