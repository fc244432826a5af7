//! Switches between two behaviors where Miro's is not known for sure.

use serde::{Deserialize, Serialize};

/// If the reference is silent and the live service was seen once or never, either behavior may be Miro's. The
/// default is what was seen, or the milder guess. Each switch is for tests that must not depend on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Behavior {
    /// A child must lie wholly in its frame. By default, its center must.
    pub(crate) children_fit_wholly: bool,
    /// `{"parent": null}` is rejected. By default it moves the item to the canvas, as `{"parent": {"id": null}}`
    /// does.
    pub(crate) null_parents_refused: bool,
    /// Connectors are created with 201. The default is 200.
    pub(crate) connectors_created: bool,
    /// Locked items can be changed and deleted, and items cannot be locked over HTTP. By default, locks work.
    pub(crate) locks_ignored: bool,
    /// Filled shapes have the documented border and font. By default, they have those seen at the live service.
    pub(crate) documented_shapes: bool,
    /// Children of a deleted frame keep the numbers of their positions. By default, they keep their places.
    pub(crate) orphans_keep_numbers: bool,
}
