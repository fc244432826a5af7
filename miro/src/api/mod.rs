//! The catalogue: one line for each operation of Miro's API.
//!
//! Groups and handles mirror Miro's hierarchy, and start at [`MiroApi`](crate::MiroApi):
//! `api.board(id).sticky_notes().create(..)`.

use crate::{Operation, endpoints};

/// Declares the modules of one area of the catalogue; what stands here is in [`catalogue`].
#[cfg_attr(
    not(any(feature = "boards", feature = "compliance", feature = "organization", feature = "scim")),
    allow(unused_macros)
)]
macro_rules! modules {
    ($($module:ident)+) => {
        $(mod $module;)+
        $(pub use $module::*;)+

        pub(super) const OPERATIONS: &[&[&crate::Operation]] = &[$($module::OPERATIONS),+];
    };
}

#[cfg(feature = "boards")]
mod board;
#[cfg(feature = "compliance")]
mod compliance;
#[cfg(feature = "experimental")]
mod experimental;
#[cfg(feature = "organization")]
mod organization;
#[cfg(feature = "scim")]
pub mod scim;
mod tokens;

#[cfg(feature = "boards")]
pub use board::*;
#[cfg(feature = "compliance")]
pub use compliance::*;
#[cfg(feature = "experimental")]
pub use experimental::*;
#[cfg(feature = "organization")]
pub use organization::*;
pub use tokens::*;

/// The areas of the catalogue, in its order.
const AREAS: &[&[&[&Operation]]] = &[
    #[cfg(feature = "boards")]
    board::OPERATIONS,
    #[cfg(feature = "experimental")]
    experimental::OPERATIONS,
    #[cfg(feature = "organization")]
    organization::OPERATIONS,
    #[cfg(feature = "compliance")]
    compliance::OPERATIONS,
    #[cfg(feature = "scim")]
    scim::OPERATIONS,
    &[tokens::OPERATIONS],
];

/// Every operation that this crate declares, in the order of the catalogue.
///
/// ```
/// use std::collections::BTreeSet;
///
/// // The scopes that a program needs which reads boards and writes sticky notes.
/// let used = ["get-boards", "get-items", "create-sticky-note-item"];
/// let scopes: BTreeSet<_> = miro::catalogue()
///     .filter(|operation| used.contains(&operation.id()))
///     .flat_map(|operation| operation.required_scopes())
///     .collect();
/// # #[cfg(feature = "boards")]
/// assert_eq!(scopes, BTreeSet::from([&"boards:read", &"boards:write"]));
/// ```
pub fn catalogue() -> impl Iterator<Item = &'static Operation> {
    AREAS.iter().copied().flatten().copied().flatten().copied()
}
