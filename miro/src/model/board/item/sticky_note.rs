use miro_core::open_enum;

use super::item;
use crate::model::body::body;
use crate::model::object::object;
use crate::model::{HorizontalAlignment, VerticalAlignment};

item! {
    /// A sticky note on a board.
    pub StickyNote {
        /// What is written on it, and its shape.
        data => "data": StickyNoteData;
        /// How it looks.
        style => "style": StickyNoteStyle;
    }
}

object! {
    /// What is written on a sticky note, and its shape.
    #[derive(Default)]
    pub StickyNoteData {
        /// The text, as HTML with the few tags that Miro's editor knows.
        content => "content": text;
        /// The outline.
        shape => "shape": StickyNoteShape;
    }

    /// How a sticky note looks.
    #[derive(Default)]
    pub StickyNoteStyle {
        /// The color of the paper.
        fill_color => "fillColor": StickyColor;
        /// Where a line of text starts.
        text_align => "textAlign": HorizontalAlignment;
        /// Where the text starts.
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

    /// The colors that a sticky note can have; Miro takes names here, and refuses hexadecimal colors.
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
    /// What to change on a sticky note.
    pub change StickyNoteChanges;

    /// The text, plain or with the few HTML tags that Miro's editor knows.
    content => "data.content": text;
    /// The outline; square if it is not set.
    shape => "data.shape": StickyNoteShape;
    /// The color of the paper; light yellow if it is not set.
    fill_color => "style.fillColor": StickyColor;
    /// Where a line of text starts; centerd if it is not set.
    text_align => "style.textAlign": HorizontalAlignment;
    /// Where the text starts; at the top if it is not set.
    text_align_vertical => "style.textAlignVertical": VerticalAlignment;
    /// Width in board units; the height follows from the shape, so only one of both can be set.
    width => "geometry.width": number, not with "geometry.height";
    /// Height in board units; the width follows from the shape, so only one of both can be set.
    height => "geometry.height": number, not with "geometry.width";
    ..placement;
}

impl NewStickyNote {
    /// A sticky note that says this.
    pub fn new(content: impl Into<String>) -> Self {
        Self::empty().content(content)
    }
}
