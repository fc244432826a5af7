use miro_core::page::Elements;
use miro_core::upload::{FileUpload, Form};
use serde::{Deserialize, Deserializer, Serialize};

#[cfg(feature = "experimental")]
use super::NewShape;
use super::{DocumentUpload, ImageUpload, Item, NewDocFormat, ShapeKind};
use crate::model::body::{Fields, body, body_type, placement};

body_type! {
    /// An item of any kind to create, for calls that create several items at once.
    ///
    /// Converted from the body of a specific kind, or from an item by [`Item::to_new`]. The position can be set here
    /// as well.
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
    /// Adds the kind to a body, because Miro needs it in calls with several items.
    pub(crate) fn of_kind(kind: &'static str, mut body: Fields) -> Self {
        body.set_text("type", kind.to_owned(), None);
        Self(body)
    }

    /// Returns the kind of the item.
    pub(crate) fn kind(&self) -> Option<&str> {
        self.0.get("type")?.as_str()
    }

    /// Whether it is a shape that only the flowchart operations accept.
    pub(crate) fn is_of_flowchart(&self) -> bool {
        let shape = self.0.get("data.shape").and_then(serde_json::Value::as_str).unwrap_or_default();
        let is_basic = shape == ShapeKind::FlowChartPredefinedProcess.as_str();
        self.kind() == Some("shape") && shape.starts_with("flow_chart_") && !is_basic
    }

    /// Converts the item, which must be a shape, to its body.
    #[cfg(feature = "experimental")]
    pub(crate) fn into_shape(mut self) -> NewShape {
        self.0.remove("type");
        NewShape::of_fields(self.0)
    }

    /// Converts the item, which must be a document written in Miro, to its body.
    pub(crate) fn into_doc_format(mut self) -> NewDocFormat {
        self.0.remove("type");
        NewDocFormat::of_fields(self.0)
    }
}

body! {
    /// Changes to the position of an item of any kind. Use the body of the specific kind to change its other fields.
    pub change ItemChanges;

    ..placement;
}

/// The response to creating several items at once.
///
/// All of the items exist. One malformed item is listed in `rejected` and does not fail the others.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct BulkItems {
    /// The new items, in input order.
    #[serde(deserialize_with = "data")]
    pub data: Elements<Item>,
}

fn data<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Elements<Item>, D::Error> {
    Elements::deserialize_field("data", deserializer)
}

/// Images and documents to create in one call, each from a file.
///
/// Miro accepts 1 to 20 files with up to 6 MB in total. It accepts no alternative texts here: the call fails before
/// it is sent if an upload has one.
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

/// Accepted by Miro with one file, but not with several.
const ALT_TEXT: &str = "altText";

/// The largest number of items that Miro creates in one call.
const MOST: usize = 20;

impl BulkUpload {
    /// Creates an upload without files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an image: its file, or an upload with title, position and size.
    pub fn image(self, image: impl Into<ImageUpload>) -> Self {
        self.with(image.into().into_parts())
    }

    /// Adds a document: its file, or an upload with title, position and size.
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
    /// Miro expects a JSON file that describes the files, in the same order; see its
    /// [example](https://developers.miro.com/reference/json-data-example).
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
