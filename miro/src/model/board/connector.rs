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
        /// Where it starts; missing if that is not on an item.
        start_item => "startItem": ConnectorEnd;
        /// Where it ends; missing if that is not on an item.
        end_item => "endItem": ConnectorEnd;
        /// The course of the line.
        shape => "shape": ConnectorShape;
        /// What is written along the line.
        captions => "captions": [Caption];
        /// How it looks.
        style => "style": ConnectorStyle;
        /// Whether Miro's API supports the connector. One that it does not cannot be changed, and may come incomplete.
        is_supported => "isSupported": flag;
        /// When it was made.
        created_at => "createdAt": time;
        /// Who made it.
        created_by => "createdBy": UserRef;
        /// When it was last changed.
        modified_at => "modifiedAt": time;
        /// Who changed it last.
        modified_by => "modifiedBy": UserRef;
        /// Addresses of the connector in the API. They are informative: requests are built from ids.
        links => "links": Links;
    }

    /// Where a connector meets an item.
    #[derive(Default)]
    pub ConnectorEnd {
        /// The item.
        id => "id": ItemId;
        /// The point on the item.
        position => "position": RelativePosition;
        /// Addresses of the item in the API. They are informative: requests are built from ids.
        links => "links": Links;
    }

    /// A point on an item, from its top left corner.
    #[derive(Default)]
    pub RelativePosition {
        /// In percent of the item's width.
        x => "x": percent;
        /// In percent of the item's height.
        y => "y": percent;
    }

    /// How a connector looks.
    #[derive(Default)]
    pub ConnectorStyle {
        /// What is drawn at the start.
        start_stroke_cap => "startStrokeCap": StrokeCap;
        /// What is drawn at the end.
        end_stroke_cap => "endStrokeCap": StrokeCap;
        /// The colour of the line.
        stroke_color => "strokeColor": HexColor;
        /// How the line is drawn.
        stroke_style => "strokeStyle": StrokeStyle;
        /// How thick the line is, in dp (density-independent pixels).
        stroke_width => "strokeWidth": number;
        /// The colour of the captions.
        color => "color": HexColor;
        /// The size of the captions, in dp.
        font_size => "fontSize": number;
        /// How the captions are turned.
        text_orientation => "textOrientation": TextOrientation;
    }
}

impl From<&Connector> for ConnectorId {
    fn from(connector: &Connector) -> Self {
        connector.id.clone()
    }
}

open_enum! {
    /// The course of a connector's line.
    pub ConnectorShape {
        Straight = "straight",
        Elbowed = "elbowed",
        /// Miro's default.
        Curved = "curved",
    }

    /// What is drawn at an end of a connector.
    pub StrokeCap {
        /// Nothing; Miro's default at the start.
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

    /// The side of an item that a connector meets, in its middle.
    pub SnapTo {
        /// Whichever suits; Miro's default.
        Auto = "auto",
        Top = "top",
        Right = "right",
        Bottom = "bottom",
        Left = "left",
    }

    /// How the captions of a connector are turned.
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
    /// What to change on a connector.
    pub change ConnectorChanges;

    /// The item that it starts at. Frames cannot be connected, nor an item with itself.
    start_item => "startItem.id": ItemId, unlike "endItem.id", never carried;
    /// The side of the item that it starts at; picked by Miro if neither this nor a position is set.
    start_snap_to => "startItem.snapTo": SnapTo, not with "startItem.position";
    /// The item that it ends at. Frames cannot be connected, nor an item with itself.
    end_item => "endItem.id": ItemId, unlike "startItem.id", never carried;
    /// The side of the item that it ends at; picked by Miro if neither this nor a position is set.
    end_snap_to => "endItem.snapTo": SnapTo, not with "endItem.position";
    /// The course of the line; curved if it is not set.
    shape => "shape": ConnectorShape;
    /// What is written along the line. A change replaces all captions.
    captions => "captions": [NewCaption] in 0..=20;
    /// What is drawn at the start; nothing if it is not set.
    start_stroke_cap => "style.startStrokeCap": StrokeCap;
    /// What is drawn at the end; a slim arrowhead if it is not set.
    end_stroke_cap => "style.endStrokeCap": StrokeCap;
    /// The colour of the line; `#000000` if it is not set.
    stroke_color => "style.strokeColor": color;
    /// How the line is drawn; without gaps if it is not set.
    stroke_style => "style.strokeStyle": StrokeStyle;
    /// How thick the line is, in dp; 1 if it is not set.
    stroke_width => "style.strokeWidth": quoted in 1.0..=24.0;
    /// The colour of the captions; `#1a1a1a` if it is not set.
    color => "style.color": color;
    /// The size of the captions, in dp; 14 if it is not set.
    font_size => "style.fontSize": quoted in 10.0..=288.0;
    /// How the captions are turned; along the line if it is not set.
    text_orientation => "style.textOrientation": TextOrientation;
}

impl NewConnector {
    /// A connector between these items.
    pub fn new(from: impl Into<ItemId>, to: impl Into<ItemId>) -> Self {
        Self::empty().start_item(from).end_item(to)
    }
}

impl Connector {
    /// The same line again, between these items of this board or another one.
    ///
    /// It meets them where it met the items of before, also where Miro had picked the place. One that Miro marks as not
    /// supported may lack something. What is carried over, and what is not, stands at
    /// [`Item::to_new`](crate::model::Item::to_new).
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

/// The setters that take two numbers, for which a table has no row.
macro_rules! positions {
    ($($type:ident)+) => {$(
        impl $type {
            /// The point of the item that it starts at, in percent of the item's width and height.
            ///
            /// From 0 to 100 each, from the top left corner. Only this or [`start_snap_to`](Self::start_snap_to) can be
            /// set.
            pub fn start_position(mut self, x: impl Into<Percent>, y: impl Into<Percent>) -> Self {
                self.0.check_exclusive("startItem.position", "startItem.snapTo");
                self.0.set_percent("startItem.position.x", x.into());
                self.0.set_percent("startItem.position.y", y.into());
                self
            }

            /// The point of the item that it ends at, in percent of the item's width and height.
            ///
            /// From 0 to 100 each, from the top left corner. Only this or [`end_snap_to`](Self::end_snap_to) can be
            /// set.
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
