//! Allowed values in the fields of items.

use crate::validation::fields::Field;
use crate::validation::rules::{Rule, TEXT};

pub(crate) const STICKY_NOTE_SHAPES: &[&str] = &["square", "rectangle"];

pub(crate) const STICKY_NOTE_COLORS: &[&str] = &[
    "gray",
    "light_yellow",
    "yellow",
    "orange",
    "light_green",
    "green",
    "dark_green",
    "cyan",
    "light_pink",
    "pink",
    "violet",
    "red",
    "light_blue",
    "blue",
    "dark_blue",
    "black",
];

pub(crate) const TEXT_ALIGN: &[&str] = &["left", "right", "center"];
pub(crate) const TEXT_ALIGN_VERTICAL: &[&str] = &["top", "middle", "bottom"];

pub(crate) const FONTS: &[&str] = &[
    "arial",
    "abril_fatface",
    "bangers",
    "eb_garamond",
    "georgia",
    "graduate",
    "gravitas_one",
    "fredoka_one",
    "nixie_one",
    "open_sans",
    "permanent_marker",
    "pt_sans",
    "pt_sans_narrow",
    "pt_serif",
    "rammetto_one",
    "roboto",
    "roboto_condensed",
    "roboto_slab",
    "caveat",
    "times_new_roman",
    "titan_one",
    "lemon_tuesday",
    "roboto_mono",
    "noto_sans",
    "plex_sans",
    "plex_serif",
    "plex_mono",
    "spoof",
    "tiempos_text",
    "formular",
];

/// Basic shapes, accepted by all routes.
pub(crate) const BASIC_SHAPES: &[&str] = SHAPES.split_at(BASIC_SHAPES_COUNT).0;
/// Flowchart shapes, accepted only by the experimental routes.
pub(crate) const FLOWCHART_SHAPES: &[&str] = SHAPES.split_at(BASIC_SHAPES_COUNT).1;
const BASIC_SHAPES_COUNT: usize = 21;

/// Basic shapes, followed by flowchart shapes.
pub(crate) const SHAPES: &[&str] = &[
    "rectangle",
    "round_rectangle",
    "circle",
    "triangle",
    "rhombus",
    "parallelogram",
    "trapezoid",
    "pentagon",
    "hexagon",
    "octagon",
    "wedge_round_rectangle_callout",
    "star",
    "flow_chart_predefined_process",
    "cloud",
    "cross",
    "can",
    "right_arrow",
    "left_arrow",
    "left_right_arrow",
    "left_brace",
    "right_brace",
    "flow_chart_connector",
    "flow_chart_magnetic_disk",
    "flow_chart_input_output",
    "flow_chart_decision",
    "flow_chart_delay",
    "flow_chart_display",
    "flow_chart_document",
    "flow_chart_magnetic_drum",
    "flow_chart_internal_storage",
    "flow_chart_manual_input",
    "flow_chart_manual_operation",
    "flow_chart_merge",
    "flow_chart_multidocuments",
    "flow_chart_note_curly_left",
    "flow_chart_note_curly_right",
    "flow_chart_note_square",
    "flow_chart_offpage_connector",
    "flow_chart_or",
    "flow_chart_predefined_process_2",
    "flow_chart_preparation",
    "flow_chart_process",
    "flow_chart_online_storage",
    "flow_chart_summing_junction",
    "flow_chart_terminator",
];

/// Other formats and types exist on boards, but requests cannot set them.
pub(crate) const FRAME_FORMAT: &[&str] = &["custom"];
pub(crate) const FRAME_TYPE: &[&str] = &["freeform"];
pub(crate) const MARKDOWN: &[&str] = &["markdown"];

/// A preview field of an app card.
pub(crate) const CUSTOM_FIELD: &[Field] = &[
    Field::optional("fillColor", Rule::HexColor),
    Field::text("iconShape", Rule::OneOf(&["round", "square"]), "round"),
    Field::optional("iconUrl", Rule::HttpsUrl),
    Field::optional("textColor", Rule::HexColor),
    Field::optional("tooltip", TEXT),
    // Text in the reference. Integrations write objects and get them back.
    Field::optional("value", Rule::Anything),
];

/// Filters for the list of items in a frame.
pub(crate) const FRAME_FILTER: &[&str] =
    &["app_card", "card", "document", "embed", "frame", "image", "shape", "sticky_note", "text"];

/// Filters for the experimental list of items.
pub(crate) const EXPERIMENTAL_FILTER: &[&str] = &["shape"];

/// Filters for the list of all items.
pub(crate) const LIST_FILTER: &[&str] = &[
    "text",
    "shape",
    "sticky_note",
    "image",
    "document",
    "card",
    "app_card",
    "preview",
    "frame",
    "embed",
    "doc_format",
    "data_table_format",
];
