use miro_core::open_enum;

use super::item;
use crate::model::HexColor;
use crate::model::body::body;
use crate::model::object::object;

item! {
    /// A frame on a board: an area that holds items and can be presented separately.
    pub Frame {
        /// The title and format.
        data => "data": FrameData;
        /// The style.
        style => "style": FrameStyle;
    }
}

object! {
    /// The title and format of a frame.
    #[derive(Default)]
    pub FrameData {
        /// The title above the frame.
        title => "title": text;
        /// The proportions.
        format => "format": FrameFormat;
        /// The arrangement of its items.
        layout => "type": FrameLayout;
        /// Whether the content of the frame is shown. Always true except on the Enterprise plan.
        show_content => "showContent": flag;
    }

    /// The style of a frame.
    #[derive(Default)]
    pub FrameStyle {
        /// The fill color; `#ffffffff` stands for none.
        fill_color => "fillColor": HexColor;
    }
}

open_enum! {
    /// The proportions of a frame.
    pub FrameFormat {
        /// Any proportions; the format of all frames created through the API.
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

    /// The arrangement of the items in a frame.
    pub FrameLayout {
        /// No arrangement; the layout of all frames created through the API.
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
    /// Changes to a frame.
    pub change FrameChanges;

    /// The title above the frame.
    title => "data.title": text;
    /// The proportions. Miro accepts only custom, even for a frame that it returned with others.
    format => "data.format": FrameFormat, only ["custom"], never carried;
    /// The arrangement of the items. Miro accepts only freeform, even for a frame that it returned with another
    /// layout.
    layout => "data.type": FrameLayout, only ["freeform"], never carried;
    /// Whether the content of the frame is shown; true if it is not set. Only on the Enterprise plan.
    show_content => "data.showContent": flag, never carried;
    /// The fill color; none (`#ffffffff`) if it is not set.
    fill_color => "style.fillColor": color;
    /// The width in board units.
    width => "geometry.width": number;
    /// The height in board units.
    height => "geometry.height": number;
    ..position;
}

impl NewFrame {
    /// Creates a frame with this title.
    pub fn new(title: impl Into<String>) -> Self {
        Self::empty().title(title)
    }
}
