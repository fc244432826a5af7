use super::BoardHandle;
use crate::endpoints;
use crate::model::{ItemId, NewFrame, Frame, FrameChanges};

endpoints! {
    pub(super) const OPERATIONS;

    /// The frames of one board.
    ///
    /// A frame contains items, whose positions are relative to its top left corner. A new frame lies on the board itself.
    /// Connectors cannot end at a frame.
    ///
    /// ```no_run
    /// use miro::prelude::*;
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let frame = NewFrame::new("Ideas").at(0.0, 0.0).width(800.0).height(600.0);
    /// let frame = board.frames().create(frame).await?;
    /// board.sticky_notes().create(NewStickyNote::new("first").inside(&frame).at(100.0, 100.0)).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub Frames of BoardHandle at "/frames" {
        /// Creates a frame.
        create  POST   ""            (NewFrame)     -> Frame [boards:write L2 "create-frame-item"];
        /// Fetches a frame.
        get     GET    "/{item_id}"                 -> Frame [boards:read  L1 "get-frame-item"];
        /// Updates a frame. Fields that are not set stay unchanged.
        update  PATCH  "/{item_id}"  (FrameChanges) -> Frame [boards:write L2 "update-frame-item"];
        /// Deletes a frame.
        delete  DELETE "/{item_id}"                 -> ()    [boards:write L3 "delete-frame-item"];
    }
}
