use miro_core::open_enum;

use crate::model::body::body;
use crate::model::object::object;
use crate::model::{
    Caption, ConnectorId, HexColor, ItemId, Links, NewCaption, Percent, StrokeStyle, UserRef,
};

object! {
    /// A line between two items.
    pub Connector {
        /// Identifies the connector.
        id => "id": ConnectorId, required;
        /// `connector`.
        kind => "type": text;
        /// The start of the line; missing if it is not on an item.
        start_item => "startItem": ConnectorEnd;
        /// The end of the line; missing if it is not on an item.
        end_item => "endItem": ConnectorEnd;
        /// The shape of the line.
        shape => "shape": ConnectorShape;
        /// The texts along the line.
        captions => "captions": [Caption];
        /// The style of the line and its captions.
        style => "style": ConnectorStyle;
        /// Whether Miro's API supports the connector. An unsupported one cannot be changed and may be incomplete.
        is_supported => "isSupported": flag;
        /// When it was created.
        created_at => "createdAt": time;
        /// The user who created it.
        created_by => "createdBy": UserRef;
        /// When it was last changed.
        modified_at => "modifiedAt": time;
        /// The user who last changed it.
        modified_by => "modifiedBy": UserRef;
        /// Addresses of the connector in the API, for information only: requests are built from ids.
        links => "links": Links;
    }

    /// The point where a connector meets an item.
    #[derive(Default)]
    pub ConnectorEnd {
        /// The item.
        id => "id": ItemId;
        /// The point on the item.
        position => "position": RelativePosition;
        /// Addresses of the item in the API, for information only: requests are built from ids.
        links => "links": Links;
    }

    /// A point on an item, from its top left corner.
    #[derive(Default)]
    pub RelativePosition {
        /// Distance from the left, in percent of the item's width.
        x => "x": percent;
        /// Distance from the top, in percent of the item's height.
        y => "y": percent;
    }

    /// The style of a connector.
    #[derive(Default)]
    pub ConnectorStyle {
        /// The cap at the start of the line.
        start_stroke_cap => "startStrokeCap": StrokeCap;
        /// The cap at the end of the line.
        end_stroke_cap => "endStrokeCap": StrokeCap;
        /// The color of the line.
        stroke_color => "strokeColor": HexColor;
        /// The stroke style of the line.
        stroke_style => "strokeStyle": StrokeStyle;
        /// The thickness of the line, in dp (density-independent pixels).
        stroke_width => "strokeWidth": number;
        /// The text color of the captions.
        color => "color": HexColor;
        /// The font size of the captions, in dp.
        font_size => "fontSize": number;
        /// The orientation of the captions.
        text_orientation => "textOrientation": TextOrientation;
    }
}

impl From<&Connector> for ConnectorId {
    fn from(connector: &Connector) -> Self {
        connector.id.clone()
    }
}

open_enum! {
    /// The shape of a connector's line.
    pub ConnectorShape {
        Straight = "straight",
        Elbowed = "elbowed",
        /// Miro's default.
        Curved = "curved",
    }

    /// The cap at an end of a connector.
    pub StrokeCap {
        /// No cap; Miro's default at the start.
        None = "none",
        /// A slim arrowhead; Miro's default at the end.
        Stealth = "stealth",
        RoundedStealth = "rounded_stealth",
        Diamond = "diamond",
        FilledDiamond = "filled_diamond",
        Oval = "oval",
        FilledOval = "filled_oval",
        Arrow = "arrow",
        Triangle = "triangle",
        FilledTriangle = "filled_triangle",
        ErdOne = "erd_one",
        ErdMany = "erd_many",
        ErdOnlyOne = "erd_only_one",
        ErdZeroOrOne = "erd_zero_or_one",
        ErdOneOrMany = "erd_one_or_many",
        ErdZeroOrMany = "erd_zero_or_many",
    }

    /// The side of an item, at whose middle a connector meets it.
    pub SnapTo {
        /// Miro picks the side; Miro's default.
        Auto = "auto",
        Top = "top",
        Right = "right",
        Bottom = "bottom",
        Left = "left",
    }

    /// The orientation of a connector's captions.
    pub TextOrientation {
        Horizontal = "horizontal",
        /// Along the line; Miro's default.
        Aligned = "aligned",
    }
}

body! {
    /// A connector to create.
    ///
    /// ```
    /// use miro::prelude::*;
    /// use miro::model::SnapTo;
    ///
    /// let connector = NewConnector::new("3458764517517818867", "3458764517517818868")
    ///     .start_snap_to(SnapTo::Right)
    ///     .end_position(0, 50)
    ///     .captions(["depends on"]);
    /// ```
    pub create NewConnector like Connector;
    /// Changes to a connector.
    pub change ConnectorChanges;

    /// The item at the start. Frames cannot be connected, nor an item with itself.
    start_item => "startItem.id": ItemId, unlike "endItem.id", never carried;
    /// The side of the start item that the line meets; picked by Miro if neither this nor a position is set.
    start_snap_to => "startItem.snapTo": SnapTo, not with "startItem.position";
    /// The item at the end. Frames cannot be connected, nor an item with itself.
    end_item => "endItem.id": ItemId, unlike "startItem.id", never carried;
    /// The side of the end item that the line meets; picked by Miro if neither this nor a position is set.
    end_snap_to => "endItem.snapTo": SnapTo, not with "endItem.position";
    /// The shape of the line; curved if it is not set.
    shape => "shape": ConnectorShape;
    /// The texts along the line. A change replaces all captions.
    captions => "captions": [NewCaption] in 0..=20;
    /// The cap at the start of the line; none if it is not set.
    start_stroke_cap => "style.startStrokeCap": StrokeCap;
    /// The cap at the end of the line; a slim arrowhead if it is not set.
    end_stroke_cap => "style.endStrokeCap": StrokeCap;
    /// The color of the line; `#000000` if it is not set.
    stroke_color => "style.strokeColor": color;
    /// The stroke style of the line; solid if it is not set.
    stroke_style => "style.strokeStyle": StrokeStyle;
    /// The thickness of the line, in dp; 1 if it is not set.
    stroke_width => "style.strokeWidth": quoted in 1.0..=24.0;
    /// The text color of the captions; `#1a1a1a` if it is not set.
    color => "style.color": color;
    /// The font size of the captions, in dp; 14 if it is not set.
    font_size => "style.fontSize": quoted in 10.0..=288.0;
    /// The orientation of the captions; along the line if it is not set.
    text_orientation => "style.textOrientation": TextOrientation;
}

impl NewConnector {
    /// Creates a connector between these items.
    pub fn new(from: impl Into<ItemId>, to: impl Into<ItemId>) -> Self {
        Self::empty().start_item(from).end_item(to)
    }
}

impl Connector {
    /// Creates a connector like this one between these items, on this board or another one.
    ///
    /// It meets the new items at the points where this one meets its items, even if Miro picked those. The copy of a
    /// connector that Miro marks as unsupported may be incomplete. [`Item::to_new`](crate::model::Item::to_new) lists
    /// what is copied and what is not.
    pub fn to_new(&self, from: impl Into<ItemId>, to: impl Into<ItemId>) -> NewConnector {
        let mut new = NewConnector::like(self).start_item(from).end_item(to);
        if !self.captions.is_empty() {
            new = new.captions(&self.captions);
        }
        let met = |end: &Option<ConnectorEnd>| {
            let position = end.as_ref()?.position.as_ref()?;
            position.x.zip(position.y)
        };
        if let Some((x, y)) = met(&self.start_item) {
            new = new.start_position(x, y);
        }
        if let Some((x, y)) = met(&self.end_item) {
            new = new.end_position(x, y);
        }
        new
    }
}

/// The setters with two numbers, which the rows of a table do not support.
macro_rules! positions {
    ($($type:ident)+) => {$(
        impl $type {
            /// The point where the line meets the start item, in percent of the item's width and height.
            ///
            /// Both range from 0 to 100, from the top left corner. Only one of this and
            /// [`start_snap_to`](Self::start_snap_to) can be set.
            pub fn start_position(mut self, x: impl Into<Percent>, y: impl Into<Percent>) -> Self {
                self.0.check_exclusive("startItem.position", "startItem.snapTo");
                self.0.set_percent("startItem.position.x", x.into());
                self.0.set_percent("startItem.position.y", y.into());
                self
            }

            /// The point where the line meets the end item, in percent of the item's width and height.
            ///
            /// Both range from 0 to 100, from the top left corner. Only one of this and
            /// [`end_snap_to`](Self::end_snap_to) can be set.
            pub fn end_position(mut self, x: impl Into<Percent>, y: impl Into<Percent>) -> Self {
                self.0.check_exclusive("endItem.position", "endItem.snapTo");
                self.0.set_percent("endItem.position.x", x.into());
                self.0.set_percent("endItem.position.y", y.into());
                self
            }
        }
    )+};
}

positions! { NewConnector ConnectorChanges }

#[cfg(test)]
mod tests;
