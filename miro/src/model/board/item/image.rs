use miro_core::upload::{FileUpload, Form};

use super::{NewItem, item};
use crate::model::body::body;
use crate::model::object::object;

item! {
    /// An image on a board. Miro returns the size only of images uploaded through the API.
    pub Image {
        /// The title and the address of the file.
        data => "data": ImageData;
    }
}

object! {
    /// The title of an image and the address of its file.
    #[derive(Default)]
    pub ImageData {
        /// The title.
        title => "title": text;
        /// The address of the file, for [`MiroApi::download`](crate::MiroApi::download).
        ///
        /// Its `format` parameter selects `preview` or `original`.
        image_url => "imageUrl": text;
        /// The alternative text.
        alt_text => "altText": text;
    }
}

body! {
    /// An image to create from an address that is accessible to Miro.
    ///
    /// ```
    /// use miro::prelude::*;
    ///
    /// let logo = NewImage::new("https://example.com/logo.png").title("Logo").at(0.0, 0.0).width(320.0);
    /// ```
    pub create NewImage as "image" like Image;
    /// Changes to an image.
    pub change ImageChanges;

    /// The address of the file.
    url => "data.url": text;
    /// The title.
    title => "data.title": text;
    ..file_geometry;
    ..placement;
}

body! {
    /// The details of an uploaded image.
    pub change ImageDetails like Image;

    /// The title.
    title => "title": text;
    /// The alternative text, for people who cannot see the image.
    alt_text => "altText": text;
    ..file_geometry;
    ..placement;
}

impl NewImage {
    /// Creates an image from the file at this address.
    pub fn new(url: impl Into<String>) -> Self {
        Self::empty().url(url)
    }
}

/// An image to upload: the file and its details.
///
/// ```
/// use miro::model::{ImageDetails, ImageUpload};
/// use miro::upload::FileUpload;
///
/// let upload = ImageUpload::new(FileUpload::from_path("logo.png"))
///     .details(ImageDetails::new().title("Logo").alt_text("A yellow square").at(0.0, 0.0));
/// ```
#[derive(Clone, Debug)]
#[must_use = "an upload does nothing until it is given to a call"]
pub struct ImageUpload {
    file: FileUpload,
    details: Option<ImageDetails>,
}

impl ImageUpload {
    /// Creates an upload of this file, of up to 6 MB.
    pub fn new(file: FileUpload) -> Self {
        Self { file, details: None }
    }

    /// Sets title, position and size.
    pub fn details(mut self, details: ImageDetails) -> Self {
        self.details = Some(details);
        self
    }

    /// Returns the file, and its details as an item of a bulk call.
    pub(super) fn into_parts(self) -> (FileUpload, NewItem) {
        (self.file, NewItem::of_kind("image", self.details.unwrap_or_default().0))
    }
}

impl From<FileUpload> for ImageUpload {
    fn from(file: FileUpload) -> Self {
        Self::new(file)
    }
}

impl From<ImageUpload> for Form {
    fn from(upload: ImageUpload) -> Self {
        super::file::form(upload.file, upload.details.as_ref())
    }
}
