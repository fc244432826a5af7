use super::item;
use crate::model::body::body;
use crate::model::object::object;
use crate::model::{FontFamily, HexColor, HorizontalAlignment};

item! {
    /// A text on a board, without a border.
    pub Text {
        /// The content.
        data => "data": TextData;
        /// The style.
        style => "style": TextStyle;
    }
}

object! {
    /// The content of a text.
    #[derive(Default)]
    pub TextData {
        /// The text, as HTML with the few tags that Miro's editor supports.
        content => "content": text;
    }

    /// The style of a text.
    #[derive(Default)]
    pub TextStyle {
        /// The text color.
        color => "color": HexColor;
        /// The background color.
        fill_color => "fillColor": HexColor;
        /// The opacity of the background color, from 0 (transparent) to 1.
        fill_opacity => "fillOpacity": number;
        /// The font.
        font_family => "fontFamily": FontFamily;
        /// The font size, in dp (density-independent pixels).
        font_size => "fontSize": number;
        /// The horizontal alignment.
        text_align => "textAlign": HorizontalAlignment;
    }
}

body! {
    /// A text to create.
    ///
    /// ```
    /// use miro::prelude::*;
    ///
    /// let text = NewText::new("What went well?").font_size(36.0).at(0.0, -300.0);
    /// ```
    pub create NewText as "text" like Text;
    /// Changes to a text.
    pub change TextChanges;

    /// The text, plain or with the few HTML tags that Miro's editor supports.
    content => "data.content": text;
    /// The text color; `#1a1a1a` if it is not set.
    color => "style.color": color;
    /// The background color; `#ffffff` if it is not set.
    fill_color => "style.fillColor": color;
    /// The opacity of the background color; if it is not set, 1 with a fill color and 0 without.
    fill_opacity => "style.fillOpacity": quoted in 0.0..=1.0;
    /// The font; Arial if it is not set.
    font_family => "style.fontFamily": FontFamily;
    /// The font size, in dp; 14 if it is not set.
    font_size => "style.fontSize": quoted from 1.0;
    /// The horizontal alignment; centered if it is not set.
    text_align => "style.textAlign": HorizontalAlignment;
    /// The width in board units, at least 1.7 times the font size. The height follows from the text.
    width => "geometry.width": number;
    /// The rotation in degrees, clockwise.
    rotation => "geometry.rotation": number;
    ..placement;
}

impl NewText {
    /// Creates a text with this content.
    pub fn new(content: impl Into<String>) -> Self {
        Self::empty().content(content)
    }
}
