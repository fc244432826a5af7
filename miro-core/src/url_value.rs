use std::fmt::Display;

/// A value that `endpoints!` writes into a path or a query: any type with [`Display`].
///
/// The trait exists only for its compiler message if a type lacks `Display`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written into a URL",
    label = "`{Self}` does not implement `Display`",
    note = "name a type that does: an identifier, as in `{{item: ItemId}}` or `?{{ owner: UserId }}`, or `str` for any text"
)]
pub trait UrlValue: Display {}

#[diagnostic::do_not_recommend]
impl<T: Display> UrlValue for T {}

/// Converts the value for a request.
#[inline]
pub fn url_value<T: UrlValue>(value: &T) -> &dyn Display {
    value
}
