use miro_core::upload::{FileUpload, Form};

use super::{NewItem, item};
use crate::model::body::body;
use crate::model::object::object;

item! {
    /// An image on a board. Miro tells the size of those only that were uploaded through the API.
    pub Image {
        /// Its title, and where the file is.
        data => "data": ImageData;
    }
}

object! {
    /// The title of an image, and where the file is.
    #[derive(Default)]
    pub ImageData {
        /// What the image is called.
        title => "title": text;
        /// Where the file can be had: [`MiroApi::download`](crate::MiroApi::download) gets it.
        ///
        /// Its `format` parameter chooses between `preview` and `original`.
        image_url => "imageUrl": text;
        /// What the image shows, in words.
        alt_text => "altText": text;
    }
}

body! {
    /// An image to create from an address that Miro can reach.
    ///
    /// ```
    /// use miro::prelude::*;
    ///
    /// let logo = NewImage::new("https://example.com/logo.png").title("Logo").at(0.0, 0.0).width(320.0);
    /// ```
    pub create NewImage as "image";
    /// What to change on an image.
    pub change ImageChanges;

    /// The address of the file.
    url => "data.url": text;
    /// What the image is called.
    title => "data.title": text;
    ..file_geometry;
    ..placement;
}

body! {
    /// What is said about an image that is uploaded.
    pub change ImageDetails;

    /// What the image is called.
    title => "title": text;
    /// What the image shows, in words, for those who cannot see it.
    alt_text => "altText": text;
    ..file_geometry;
    ..placement;
}

impl NewImage {
    /// An image of what is at this address.
    pub fn new(url: impl Into<String>) -> Self {
        Self::empty().url(url)
    }
}

/// An image to upload: the file, and what is said about it.
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
    /// This file, of up to 6 MB.
    pub fn new(file: FileUpload) -> Self {
        Self { file, details: None }
    }

    /// With title, place and size.
    pub fn details(mut self, details: ImageDetails) -> Self {
        self.details = Some(details);
        self
    }

    /// The file, and what is said about it among others.
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
