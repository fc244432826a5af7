//! What Miro sends and takes: one type for each thing, tolerant in reading, exact in writing.
//!
//! - What Miro sends is a struct with public fields. Only `id` (and an item's `type`) is required; everything else is
//!   an `Option` or a list, a value that this version does not know stays the text that came, and a field that it does
//!   not know stays in `extra`.
//! - What Miro takes is a body with setters (`NewBoard`, `BoardChanges`). It sends what was set and nothing else, and
//!   is refused before the call if a value is outside the documented range, or a text that is no documented value.

mod access;
mod address;
#[cfg(feature = "boards")]
mod board;
// Only `full` uses all that the tables can do.
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
