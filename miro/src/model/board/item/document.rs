use super::item;
use crate::model::object::object;

item! {
    /// A document on a board: a file such as a PDF, shown by its pages.
    pub Document {
        /// Its title, and where the file is.
        data => "data": DocumentData;
    }
}

object! {
    /// The title of a document, and where the file is.
    #[derive(Default)]
    pub DocumentData {
        /// What the document is called.
        title => "title": text;
        /// Where the file can be had, with the token that the item was asked for with.
        ///
        /// With `redirect=false` the answer is JSON with an address that needs no token and is good for 60 seconds;
        /// with `redirect=true` it leads there.
        document_url => "documentUrl": text;
    }
}
