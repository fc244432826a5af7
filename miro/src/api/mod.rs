//! The catalogue: one line for each operation of Miro's API.
//!
//! Groups and handles mirror Miro's hierarchy, and start at [`MiroApi`](crate::MiroApi):
//! `api.board(id).sticky_notes().create(..)`.

use crate::Operation;
use crate::endpoints;

/// Declares the modules of the catalogue; what stands here is in [`catalogue`].
macro_rules! modules {
    ($($module:ident)+) => {
        $(mod $module;)+
        $(pub use $module::*;)+

        const OPERATIONS: &[&[&Operation]] = &[$($module::OPERATIONS),+];
    };
}

modules! {
    boards board_members items sticky_notes shapes texts cards app_cards frames connectors tags tokens
}

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
/// assert_eq!(scopes, BTreeSet::from([&"boards:read", &"boards:write"]));
/// ```
pub fn catalogue() -> impl Iterator<Item = &'static Operation> {
    OPERATIONS.iter().copied().flatten().copied()
}
