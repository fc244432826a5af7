//! What of a board is drawn: copied while the state is locked, so that drawing does not keep requests waiting.

use std::collections::{HashMap, HashSet};

use super::dark;
use super::geometry::{Bounds, Point};
use super::items;
use super::wire::Wire;
use crate::boards::board::Board;
use crate::items::Item;
use crate::state::store::Object;

/// So many items and connectors are drawn at most: boards may have a million, a browser can show some thousands.
pub(crate) const MOST: usize = 2_000;

/// The part of a board that is drawn.
#[derive(Debug)]
pub(crate) struct Scene {
    pub(super) name: String,
    /// Where the files of the board are, if the picture may show them.
    files: Option<String>,
    items: Vec<Item>,
    connectors: Vec<Object>,
    /// Titles and colours by id.
    tags: HashMap<String, (String, String)>,
    pub(super) all_items: usize,
    pub(super) all_connectors: usize,
}

/// An item in its place.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) center: Point,
    pub(super) width: f64,
    pub(super) height: f64,
    /// The frame that it lies in, or the node that it hangs on.
    pub(super) parent: Option<String>,
    /// Degrees, clockwise.
    pub(super) rotation: f64,
    /// Titles and colours.
    pub(super) tags: Vec<(String, String)>,
    pub(super) json: Object,
    /// Where its picture is, if it has one that a browser can draw.
    pub(super) picture: Option<String>,
    /// Whether nothing is behind it but the canvas.
    pub(super) on_canvas: bool,
}

impl Scene {
    pub(crate) fn of(board: &Board) -> Self {
        let mut items: Vec<Item> = board.all_items().take(MOST).cloned().collect();
        // A child's place counts from its frame, which may come later than the child.
        let mut known: HashSet<String> = items.iter().map(|item| item.id().to_owned()).collect();
        let parents = items.iter().filter_map(Item::parent_id);
        let missing = parents.filter(|id| known.insert((*id).to_owned()));
        let missing: Vec<Item> = missing.filter_map(|id| board.item(id)).cloned().collect();
        items.extend(missing);
        let tags = board.tags.values().map(|tag| {
            let (title, color) = tag.label();
            (tag.id.clone(), (title.to_owned(), color.to_owned()))
        });
        Self {
            name: board.name().to_owned(),
            files: None,
            items,
            connectors: board
                .connectors
                .values()
                .take(MOST)
                .map(|connector| connector.wire.clone())
                .collect(),
            tags: tags.collect(),
            all_items: board.items.len() + board.experimental_items.len(),
            all_connectors: board.connectors.len(),
        }
    }

    /// With the pictures of images, which are served under this path.
    pub(crate) fn with_files(self, path: String) -> Self {
        Self { files: Some(path), ..self }
    }

    /// The items in the order they are drawn in: frames are behind everything else.
    pub(super) fn placed(&self) -> Vec<Placed> {
        let placed = self.items.iter().map(|item| self.place(item));
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

    pub(super) fn connectors(&self) -> impl Iterator<Item = Wire<'_>> {
        self.connectors.iter().map(Wire)
    }

    fn place(&self, item: &Item) -> Placed {
        let json = item.wire();
        let wire = Wire(&json);
        let (width, height) = items::default_size(item.kind());
        let size = |name: &str, default: f64| {
            let size = wire.number("geometry", name).filter(|size| *size > 0.0).unwrap_or(default);
            Point::new(size, 0.0).x
        };
        Placed {
            id: item.id().to_owned(),
            kind: item.kind().to_owned(),
            center: Point::new(
                wire.number("position", "x").unwrap_or(0.0),
                wire.number("position", "y").unwrap_or(0.0),
            ),
            width: size("width", width),
            height: size("height", height),
            parent: item.parent_id().map(str::to_owned),
            rotation: wire.number("geometry", "rotation").unwrap_or(0.0) % 360.0,
            tags: item.tags.iter().filter_map(|id| self.tags.get(id)).cloned().collect(),
            json,
            picture: self.picture(item),
            on_canvas: false,
        }
    }

    /// The moment is in the address, so that a browser keeps no picture that was replaced.
    fn picture(&self, item: &Item) -> Option<String> {
        let file = item.file.as_ref().filter(|file| file.is_drawable())?;
        let moment =
            item.wire().get("modifiedAt").and_then(|moment| moment.as_str()).unwrap_or_default().to_owned();
        let moment: String = moment.chars().filter(char::is_ascii_digit).collect();
        Some(format!("{}/{}?{moment}", self.files.as_ref()?, file.id))
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
