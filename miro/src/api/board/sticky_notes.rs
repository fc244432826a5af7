use super::BoardHandle;
use crate::endpoints;
use crate::model::{ItemId, NewStickyNote, StickyNote, StickyNoteChanges};

endpoints! {
    pub(super) const OPERATIONS;

    /// The sticky notes of one board.
    ///
    /// Colors are names. Set the width or the height; the other one follows.
    ///
    /// ```no_run
    /// use miro::prelude::*;
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let note = NewStickyNote::new("Ship it").fill_color(StickyColor::Yellow).at(100.0, 50.0);
    /// let note = board.sticky_notes().create(note).await?;
    /// board.sticky_notes().update(&note, StickyNoteChanges::new().content("Shipped")).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub StickyNotes of BoardHandle at "/sticky_notes" {
        /// Creates a sticky note.
        create  POST   ""            (NewStickyNote)     -> StickyNote [boards:write L2 "create-sticky-note-item"];
        /// Fetches a sticky note.
        get     GET    "/{item_id}"                      -> StickyNote [boards:read  L1 "get-sticky-note-item"];
        /// Updates a sticky note. Fields that are not set stay unchanged.
        update  PATCH  "/{item_id}"  (StickyNoteChanges) -> StickyNote [boards:write L2 "update-sticky-note-item"];
        /// Deletes a sticky note.
        delete  DELETE "/{item_id}"                      -> ()         [boards:write L3 "delete-sticky-note-item"];
    }
}
