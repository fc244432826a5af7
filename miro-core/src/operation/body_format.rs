/// How the body of a request is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BodyFormat {
    /// As JSON.
    Json,
    /// As a form of parts, among them files ([RFC 7578](https://www.rfc-editor.org/rfc/rfc7578)).
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

/// A body that is no list, but costs credits for each of the items that it names.
///
/// A line that says `per item` with a body of its own type needs this of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say how many items it has",
    label = "`per item` needs a list body, `([NewItem; 1..=20])`, or a body that is `CountItems`"
)]
pub trait CountItems {
    /// How many items the body has.
    fn count_items(&self) -> u32;
}
