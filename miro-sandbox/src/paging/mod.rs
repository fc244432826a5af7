//! Paging of lists: by offset, by cursor and, for SCIM, by index.

mod cursor;
mod index;
mod offset;
mod page;

use std::ops::RangeInclusive;

pub(crate) use cursor::{CursorPaging, CursorRules, invalid_cursor};
pub(crate) use index::IndexPaging;
pub(crate) use offset::OffsetPaging;

use crate::server::call::Call;
use crate::server::error::ApiError;

/// The host of Miro's links.
const LINK_HOST: &str = "https://api.miro.com";

/// Returns the list's address without the page parameters.
fn address(call: &Call<'_>, paging: &[&str]) -> String {
    let filters = call.query.without(paging);
    let separator = if filters.is_empty() { "" } else { "&" };
    format!("{LINK_HOST}{}?{filters}{separator}", call.raw_path)
}

fn number(
    call: &Call<'_>,
    name: &str,
    default: usize,
    range: RangeInclusive<usize>,
) -> Result<usize, ApiError> {
    let Some(text) = call.query.get(name).filter(|text| !text.is_empty()) else { return Ok(default) };
    let number = text.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| {
        let (min, max) = range.into_inner();
        ApiError::invalid(name, format!("must be a number from {min} to {max}, not {text}"))
    })
}
