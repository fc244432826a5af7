//! The catalogue: one line per operation of Miro's API.
//!
//! Groups and handles mirror Miro's hierarchy, starting at [`MiroApi`](crate::MiroApi):
//! `api.board(id).sticky_notes().create(..)`.

use miro_core::http::Method;
use miro_core::operation::Host;

use crate::{Operation, endpoints};

/// Declares the modules of one area of the catalogue, and adds their operations to [`catalogue`].
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
#[cfg(feature = "unlisted")]
pub mod unlisted;

#[cfg(feature = "boards")]
pub use board::*;
#[cfg(feature = "compliance")]
pub use compliance::*;
#[cfg(feature = "experimental")]
pub use experimental::*;
#[cfg(feature = "organization")]
pub use organization::*;
pub use tokens::*;

/// The areas of the catalogue, in order.
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

/// Returns every operation of Miro's specification that this crate declares, in catalogue order.
///
/// Only areas whose features are on are included.
///
/// ```
/// use std::collections::BTreeSet;
///
/// // The scopes for a program that reads boards and writes sticky notes.
/// let used = ["get-boards", "get-items", "create-sticky-note-item"];
/// let scopes: BTreeSet<_> = miro::catalogue()
///     .filter(|operation| used.contains(&operation.id()))
///     .flat_map(|operation| operation.scopes())
///     .collect();
/// # #[cfg(feature = "boards")]
/// assert_eq!(scopes, BTreeSet::from([&"boards:read", &"boards:write"]));
/// ```
pub fn catalogue() -> impl Iterator<Item = &'static Operation> {
    AREAS.iter().copied().flatten().copied().flatten().copied()
}

/// Finds the operation with this method and path of the API. The path may have a query.
pub(crate) fn operation_at(method: &Method, path: &str) -> Option<&'static Operation> {
    let path = path.split('?').next().unwrap_or_default();
    let at = catalogue().filter(|operation| {
        operation.host() == Host::Api && operation.method() == method && fits(operation.path(), path)
    });
    // `/items/bulk` also fits `/items/{item_id}`: the template with fewer placeholders is the right one.
    at.min_by_key(|operation| operation.path().matches('{').count())
}

fn fits(template: &str, path: &str) -> bool {
    let (mut expected, mut segments) = (template.split('/'), path.split('/'));
    loop {
        match (expected.next(), segments.next()) {
            (None, None) => return true,
            (Some(expected), Some(segment)) if expected == segment => {}
            (Some(expected), Some(segment)) if expected.starts_with('{') && !segment.is_empty() => {}
            _ => return false,
        }
    }
}

#[cfg(all(test, feature = "boards"))]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_its_operation() {
        for (method, path, id) in [
            (Method::GET, "/v2/boards", Some("get-boards")),
            (Method::PUT, "/v2/boards?copy_from=uXj", Some("copy-board")),
            (Method::GET, "/v2/boards/uXj%3D/items?limit=50", Some("get-items")),
            (Method::POST, "/v2/boards/uXj%3D/items/bulk", Some("create-items")),
            (Method::GET, "/v2/boards/uXj%3D/items/7", Some("get-specific-item")),
            (Method::GET, "/v2/boards/", None),
            (Method::GET, "/v2/boards/uXj%3D/holograms/7", None),
            (Method::TRACE, "/v2/boards", None),
        ] {
            assert_eq!(operation_at(&method, path).map(Operation::id), id, "{method} {path}");
        }
    }
}
