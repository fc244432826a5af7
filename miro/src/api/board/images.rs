use super::BoardHandle;
use crate::endpoints;
use crate::model::{Image, ImageChanges, ImageUpload, ItemId, NewImage};

endpoints! {
    pub(super) const OPERATIONS;

    /// The images of one board.
    ///
    /// ```no_run
    /// use miro::prelude::*;
    /// use miro::upload::FileUpload;
    ///
    /// # async fn run(api: miro::MiroApi, board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let logo = ImageUpload::new(FileUpload::from_path("logo.png")).details(ImageDetails::new().alt_text("Our logo"));
    /// let image = board.images().upload(logo).await?;
    ///
    /// if let Some(url) = image.data.and_then(|data| data.image_url) {
    ///     let file = api.download(url).await?;
    ///     println!("{} bytes", file.content.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub Images of BoardHandle at "/images" {
        /// Creates an image from a URL that Miro can reach.
        create    POST   ""            (NewImage)              -> Image [boards:write L2 "create-image-item-using-url"];
        /// Creates an image from a file of up to 6 MB.
        upload    POST   ""            (multipart ImageUpload) -> Image [boards:write L2 "create-image-item-using-local-file"];
        /// Fetches an image. [`MiroApi::download`](crate::MiroApi::download) fetches its file.
        ///
        /// The geometry is missing for images that were added in Miro's interface.
        get       GET    "/{item_id}"                          -> Image [boards:read  L1 "get-image-item"];
        /// Updates an image. Fields that are not set stay unchanged.
        update    PATCH  "/{item_id}"  (ImageChanges)          -> Image [boards:write L2 "update-image-item-using-url"];
        /// Replaces the file of an image with another one of up to 6 MB.
        reupload  PATCH  "/{item_id}"  (multipart ImageUpload) -> Image [boards:write L2 "update-image-item-using-file-from-device"];
        /// Deletes an image.
        delete    DELETE "/{item_id}"                          -> ()    [boards:write L3 "delete-image-item"];
    }
}
