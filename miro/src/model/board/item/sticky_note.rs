use miro_core::open_enum;

use super::item;
use crate::model::body::body;
use crate::model::object::object;
use crate::model::{HorizontalAlignment, VerticalAlignment};

item! {
    /// A sticky note on a board.
    pub StickyNote {
        /// The text and the shape.
        data => "data": StickyNoteData;
        /// The style.
        style => "style": StickyNoteStyle;
    }
}

object! {
    /// The text and the shape of a sticky note.
    #[derive(Default)]
    pub StickyNoteData {
        /// The text, as HTML with the few tags that Miro's editor supports.
        content => "content": text;
        /// The outline.
        shape => "shape": StickyNoteShape;
    }

    /// The style of a sticky note.
    #[derive(Default)]
    pub StickyNoteStyle {
        /// The paper color.
        fill_color => "fillColor": StickyColor;
        /// The horizontal alignment of the text.
        text_align => "textAlign": HorizontalAlignment;
        /// The vertical alignment of the text.
        text_align_vertical => "textAlignVertical": VerticalAlignment;
    }
}

open_enum! {
    /// The outline of a sticky note.
    pub StickyNoteShape {
        /// As wide as it is high; Miro's default.
        Square = "square",
        /// Wider than high.
        Rectangle = "rectangle",
    }

    /// The color of a sticky note. Miro accepts names here and rejects hexadecimal colors.
    pub StickyColor {
        Gray = "gray",
        /// Miro's default.
        LightYellow = "light_yellow",
        Yellow = "yellow",
        Orange = "orange",
        LightGreen = "light_green",
        Green = "green",
        DarkGreen = "dark_green",
        Cyan = "cyan",
        LightPink = "light_pink",
        Pink = "pink",
        Violet = "violet",
        Red = "red",
        LightBlue = "light_blue",
        Blue = "blue",
        DarkBlue = "dark_blue",
        Black = "black",
    }
}

body! {
    /// A sticky note to create.
    ///
    /// ```
    /// use miro::prelude::*;
    ///
    /// let note = NewStickyNote::new("Ship it").fill_color(StickyColor::Yellow).at(100.0, -50.0).width(200.0);
    /// ```
    pub create NewStickyNote as "sticky_note" like StickyNote;
    /// Changes to a sticky note.
    pub change StickyNoteChanges;

    /// The text, plain or with the few HTML tags that Miro's editor supports.
    content => "data.content": text;
    /// The outline; square if it is not set.
    shape => "data.shape": StickyNoteShape;
    /// The paper color; light yellow if it is not set.
    fill_color => "style.fillColor": StickyColor;
    /// The horizontal alignment of the text; centered if it is not set.
    text_align => "style.textAlign": HorizontalAlignment;
    /// The vertical alignment of the text; top if it is not set.
    text_align_vertical => "style.textAlignVertical": VerticalAlignment;
    /// The width in board units; the height follows from the shape; only one of the two can be set.
    width => "geometry.width": number, not with "geometry.height";
    /// The height in board units; the width follows from the shape; only one of the two can be set.
    height => "geometry.height": number, not with "geometry.width";
    ..placement;
}

impl NewStickyNote {
    /// Creates a sticky note with this text.
    pub fn new(content: impl Into<String>) -> Self {
        Self::empty().content(content)
    }
}
