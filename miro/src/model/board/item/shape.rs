use miro_core::open_enum;

use super::item;
#[cfg(feature = "experimental")]
use crate::model::body::Fields;
use crate::model::body::body;
use crate::model::object::object;
use crate::model::{FontFamily, HexColor, HorizontalAlignment, StrokeStyle, VerticalAlignment};

item! {
    /// A shape on a board: a basic one or one of a flowchart.
    pub Shape {
        /// What is written in it, and its outline.
        data => "data": ShapeData;
        /// How it looks.
        style => "style": ShapeStyle;
    }
}

object! {
    /// What is written in a shape, and its outline.
    #[derive(Default)]
    pub ShapeData {
        /// The text, as HTML with the few tags that Miro's editor knows.
        content => "content": text;
        /// The outline.
        shape => "shape": ShapeKind;
    }

    /// How a shape looks.
    #[derive(Default)]
    pub ShapeStyle {
        /// The color of the inside.
        fill_color => "fillColor": HexColor;
        /// How opaque the inside is, from 0 (not at all) to 1.
        fill_opacity => "fillOpacity": number;
        /// The color of the border.
        border_color => "borderColor": HexColor;
        /// How opaque the border is, from 0 (not at all) to 1.
        border_opacity => "borderOpacity": number;
        /// How the border is drawn.
        border_style => "borderStyle": StrokeStyle;
        /// How thick the border is, in dp (density-independent pixels).
        border_width => "borderWidth": number;
        /// The color of the text.
        color => "color": HexColor;
        /// The font of the text.
        font_family => "fontFamily": FontFamily;
        /// The size of the text, in dp.
        font_size => "fontSize": number;
        /// Where a line of text starts; `unknown` on shapes that hold no text.
        text_align => "textAlign": HorizontalAlignment;
        /// Where the text starts; `unknown` on shapes that hold no text.
        text_align_vertical => "textAlignVertical": VerticalAlignment;
    }
}

open_enum! {
    /// The outline of a shape.
    ///
    /// Those that start with `FlowChart` are the shapes of flowcharts. The exception is
    /// [`FlowChartPredefinedProcess`](Self::FlowChartPredefinedProcess), which Miro counts among the basic ones.
    pub ShapeKind {
        /// Miro's default.
        Rectangle = "rectangle",
        RoundRectangle = "round_rectangle",
        Circle = "circle",
        Triangle = "triangle",
        Rhombus = "rhombus",
        Parallelogram = "parallelogram",
        Trapezoid = "trapezoid",
        Pentagon = "pentagon",
        Hexagon = "hexagon",
        Octagon = "octagon",
        WedgeRoundRectangleCallout = "wedge_round_rectangle_callout",
        Star = "star",
        FlowChartPredefinedProcess = "flow_chart_predefined_process",
        Cloud = "cloud",
        Cross = "cross",
        Can = "can",
        RightArrow = "right_arrow",
        LeftArrow = "left_arrow",
        LeftRightArrow = "left_right_arrow",
        LeftBrace = "left_brace",
        RightBrace = "right_brace",
        FlowChartConnector = "flow_chart_connector",
        FlowChartMagneticDisk = "flow_chart_magnetic_disk",
        FlowChartInputOutput = "flow_chart_input_output",
        FlowChartDecision = "flow_chart_decision",
        FlowChartDelay = "flow_chart_delay",
        FlowChartDisplay = "flow_chart_display",
        FlowChartDocument = "flow_chart_document",
        FlowChartMagneticDrum = "flow_chart_magnetic_drum",
        FlowChartInternalStorage = "flow_chart_internal_storage",
        FlowChartManualInput = "flow_chart_manual_input",
        FlowChartManualOperation = "flow_chart_manual_operation",
        FlowChartMerge = "flow_chart_merge",
        FlowChartMultidocuments = "flow_chart_multidocuments",
        /// Has no inside to fill.
        FlowChartNoteCurlyLeft = "flow_chart_note_curly_left",
        /// Has no inside to fill.
        FlowChartNoteCurlyRight = "flow_chart_note_curly_right",
        /// Has no inside to fill.
        FlowChartNoteSquare = "flow_chart_note_square",
        FlowChartOffpageConnector = "flow_chart_offpage_connector",
        /// Holds no text.
        FlowChartOr = "flow_chart_or",
        FlowChartPredefinedProcess2 = "flow_chart_predefined_process_2",
        FlowChartPreparation = "flow_chart_preparation",
        FlowChartProcess = "flow_chart_process",
        FlowChartOnlineStorage = "flow_chart_online_storage",
        /// Holds no text.
        FlowChartSummingJunction = "flow_chart_summing_junction",
        FlowChartTerminator = "flow_chart_terminator",
    }
}

body! {
    /// A shape to create.
    ///
    /// ```
    /// use miro::prelude::*;
    ///
    /// let shape = NewShape::new(ShapeKind::Circle).content("Start").fill_color("#ff9d48").width(120.0).height(120.0);
    /// ```
    pub create NewShape as "shape" like Shape;
    /// What to change on a shape.
    pub change ShapeChanges;

    /// The text, plain or with the few HTML tags that Miro's editor knows.
    ///
    /// [`FlowChartOr`](ShapeKind::FlowChartOr) and [`FlowChartSummingJunction`](ShapeKind::FlowChartSummingJunction)
    /// hold no text, and lose what they held.
    content => "data.content": text;
    /// The outline; a rectangle if it is not set.
    shape => "data.shape": ShapeKind;
    /// The color of the inside; `#ffffff` if it is not set.
    fill_color => "style.fillColor": color;
    /// How opaque the inside is.
    ///
    /// If it is not set, a basic shape is opaque with a fill color and transparent without; a flowchart's is opaque.
    fill_opacity => "style.fillOpacity": quoted in 0.0..=1.0;
    /// The color of the border; `#1a1a1a` if it is not set.
    border_color => "style.borderColor": color;
    /// How opaque the border is; 1 if it is not set.
    border_opacity => "style.borderOpacity": quoted in 0.0..=1.0;
    /// How the border is drawn; without gaps if it is not set.
    border_style => "style.borderStyle": StrokeStyle;
    /// How thick the border is, in dp; 2 if it is not set.
    border_width => "style.borderWidth": quoted in 1.0..=24.0;
    /// The color of the text; `#1a1a1a` if it is not set.
    color => "style.color": color;
    /// The font of the text; Arial if it is not set.
    font_family => "style.fontFamily": FontFamily;
    /// The size of the text, in dp; 14 if it is not set.
    font_size => "style.fontSize": quoted in 10.0..=288.0;
    /// Where a line of text starts; if it is not set, left in a basic shape and centerd in a flowchart's.
    text_align => "style.textAlign": HorizontalAlignment;
    /// Where the text starts; if it is not set, at the top of a basic shape and in the middle of a flowchart's.
    text_align_vertical => "style.textAlignVertical": VerticalAlignment;
    /// Width in board units.
    width => "geometry.width": number from 8.0;
    /// Height in board units.
    height => "geometry.height": number from 8.0;
    /// In degrees, clockwise.
    rotation => "geometry.rotation": number;
    ..placement;
}

impl NewShape {
    /// A shape with this outline.
    pub fn new(shape: impl Into<ShapeKind>) -> Self {
        Self::empty().shape(shape)
    }

    #[cfg(feature = "experimental")]
    pub(super) fn of_fields(fields: Fields) -> Self {
        Self(fields)
    }
}
