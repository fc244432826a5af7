//! The positions of a board's items.

use std::collections::HashMap;

use super::board::{Board, Item, Object};
use super::dark;
use super::geometry::{Bounds, Point};
use super::items;
use super::wire::Wire;

/// An item with its absolute position.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) center: Point,
    pub(super) width: f64,
    pub(super) height: f64,
    /// The frame that contains it, or its parent in a mind map.
    pub(super) parent: Option<String>,
    /// In degrees, clockwise.
    pub(super) rotation: f64,
    /// Titles and colors.
    pub(super) tags: Vec<(String, String)>,
    pub(super) json: Object,
    /// The URL of its picture, if it has one that a browser can draw.
    pub(super) picture: Option<String>,
    /// Whether only the canvas is behind it.
    pub(super) on_canvas: bool,
}

/// Returns the items in drawing order: frames are behind everything else.
pub(super) fn placed(board: &Board) -> Vec<Placed> {
    let placed = board.items.iter().map(place);
    let (frames, others): (Vec<_>, Vec<_>) = placed.partition(|item| item.kind == "frame");
    let frame_corners: HashMap<String, Point> = frames
        .iter()
        .map(|frame| {
            let Point { x, y } = frame.center;
            (frame.id.clone(), Point::new(x - frame.width / 2.0, y - frame.height / 2.0))
        })
        .collect();
    let mut placed = frames;
    placed.extend(others.into_iter().map(|mut item| {
        let corner = item.parent.as_ref().and_then(|parent| frame_corners.get(parent));
        if let Some(corner) = corner {
            item.center = Point::new(corner.x + item.center.x, corner.y + item.center.y);
        }
        item
    }));
    dark::mark_on_canvas(&mut placed);
    placed
}

fn place(item: &Item) -> Placed {
    let wire = Wire(&item.json);
    let (width, height) = items::default_size(item.kind());
    let size = |name: &str, default: f64| {
        let size = wire.number("geometry", name).filter(|size| *size > 0.0).unwrap_or(default);
        Point::new(size, 0.0).x
    };
    Placed {
        id: item.id().into_owned(),
        kind: item.kind().to_owned(),
        center: Point::new(
            wire.number("position", "x").unwrap_or(0.0),
            wire.number("position", "y").unwrap_or(0.0),
        ),
        width: size("width", width),
        height: size("height", height),
        parent: item.parent_id(),
        rotation: wire.number("geometry", "rotation").unwrap_or(0.0) % 360.0,
        tags: item.tags.iter().map(|tag| (tag.title.clone(), tag.color.clone())).collect(),
        json: item.json.clone(),
        picture: item.image.clone(),
        on_canvas: false,
    }
}

impl Placed {
    pub(super) fn wire(&self) -> Wire<'_> {
        Wire(&self.json)
    }

    pub(super) fn bounds(&self) -> Bounds {
        Bounds::around(self.center, self.width, self.height, self.rotation)
    }
}
