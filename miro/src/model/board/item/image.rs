use super::item;
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
        /// Where the file can be had, with the token that the item was asked for with.
        ///
        /// Its `format` parameter chooses between `preview` and `original`. With `redirect=false` the answer is JSON
        /// with an address that needs no token and is good for 60 seconds; with `redirect=true` it leads there.
        image_url => "imageUrl": text;
        /// What the image shows, in words.
        alt_text => "altText": text;
    }
}
