use miro_core::page::Elements;
use miro_core::upload::{FileUpload, Form};
use serde::{Deserialize, Serialize};

use super::Item;
use crate::model::body::{Fields, body, body_type};

body_type! {
    /// An item to create, of whatever kind: what creating several at once takes.
    ///
    /// It is made from a body of its kind.
    ///
    /// ```
    /// use miro::prelude::*;
    ///
    /// let items: Vec<NewItem> = vec![NewStickyNote::new("hello").into(), NewShape::new(ShapeKind::Star).into()];
    /// ```
    NewItem
}

impl NewItem {
    /// The same body with the kind beside it, by which Miro tells several in one call apart.
    pub(crate) fn of_kind(kind: &'static str, mut body: Fields) -> Self {
        body.set_text("type", kind.to_owned(), None);
        Self(body)
    }
}

body! {
    /// Where an item is to be, whatever its kind; what else it has can be changed by a body of its kind.
    pub change ItemChanges;

    ..placement;
}

/// What creating several items at once answers.
///
/// All of them exist: one that cannot be read is among the `rejected`, and does not cost the others.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct BulkItems {
    /// The new items, in the order in which they were given.
    pub data: Elements<Item>,
}

/// Items to create at once, and the files that belong to some of them.
///
/// Miro takes the items as a JSON file of their own beside the other files, as its
/// [example](https://developers.miro.com/reference/json-data-example) shows.
///
/// ```
/// use miro::model::{BulkUpload, NewStickyNote};
/// use miro::upload::FileUpload;
///
/// let upload = BulkUpload::new([NewStickyNote::new("hello")]).file(FileUpload::from_path("logo.png"));
/// ```
#[derive(Clone, Debug)]
#[must_use = "an upload does nothing until it is given to a call"]
pub struct BulkUpload {
    items: Vec<NewItem>,
    files: Vec<FileUpload>,
}

/// How many items, and how many files, Miro takes at once.
const MOST: usize = 20;

impl BulkUpload {
    /// These items, 1 to 20 of them.
    pub fn new(items: impl IntoIterator<Item = impl Into<NewItem>>) -> Self {
        Self { items: items.into_iter().map(Into::into).collect(), files: Vec::new() }
    }

    /// With one more file, of up to 20, each of up to 6 MB.
    pub fn file(mut self, file: FileUpload) -> Self {
        self.files.push(file);
        self
    }
}

impl From<BulkUpload> for Form {
    fn from(upload: BulkUpload) -> Self {
        let (items, files) = (upload.items.len(), upload.files.len());
        let form = Self::new().for_items(u32::try_from(items).unwrap_or(u32::MAX));
        if items == 0 || items > MOST {
            return form.refuse(format!("`data` has {items} elements, but Miro takes 1 to {MOST}"));
        }
        if files > MOST {
            return form.refuse(format!("`resources` has {files} files, but Miro takes up to {MOST}"));
        }
        let form = match serde_json::to_vec(&upload.items) {
            Ok(json) => form.file("data", FileUpload::from_bytes("data.json", json)),
            Err(error) => form.refuse(format!("`data`: {error}")),
        };
        upload.files.into_iter().fold(form, |form, file| form.file("resources", file))
    }
}
