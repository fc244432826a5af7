//! Items by kind, alone and in bulk creation.

use miro::model::{
    AppCardChanges, AppCardStatus, EmbedChanges, EmbedMode, FontFamily, FrameChanges, FrameFormat,
    FrameLayout, HorizontalAlignment, IconShape, NewAppCard, NewAppCardField, NewEmbed, NewText,
    ShapeChanges, StickyNoteChanges, StickyNoteShape, StrokeStyle, TextChanges, VerticalAlignment,
};
use miro::prelude::*;
use miro::transport::Script;

use super::probe::{Body, Probe, What, alone, in_bulk, probes};
use crate::environment::{scripted, wait_for};
use crate::requests::BOARD;

pub(super) fn probes() -> Vec<Probe> {
    [shapes(), sticky_notes(), texts(), app_cards(), frames_and_embeds(), at_once()].concat()
}

macro_rules! shape {
    ($operation:expr, $sent:ident, $schema:literal, $body:expr) => {
        probes! { $operation, $sent, $body;
            concat!($schema, ".fillOpacity") => fill_opacity(number);
            concat!($schema, ".borderOpacity") => border_opacity(number);
            concat!($schema, ".borderStyle") => border_style(StrokeStyle);
            concat!($schema, ".borderWidth") => border_width(number);
            concat!($schema, ".fontFamily") => font_family(FontFamily);
            concat!($schema, ".fontSize") => font_size(number);
            concat!($schema, ".textAlign") => text_align(HorizontalAlignment);
            concat!($schema, ".textAlignVertical") => text_align_vertical(VerticalAlignment);
        }
    };
}

fn shapes() -> Vec<Probe> {
    [
        shape!("create-shape-item", alone, "ShapeStyleForCreate", NewShape::new(ShapeKind::Star)),
        shape!("create-shape-item-flowchart", alone, "ShapeStyleForCreate", NewShape::new(ShapeKind::Star)),
        shape!("update-shape-item", alone, "ShapeStyleForUpdate", ShapeChanges::new()),
        shape!("update-shape-item-flowchart", alone, "ShapeStyleForUpdate", ShapeChanges::new()),
        shape!("create-items", in_bulk, "ShapeStyle", NewShape::new(ShapeKind::Star)),
    ]
    .concat()
}

macro_rules! sticky_note {
    ($operation:expr, $sent:ident, $schema:literal, $body:expr) => {
        probes! { $operation, $sent, $body;
            "StickyNoteData.shape" => shape(StickyNoteShape);
            concat!($schema, ".fillColor") => fill_color(StickyColor);
            concat!($schema, ".textAlign") => text_align(HorizontalAlignment);
            concat!($schema, ".textAlignVertical") => text_align_vertical(VerticalAlignment);
        }
    };
}

fn sticky_notes() -> Vec<Probe> {
    [
        sticky_note!("create-sticky-note-item", alone, "StickyNoteStyle", NewStickyNote::new("hello")),
        sticky_note!("update-sticky-note-item", alone, "UpdateStickyNoteStyle", StickyNoteChanges::new()),
        sticky_note!("create-items", in_bulk, "StickyNoteStyle", NewStickyNote::new("hello")),
    ]
    .concat()
}

macro_rules! text {
    ($operation:expr, $sent:ident, $schema:literal, $body:expr) => {
        probes! { $operation, $sent, $body;
            concat!($schema, ".fillOpacity") => fill_opacity(number);
            concat!($schema, ".fontFamily") => font_family(FontFamily);
            concat!($schema, ".fontSize") => font_size(number);
            concat!($schema, ".textAlign") => text_align(HorizontalAlignment);
        }
    };
}

fn texts() -> Vec<Probe> {
    [
        text!("create-text-item", alone, "TextStyle", NewText::new("hello")),
        text!("update-text-item", alone, "UpdateTextStyle", TextChanges::new()),
        text!("create-items", in_bulk, "TextStyle", NewText::new("hello")),
    ]
    .concat()
}

/// An app card with one field, whose icon has a shape.
struct WithIcon;

impl WithIcon {
    fn icon_shape(self, shape: IconShape) -> NewAppCard {
        NewAppCard::new("BUG-7").fields([NewAppCardField::new("open").icon_shape(shape)])
    }
}

macro_rules! app_card {
    ($operation:expr, $sent:ident, $schema:literal, $body:expr) => {
        [
            probes! { $operation, $sent, $body; concat!($schema, ".status") => status(AppCardStatus); },
            probes! { $operation, $sent, WithIcon; "CustomField.iconShape" => icon_shape(IconShape); },
        ]
        .concat()
    };
}

fn app_cards() -> Vec<Probe> {
    [
        app_card!("create-app-card-item", alone, "AppCardDataChanges", NewAppCard::new("BUG-7")),
        app_card!("update-app-card-item", alone, "AppCardDataChanges", AppCardChanges::new()),
        app_card!("create-items", in_bulk, "AppCardData", NewAppCard::new("BUG-7")),
    ]
    .concat()
}

macro_rules! frame {
    ($operation:expr, $body:expr) => {
        probes! { $operation, alone, $body;
            "FrameChanges.format" => format(FrameFormat);
            "FrameChanges.type" => layout(FrameLayout);
        }
    };
}

fn frames_and_embeds() -> Vec<Probe> {
    [
        frame!("create-frame-item", NewFrame::new("Sprint 12")),
        frame!("update-frame-item", FrameChanges::new()),
        probes! { "create-embed-item", alone, NewEmbed::new("https://vimeo.com/1");
            "EmbedUrlData.mode" => mode(EmbedMode);
        },
        probes! { "create-items", in_bulk, NewEmbed::new("https://vimeo.com/1");
            "EmbedUrlData.mode" => mode(EmbedMode);
        },
        probes! { "update-embed-item", alone, EmbedChanges::new();
            "EmbedUrlDataChanges.mode" => mode(EmbedMode);
        },
    ]
    .concat()
}

fn at_once() -> Vec<Probe> {
    vec![Probe { operation: "create-items", place: "create-items", what: What::List(items) }]
}

/// The call itself rejects a list of the wrong length.
fn items(count: usize) -> Body {
    let (transport, api) = scripted([Script::json(201, r#"{"data":[]}"#)]);
    let call = api.board(BOARD).items().create_bulk(vec![NewStickyNote::new("hello"); count]);
    let result = wait_for(call);
    result.map_err(|error| error.to_string())?;
    let sent = transport.sent().pop().expect("it was sent");
    serde_json::from_slice(&sent.body).map_err(|error| error.to_string())
}
