use miro_core::open_enum;

use super::item;
#[cfg(feature = "experimental")]
use crate::model::body::Fields;
use crate::model::body::body;
use crate::model::object::object;
use crate::model::{FontFamily, HexColor, HorizontalAlignment, StrokeStyle, VerticalAlignment};

item! {
    /// A shape on a board, basic or from a flowchart.
    pub Shape {
        /// The text and the outline.
        data => "data": ShapeData;
        /// The style.
        style => "style": ShapeStyle;
    }
}

object! {
    /// The text and the outline of a shape.
    #[derive(Default)]
    pub ShapeData {
        /// The text, as HTML with the few tags that Miro's editor supports.
        content => "content": text;
        /// The outline.
        shape => "shape": ShapeKind;
    }

    /// The style of a shape.
    #[derive(Default)]
    pub ShapeStyle {
        /// The fill color.
        fill_color => "fillColor": HexColor;
        /// The opacity of the fill, from 0 (transparent) to 1.
        fill_opacity => "fillOpacity": number;
        /// The color of the border.
        border_color => "borderColor": HexColor;
        /// The opacity of the border, from 0 (transparent) to 1.
        border_opacity => "borderOpacity": number;
        /// The stroke style of the border.
        border_style => "borderStyle": StrokeStyle;
        /// The thickness of the border, in dp (density-independent pixels).
        border_width => "borderWidth": number;
        /// The text color.
        color => "color": HexColor;
        /// The font of the text.
        font_family => "fontFamily": FontFamily;
        /// The font size, in dp.
        font_size => "fontSize": number;
        /// The horizontal alignment of the text; `unknown` on shapes that hold no text.
        text_align => "textAlign": HorizontalAlignment;
        /// The vertical alignment of the text; `unknown` on shapes that hold no text.
        text_align_vertical => "textAlignVertical": VerticalAlignment;
    }
}

open_enum! {
    /// The outline of a shape.
    ///
    /// Names that start with `FlowChart` are flowchart shapes, except
    /// [`FlowChartPredefinedProcess`](Self::FlowChartPredefinedProcess), which Miro counts as a basic shape.
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
        /// Has no fill.
        FlowChartNoteCurlyLeft = "flow_chart_note_curly_left",
        /// Has no fill.
        FlowChartNoteCurlyRight = "flow_chart_note_curly_right",
        /// Has no fill.
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
    /// Changes to a shape.
    pub change ShapeChanges;

    /// The text, plain or with the few HTML tags that Miro's editor supports.
    ///
    /// [`FlowChartOr`](ShapeKind::FlowChartOr) and [`FlowChartSummingJunction`](ShapeKind::FlowChartSummingJunction)
    /// hold no text; changing a shape to one of them deletes its text.
    content => "data.content": text;
    /// The outline; a rectangle if it is not set.
    shape => "data.shape": ShapeKind;
    /// The fill color; `#ffffff` if it is not set.
    fill_color => "style.fillColor": color;
    /// The opacity of the fill.
    ///
    /// If it is not set, a basic shape is opaque if it has a fill color and transparent otherwise; a flowchart shape
    /// is opaque.
    fill_opacity => "style.fillOpacity": quoted in 0.0..=1.0;
    /// The color of the border; `#1a1a1a` if it is not set.
    border_color => "style.borderColor": color;
    /// The opacity of the border; 1 if it is not set.
    border_opacity => "style.borderOpacity": quoted in 0.0..=1.0;
    /// The stroke style of the border; solid if it is not set.
    border_style => "style.borderStyle": StrokeStyle;
    /// The thickness of the border, in dp; 2 if it is not set.
    border_width => "style.borderWidth": quoted in 1.0..=24.0;
    /// The text color; `#1a1a1a` if it is not set.
    color => "style.color": color;
    /// The font of the text; Arial if it is not set.
    font_family => "style.fontFamily": FontFamily;
    /// The font size, in dp; 14 if it is not set.
    font_size => "style.fontSize": quoted in 10.0..=288.0;
    /// The horizontal alignment of the text; if it is not set, left in basic shapes and centered in flowchart shapes.
    text_align => "style.textAlign": HorizontalAlignment;
    /// The vertical alignment of the text; if it is not set, top in basic shapes and middle in flowchart shapes.
    text_align_vertical => "style.textAlignVertical": VerticalAlignment;
    /// The width in board units.
    width => "geometry.width": number from 8.0;
    /// The height in board units.
    height => "geometry.height": number from 8.0;
    /// The rotation in degrees, clockwise.
    rotation => "geometry.rotation": number;
    ..placement;
}

impl NewShape {
    /// Creates a shape with this outline.
    pub fn new(shape: impl Into<ShapeKind>) -> Self {
        Self::empty().shape(shape)
    }

    #[cfg(feature = "experimental")]
    pub(super) fn of_fields(fields: Fields) -> Self {
        Self(fields)
    }
}
