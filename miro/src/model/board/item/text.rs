use super::item;
use crate::model::body::body;
use crate::model::object::object;
use crate::model::{FontFamily, HexColor, HorizontalAlignment};

item! {
    /// A text on a board, without anything around it.
    pub Text {
        /// What it says.
        data => "data": TextData;
        /// How it looks.
        style => "style": TextStyle;
    }
}

object! {
    /// What a text says.
    #[derive(Default)]
    pub TextData {
        /// The text, as HTML with the few tags that Miro's editor knows.
        content => "content": text;
    }

    /// How a text looks.
    #[derive(Default)]
    pub TextStyle {
        /// The color of the letters.
        color => "color": HexColor;
        /// The color behind the letters.
        fill_color => "fillColor": HexColor;
        /// How opaque the color behind the letters is, from 0 (not at all) to 1.
        fill_opacity => "fillOpacity": number;
        /// The font.
        font_family => "fontFamily": FontFamily;
        /// The size of the letters, in dp (density-independent pixels).
        font_size => "fontSize": number;
        /// Where a line starts.
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
    /// What to change on a text.
    pub change TextChanges;

    /// The text, plain or with the few HTML tags that Miro's editor knows.
    content => "data.content": text;
    /// The color of the letters; `#1a1a1a` if it is not set.
    color => "style.color": color;
    /// The color behind the letters; `#ffffff` if it is not set.
    fill_color => "style.fillColor": color;
    /// How opaque the color behind the letters is; if it is not set, 1 with a fill color and 0 without.
    fill_opacity => "style.fillOpacity": quoted in 0.0..=1.0;
    /// The font; Arial if it is not set.
    font_family => "style.fontFamily": FontFamily;
    /// The size of the letters, in dp; 14 if it is not set.
    font_size => "style.fontSize": quoted from 1.0;
    /// Where a line starts; centerd if it is not set.
    text_align => "style.textAlign": HorizontalAlignment;
    /// Width in board units, at least 1.7 times the font size. The height follows from the text.
    width => "geometry.width": number;
    /// In degrees, clockwise.
    rotation => "geometry.rotation": number;
    ..placement;
}

impl NewText {
    /// A text that says this.
    pub fn new(content: impl Into<String>) -> Self {
        Self::empty().content(content)
    }
}
