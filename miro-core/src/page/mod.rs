//! Lists that come page by page, behind one builder and one stream.

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

/// One page of a list, whatever its kind of paging.
///
/// [`OffsetPage`], [`CursorPage`] and [`StartIndexPage`] are pages; the trait is sealed.
pub trait Page: sealed::Sealed + Sized + Send + 'static {
    /// What the list is of.
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

/// What a page says about its place in the list.
#[doc(hidden)]
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// How many elements came, readable or not.
    pub count: u64,
    /// Where the page starts, if it says so.
    pub start: Option<u64>,
    /// How many elements the list has, if it says so.
    pub total: Option<u64>,
    /// The cursor of the next page, if it says so.
    pub cursor: Option<Cursor>,
    /// The most elements that the server puts into a page, if it says so.
    pub limit: Option<u64>,
    /// Whether it names a next page.
    pub has_next: bool,
}

mod sealed {
    pub trait Sealed {}
}
