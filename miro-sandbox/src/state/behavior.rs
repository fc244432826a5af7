//! Which of two behaviors the sandbox has where Miro's is not known for sure.

use serde::{Deserialize, Serialize};

/// Where the reference is silent and the live service was seen once or never, either behavior may be Miro's. The
/// default is what was seen, or the milder guess; each switch is for tests that must not depend on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Behavior {
    /// A child must lie in its frame as a whole. The default looks at its center.
    pub(crate) children_fit_wholly: bool,
    /// `{"parent": null}` is refused. The default puts the item on the canvas, as `{"parent": {"id": null}}` does.
    pub(crate) null_parents_refused: bool,
    /// Connectors are created with 201. The default is 200.
    pub(crate) connectors_created: bool,
    /// Locked items can be changed and deleted, and nothing can be locked over HTTP. The default refuses.
    pub(crate) locks_ignored: bool,
    /// Filled shapes have the documented border and font. The default is what one was seen to have.
    pub(crate) documented_shapes: bool,
    /// Children whose frame is deleted keep the numbers of their positions. The default keeps them in their places.
    pub(crate) orphans_keep_numbers: bool,
}
