//! Lists that come page by page, behind one builder and one stream.

mod cursor;
mod cursor_page;
mod elements;
mod fetch;
mod guard;
mod items;
mod list;
mod offset_page;
mod pages;
mod start_index_page;

use crate::error::Error;
use crate::response::Response;

pub use cursor::Cursor;
pub use cursor_page::CursorPage;
pub use elements::{Elements, Rejected};
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
}

mod sealed {
    pub trait Sealed {}
}
