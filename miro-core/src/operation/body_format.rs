/// The format of a request's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BodyFormat {
    /// JSON.
    Json,
    /// A multipart form, which may contain files ([RFC 7578](https://www.rfc-editor.org/rfc/rfc7578)).
    Multipart,
}

impl BodyFormat {
    /// The media type, `application/json` or `multipart/form-data`.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Multipart => "multipart/form-data",
        }
    }
}

/// A body that is not a list, but costs credits for each of the items that it names.
///
/// An endpoint with `per item` requires this trait of a body that is not a list.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not count its items",
    label = "`per item` needs a list body, `([NewItem; 1..=20])`, or a body that is `CountItems`"
)]
pub trait CountItems {
    /// Returns the number of items in the body.
    fn count_items(&self) -> u32;
}
