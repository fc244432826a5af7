//! Paged lists, with one builder and one stream for every kind of paging.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

mod cursor_page;
mod elements;
mod envelope;
mod guard;
mod items;
mod list;
mod offset_page;
mod pages;
mod resumption;
mod start_index_page;

use crate::error::Error;
use crate::response::Response;

pub use crate::wire::cursor::Cursor;
pub use cursor_page::CursorPage;
pub use elements::{Elements, IntoIter, Rejected};
pub use items::Items;
pub use list::List;
pub use offset_page::OffsetPage;
pub use pages::Pages;
pub use start_index_page::StartIndexPage;

/// One page of a list, for any kind of paging.
///
/// [`OffsetPage`], [`CursorPage`] and [`StartIndexPage`] are pages; the trait is sealed.
pub trait Page: sealed::Sealed + Sized + Send + 'static {
    /// The type of the elements.
    type Item: Send + 'static;

    #[doc(hidden)]
    fn decode(response: &Response) -> Result<Self, Error>;

    #[doc(hidden)]
    fn outline(&self) -> Outline;

    #[doc(hidden)]
    fn rejected(&self) -> &[Rejected];

    #[doc(hidden)]
    fn into_elements(self) -> Elements<Self::Item>;
}

/// The facts that a page reports about its place in the list.
#[doc(hidden)]
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The number of elements, malformed ones included.
    pub count: u64,
    /// The number of the first element, if reported.
    pub start: Option<u64>,
    /// The number of elements of the whole list, if reported.
    pub total: Option<u64>,
    /// The cursor of the next page, if reported.
    pub cursor: Option<Cursor>,
    /// The maximum number of elements that the server puts into a page, if reported.
    pub limit: Option<u64>,
    /// Whether the page has a link to a next one.
    pub has_next: bool,
}

mod sealed {
    pub trait Sealed {}
}
