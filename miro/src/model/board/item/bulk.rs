use miro_core::page::Elements;
use miro_core::upload::{FileUpload, Form};
use serde::{Deserialize, Deserializer, Serialize};

#[cfg(feature = "experimental")]
use super::NewShape;
use super::{DocumentUpload, ImageUpload, Item, NewDocFormat, ShapeKind};
use crate::model::body::{Fields, body, body_type, placement};

body_type! {
    /// An item to create, of whatever kind: what creating several at once takes.
    ///
    /// It is made from a body of its kind, or from an item by [`Item::to_new`]; where it is can be set here as well.
    ///
    /// ```
    /// use miro::prelude::*;
    ///
    /// let items: Vec<NewItem> = vec![NewStickyNote::new("hello").into(), NewShape::new(ShapeKind::Star).into()];
    /// ```
    NewItem
}

placement! { NewItem create }

impl NewItem {
    /// The same body with the kind beside it, by which Miro tells several in one call apart.
    pub(crate) fn of_kind(kind: &'static str, mut body: Fields) -> Self {
        body.set_text("type", kind.to_owned(), None);
        Self(body)
    }

    /// The kind that the item is to be.
    pub(crate) fn kind(&self) -> Option<&str> {
        self.0.get("type")?.as_str()
    }

    /// Whether it is a shape that only the operations for flowcharts take.
    pub(crate) fn is_of_flowchart(&self) -> bool {
        let shape = self.0.get("data.shape").and_then(serde_json::Value::as_str).unwrap_or_default();
        let is_basic = shape == ShapeKind::FlowChartPredefinedProcess.as_str();
        self.kind() == Some("shape") && shape.starts_with("flow_chart_") && !is_basic
    }

    /// The body of a shape, if that is what it is.
    #[cfg(feature = "experimental")]
    pub(crate) fn into_shape(mut self) -> NewShape {
        self.0.remove("type");
        NewShape::of_fields(self.0)
    }

    /// The body of a document that was written in Miro, if that is what it is.
    pub(crate) fn into_doc_format(mut self) -> NewDocFormat {
        self.0.remove("type");
        NewDocFormat::of_fields(self.0)
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
    #[serde(deserialize_with = "data")]
    pub data: Elements<Item>,
}

fn data<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Elements<Item>, D::Error> {
    Elements::deserialize_field("data", deserializer)
}

/// Images and documents to create at once, each from a file.
///
/// Miro takes 1 to 20 of them, with up to 6 MB in all. It takes no alternative texts here: an upload with one is refused when
/// the call is made, before anything is sent.
///
/// ```
/// use miro::model::{BulkUpload, ImageDetails, ImageUpload};
/// use miro::upload::FileUpload;
///
/// let logo = ImageUpload::new(FileUpload::from_path("logo.png")).details(ImageDetails::new().at(-300.0, 0.0));
/// let upload = BulkUpload::new().image(logo).document(FileUpload::from_path("plan.pdf"));
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "an upload does nothing until it is given to a call"]
pub struct BulkUpload {
    items: Vec<NewItem>,
    files: Vec<FileUpload>,
}

/// What Miro takes with one file, but not with several.
const ALT_TEXT: &str = "altText";

/// How many items Miro creates at once.
const MOST: usize = 20;

impl BulkUpload {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// With one more image: its file, or an upload with title, place and size.
    pub fn image(self, image: impl Into<ImageUpload>) -> Self {
        self.with(image.into().into_parts())
    }

    /// With one more document: its file, or an upload with title, place and size.
    pub fn document(self, document: impl Into<DocumentUpload>) -> Self {
        self.with(document.into().into_parts())
    }

    fn with(mut self, (file, item): (FileUpload, NewItem)) -> Self {
        self.files.push(file);
        self.items.push(item);
        self
    }
}

impl From<BulkUpload> for Form {
    /// Miro takes a JSON file about the files, which come in the same order; its
    /// [example](https://developers.miro.com/reference/json-data-example) shows it.
    fn from(upload: BulkUpload) -> Self {
        let count = upload.items.len();
        let form = Self::new().for_items(u32::try_from(count).unwrap_or(u32::MAX));
        if count == 0 || count > MOST {
            return form.refuse(format!("`resources` has {count} files, but Miro takes 1 to {MOST}"));
        }
        let described = |item: &NewItem| item.0.get(ALT_TEXT).is_some();
        if let Some(index) = upload.items.iter().position(described) {
            return form.refuse(format!(
                "`data[{index}].{ALT_TEXT}`: Miro takes no alternative texts in a bulk upload: leave it out, or upload \
                 this file by itself"
            ));
        }
        let form = form.json_file("data", "data.json", &upload.items);
        upload.files.into_iter().fold(form, |form, file| form.file("resources", file))
    }
}
