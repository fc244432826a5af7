//! Types of responses and request bodies: lenient in reading, strict in writing.
//!
//! - A response is a struct with public fields. Only `id` (and an item's `type`) is required; every other field is an
//!   `Option` or a list. Unknown values are kept as text, unknown fields in `extra`.
//! - A request body has setters (`NewBoard`, `BoardChanges`) and sends only the values that were set. The call fails
//!   before it is sent if a value is outside the documented range, or a text is not a documented value.

mod access;
mod address;
#[cfg(feature = "boards")]
mod board;
// Only the feature `full` uses all row types of the tables.
#[cfg_attr(not(feature = "full"), allow(dead_code, unused_macros, unused_imports))]
mod body;
mod color;
mod common;
#[cfg(feature = "compliance")]
pub mod compliance;
#[cfg(feature = "experimental")]
pub mod experimental;
mod extra;
mod id;
#[cfg_attr(not(feature = "full"), allow(dead_code, unused_macros, unused_imports))]
mod object;
#[cfg(feature = "organization")]
pub mod organization;
mod percent;
#[cfg(feature = "scim")]
pub mod scim;
mod token;
#[cfg(feature = "unlisted")]
pub mod unlisted;

pub use access::{BoardAccess, CopyAccess, SharingAccess};
#[cfg(any(feature = "experimental", feature = "unlisted"))]
pub(crate) use board::item;
#[cfg(feature = "boards")]
pub use board::*;
pub use color::HexColor;
pub use common::{Links, Picture, ProjectRef, TeamRef, UserRef};
pub use extra::Extra;
pub use id::{
    AppId, BoardId, BoardMemberId, ConnectorId, ItemGroupId, ItemId, OrgId, ProjectId, TagId, TeamId, UserId,
};
pub use percent::Percent;
pub use token::{AppRef, OrgRef, TokenContext, TokenRevocation};
