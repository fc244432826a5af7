//! The kinds of items: one row per kind, everything else is shared.

use super::draft::Setting;
use super::geometry::{Geometry, Ratio};
use super::source::{self, Source};
use super::vocabulary::{
    BASIC_SHAPES, CUSTOM_FIELD, FONTS, FRAME_FORMAT, FRAME_TYPE, MARKDOWN, SHAPES, STICKY_NOTE_COLORS,
    STICKY_NOTE_SHAPES, TEXT_ALIGN, TEXT_ALIGN_VERTICAL,
};
use crate::boards::board::Board;
use crate::state::store::Object;
use crate::validation::fields::Field;
use crate::validation::rules::{Rule, TEXT};
use crate::{code_widgets, mind_maps};

/// The properties of a kind of item.
#[derive(Debug)]
pub(crate) struct Kind {
    /// The value of the item's `type`.
    pub(crate) name: &'static str,
    /// The path segment of the kind's routes.
    pub(crate) route: &'static str,
    pub(crate) data: &'static [Field],
    /// Whether a creation requires data, even if no field of it is required.
    pub(crate) data_required: bool,
    /// The data in bulk creations, if different.
    pub(crate) data_in_bulk: Option<&'static [Field]>,
    pub(crate) style: &'static [Field],
    pub(crate) geometry: Geometry,
    /// Whether a creation of one item can set the geometry. Bulk creations and changes always can.
    pub(crate) geometry_on_creation: bool,
    /// The file of an item.
    pub(crate) source: Option<&'static Source>,
    /// The kind of the parent, if there can be one.
    pub(crate) parent: Option<&'static str>,
    pub(crate) has_tags: bool,
    pub(crate) in_bulk: bool,
    /// Whether a new item's fill is opaque if a color is given, and transparent otherwise.
    pub(crate) opaque_when_filled: bool,
    /// Whether only the experimental routes of the kind serve its items, and not those for items of every kind.
    pub(crate) experimental: bool,
    /// Stored properties that are never sent.
    pub(crate) hidden: &'static [&'static str],
    /// Completes a valid request the way Miro does for this kind only.
    pub(crate) complete: fn(Setting<'_>, &mut Object),
}

impl Kind {
    /// Returns the address of the kind's items, for links.
    pub(crate) fn address(&self, board: &Board) -> String {
        let version = if self.experimental { "v2-experimental" } else { "v2" };
        format!("{}/{}", board.address_in(version), self.route)
    }
}

/// The defaults of a row.
pub(crate) const COMMON: Kind = Kind {
    name: "",
    route: "",
    data: &[],
    data_required: false,
    data_in_bulk: None,
    style: &[],
    geometry: Geometry::None,
    geometry_on_creation: true,
    source: None,
    parent: Some("frame"),
    has_tags: false,
    in_bulk: true,
    opaque_when_filled: false,
    experimental: false,
    hidden: &[],
    complete: |_, _| {},
};

const FRACTION: Rule = Rule::DecimalInString { min: 0.0, max: 1.0 };
const FONT_SIZE: Rule = Rule::WholeInString { min: 10.0, max: 288.0 };
const URL_AND_TITLE: &[Field] = &[Field::required("url", Rule::Url), Field::optional("title", TEXT)];

const APP_CARD_TITLE: Field = Field::text("title", TEXT, "sample app card item");
const APP_CARD_STATUS: Field =
    Field::text("status", Rule::OneOf(&["disconnected", "connected", "disabled"]), "disconnected");
const APP_CARD_FIELDS: Field = Field::list("fields", Rule::OpenObjects(CUSTOM_FIELD));

const SHAPE: Kind = Kind {
    name: "shape",
    route: "shapes",
    data: &[Field::text("content", TEXT, ""), Field::text("shape", Rule::OneOf(BASIC_SHAPES), "rectangle")],
    style: &[
        Field::text("borderColor", Rule::HexColor, "#1a1a1a"),
        Field::text("borderOpacity", FRACTION, "1.0"),
        Field::text("borderStyle", Rule::OneOf(&["normal", "dotted", "dashed"]), "normal"),
        Field::text("borderWidth", Rule::DecimalInString { min: 1.0, max: 24.0 }, "2.0"),
        Field::text("color", Rule::HexColor, "#1a1a1a"),
        Field::text("fillColor", Rule::HexColor, "#ffffff"),
        Field::text("fillOpacity", FRACTION, "0.0"),
        Field::text("fontFamily", Rule::OneOf(FONTS), "arial"),
        Field::text("fontSize", FONT_SIZE, "14"),
        Field::text("textAlign", Rule::OneOf(&["left", "right", "center", "unknown"]), "left"),
        Field::text("textAlignVertical", Rule::OneOf(&["top", "middle", "bottom", "unknown"]), "top"),
    ],
    geometry: Geometry::Free { width: 100.0, height: 100.0, min_size: 8.0 },
    opaque_when_filled: true,
    ..COMMON
};

/// Shapes on the experimental routes. The specification lists flowchart shapes for the other routes too, but only
/// since two schemas of the same name were merged. The sandbox rejects them there until Miro is known to accept
/// them.
pub(crate) static FLOWCHART_SHAPE: Kind = Kind {
    data: &[Field::text("content", TEXT, ""), Field::text("shape", Rule::OneOf(SHAPES), "rectangle")],
    ..SHAPE
};

pub(crate) static KINDS: &[Kind] = &[
    Kind {
        name: "sticky_note",
        route: "sticky_notes",
        data: &[
            Field::text("content", TEXT, ""),
            Field::text("shape", Rule::OneOf(STICKY_NOTE_SHAPES), "square"),
        ],
        style: &[
            Field::text("fillColor", Rule::OneOf(STICKY_NOTE_COLORS), "light_yellow"),
            Field::text("textAlign", Rule::OneOf(TEXT_ALIGN), "center"),
            Field::text("textAlignVertical", Rule::OneOf(TEXT_ALIGN_VERTICAL), "top"),
        ],
        geometry: Geometry::FixedRatio { ratio: Ratio::OfStickyNoteShape, rotation: false },
        has_tags: true,
        ..COMMON
    },
    SHAPE,
    Kind {
        name: "text",
        route: "texts",
        data: &[Field::always("content", TEXT)],
        style: &[
            Field::text("color", Rule::HexColor, "#1a1a1a"),
            Field::text("fillColor", Rule::HexColor, "#ffffff"),
            Field::text("fillOpacity", FRACTION, "0.0"),
            Field::text("fontFamily", Rule::OneOf(FONTS), "arial"),
            Field::text("fontSize", Rule::WholeInString { min: 1.0, max: f64::MAX }, "14"),
            Field::text("textAlign", Rule::OneOf(TEXT_ALIGN), "center"),
        ],
        geometry: Geometry::WidthOfText,
        opaque_when_filled: true,
        ..COMMON
    },
    Kind {
        name: "card",
        route: "cards",
        data: &[
            Field::text("title", TEXT, ""),
            Field::optional("description", TEXT),
            Field::optional("assigneeId", Rule::NumericId),
            Field::optional("dueDate", Rule::DateTime),
        ],
        style: &[Field::text("cardTheme", Rule::HexColor, "#2d9bf0")],
        geometry: Geometry::Free { width: 320.0, height: 94.0, min_size: 0.0 },
        has_tags: true,
        ..COMMON
    },
    Kind {
        name: "app_card",
        route: "app_cards",
        data: &[APP_CARD_TITLE, Field::optional("description", TEXT), APP_CARD_STATUS, APP_CARD_FIELDS],
        // Only here requests have the fields of responses.
        data_in_bulk: Some(&[
            APP_CARD_TITLE,
            Field::optional("description", TEXT),
            APP_CARD_STATUS,
            APP_CARD_FIELDS,
            Field::optional("owned", Rule::Boolean),
        ]),
        style: &[Field::text("fillColor", Rule::HexColor, "#2d9bf0")],
        geometry: Geometry::Free { width: 320.0, height: 60.0, min_size: 0.0 },
        ..COMMON
    },
    Kind {
        name: "frame",
        route: "frames",
        data: &[
            Field::text("title", TEXT, "Sample frame title"),
            Field::text("format", Rule::OneOf(FRAME_FORMAT), "custom"),
            Field::text("type", Rule::OneOf(FRAME_TYPE), "freeform"),
            Field::boolean("showContent", true),
        ],
        data_required: true,
        style: &[Field::text("fillColor", Rule::HexColor, "#ffffffff")],
        geometry: Geometry::Upright { width: 800.0, height: 450.0 },
        parent: None,
        ..COMMON
    },
    Kind {
        name: "image",
        route: "images",
        data: URL_AND_TITLE,
        geometry: Geometry::FixedRatio { ratio: Ratio::OfPicture(320.0, 180.0), rotation: true },
        source: Some(&source::IMAGE),
        ..COMMON
    },
    Kind {
        name: "document",
        route: "documents",
        data: URL_AND_TITLE,
        geometry: Geometry::FixedRatio { ratio: Ratio::Of(210.0, 297.0), rotation: true },
        geometry_on_creation: false,
        source: Some(&source::DOCUMENT),
        ..COMMON
    },
    Kind {
        name: "embed",
        route: "embeds",
        data: &[
            Field::required("url", Rule::Url),
            Field::optional("mode", Rule::OneOf(&["inline", "modal"])),
            Field::optional("previewUrl", Rule::Url),
        ],
        geometry: Geometry::FixedRatio { ratio: Ratio::Of(854.0, 480.0), rotation: false },
        source: Some(&source::PREVIEW),
        ..COMMON
    },
    Kind {
        name: "doc_format",
        route: "docs",
        data: &[
            Field::required("contentType", Rule::OneOf(MARKDOWN)),
            Field::required("content", TEXT),
            Field::number("contentVersion", Rule::Number { above: None }, 1.0),
        ],
        in_bulk: false,
        ..COMMON
    },
    code_widgets::KIND,
    mind_maps::KIND,
];

/// Returns the kind whose routes have this path segment.
pub(crate) fn by_route(route: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.route == route)
}

/// Returns the kind with this `type`.
pub(crate) fn by_name(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}
