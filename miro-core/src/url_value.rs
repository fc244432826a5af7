use std::fmt::Display;

/// A value that `endpoints!` writes into a path or a query: whatever has [`Display`].
///
/// It is a trait only for what the compiler says where a type lacks that.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written into a URL",
    label = "`{Self}` does not implement `Display`",
    note = "name a type that does: an identifier, as in `{{item: ItemId}}` or `?{{ owner: UserId }}`, or `str` for any text"
)]
pub trait UrlValue: Display {}

#[diagnostic::do_not_recommend]
impl<T: Display> UrlValue for T {}

/// The value as requests take it.
#[inline]
pub fn url_value<T: UrlValue>(value: &T) -> &dyn Display {
    value
}
