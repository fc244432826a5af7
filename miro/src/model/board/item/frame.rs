use miro_core::open_enum;

use super::item;
use crate::model::HexColor;
use crate::model::body::body;
use crate::model::object::object;

item! {
    /// A frame on a board: a part of it that holds items and can be shown by itself.
    pub Frame {
        /// Its title and kind.
        data => "data": FrameData;
        /// How it looks.
        style => "style": FrameStyle;
    }
}

object! {
    /// The title and kind of a frame.
    #[derive(Default)]
    pub FrameData {
        /// What stands above the frame.
        title => "title": text;
        /// Its proportions.
        format => "format": FrameFormat;
        /// How it arranges its items.
        layout => "type": FrameLayout;
        /// Whether what is in the frame is shown; always, except on the Enterprise plan.
        show_content => "showContent": flag;
    }

    /// How a frame looks.
    #[derive(Default)]
    pub FrameStyle {
        /// The color of the inside; `#ffffffff` stands for none.
        fill_color => "fillColor": HexColor;
    }
}

open_enum! {
    /// The proportions of a frame.
    pub FrameFormat {
        /// Any; what frames made through the API have.
        Custom = "custom",
        Desktop = "desktop",
        Phone = "phone",
        Tablet = "tablet",
        A4 = "a4",
        Letter = "letter",
        Ratio1x1 = "ratio_1x1",
        Ratio4x3 = "ratio_4x3",
        Ratio16x9 = "ratio_16x9",
    }

    /// How a frame arranges its items.
    pub FrameLayout {
        /// Not at all; what frames made through the API do.
        Freeform = "freeform",
        Heap = "heap",
        Grid = "grid",
        Rows = "rows",
        Columns = "columns",
    }
}

body! {
    /// A frame to create.
    ///
    /// ```
    /// use miro::prelude::*;
    ///
    /// let frame = NewFrame::new("Sprint 12").at(0.0, 0.0).width(800.0).height(450.0);
    /// ```
    pub create NewFrame as "frame" like Frame;
    /// What to change on a frame.
    pub change FrameChanges;

    /// What stands above the frame.
    title => "data.title": text;
    /// The proportions. Miro takes only custom, also for a frame that it sends with others.
    format => "data.format": FrameFormat, only ["custom"], never carried;
    /// How it arranges its items. Miro takes only freeform, also for a frame that it sends with another layout.
    layout => "data.type": FrameLayout, only ["freeform"], never carried;
    /// Whether what is in the frame is shown; it is if this is not set. Only on the Enterprise plan.
    show_content => "data.showContent": flag, never carried;
    /// The color of the inside; none (`#ffffffff`) if it is not set.
    fill_color => "style.fillColor": color;
    /// Width in board units.
    width => "geometry.width": number;
    /// Height in board units.
    height => "geometry.height": number;
    ..position;
}

impl NewFrame {
    /// A frame with this title.
    pub fn new(title: impl Into<String>) -> Self {
        Self::empty().title(title)
    }
}
