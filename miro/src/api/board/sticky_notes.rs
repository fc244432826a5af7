use super::BoardHandle;
use crate::endpoints;
use crate::model::{ItemId, NewStickyNote, StickyNote, StickyNoteChanges};

endpoints! {
    pub(super) const OPERATIONS;

    /// The sticky notes of one board.
    pub StickyNotes of BoardHandle at "/sticky_notes" {
        /// Creates a sticky note.
        create  POST   ""            (NewStickyNote)     -> StickyNote [boards:write L2 "create-sticky-note-item"];
        /// Fetches a sticky note.
        get     GET    "/{item_id}"                      -> StickyNote [boards:read  L1 "get-sticky-note-item"];
        /// Changes what is set of a sticky note.
        update  PATCH  "/{item_id}"  (StickyNoteChanges) -> StickyNote [boards:write L2 "update-sticky-note-item"];
        /// Deletes a sticky note.
        delete  DELETE "/{item_id}"                      -> ()         [boards:write L3 "delete-sticky-note-item"];
    }
}
