//! Switches between two behaviors where Miro's is not known for sure.

use super::Builder;

/// Behaviors of Miro that were seen once or never. Each switch chooses the behavior other than the default, so
/// that a test can run under both.
impl Builder {
    /// Chooses the other behavior everywhere, like calling all of these switches.
    pub fn other_behaviors(self) -> Self {
        self.children_fit_wholly()
            .refuse_null_parents()
            .connectors_created()
            .ignore_locks()
            .documented_shapes()
            .orphans_keep_numbers()
    }

    /// Rejects a child that does not lie wholly within its frame. The default rejects a child whose center lies
    /// outside. A creation without a position is not checked.
    pub fn children_fit_wholly(mut self) -> Self {
        self.settings.behavior.children_fit_wholly = true;
        self
    }

    /// Rejects `{"parent": null}`, which is undocumented. By default it takes an item out of its frame, as
    /// `{"parent": {"id": null}}` does under both behaviors.
    pub fn refuse_null_parents(mut self) -> Self {
        self.settings.behavior.null_parents_refused = true;
        self
    }

    /// Responds with 201 when a connector is created. The default is 200, as seen and documented.
    pub fn connectors_created(mut self) -> Self {
        self.settings.behavior.connectors_created = true;
        self
    }

    /// Allows locked items to be changed and deleted, and rejects `{"data": {"locked": ..}}`, which is
    /// undocumented. By default a locked item rejects both until `PATCH /v2/boards/{board_id}/items/{item_id}`
    /// with `{"data": {"locked": false}}` unlocks it. See [`Sandbox::lock_item`](crate::Sandbox::lock_item).
    pub fn ignore_locks(mut self) -> Self {
        self.settings.behavior.locks_ignored = true;
        self
    }

    /// Gives filled shapes the documented border (`borderOpacity` `"1.0"`) and font (`arial`). By default a shape
    /// created with a fill color and nothing about its border or font has `borderOpacity` `"0.0"` and `open_sans`, as
    /// seen.
    pub fn documented_shapes(mut self) -> Self {
        self.settings.behavior.documented_shapes = true;
        self
    }

    /// Keeps the numbers in the positions of a deleted frame's children, which then count from the center of the
    /// board. By default the children stay in their places.
    pub fn orphans_keep_numbers(mut self) -> Self {
        self.settings.behavior.orphans_keep_numbers = true;
        self
    }
}
