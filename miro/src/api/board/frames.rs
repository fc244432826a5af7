use super::BoardHandle;
use crate::endpoints;
use crate::model::{ItemId, NewFrame, Frame, FrameChanges};

endpoints! {
    pub(super) const OPERATIONS;

    /// The frames of one board.
    pub Frames of BoardHandle at "/frames" {
        /// Creates a frame.
        create  POST   ""            (NewFrame)     -> Frame [boards:write L2 "create-frame-item"];
        /// Fetches a frame.
        get     GET    "/{item_id}"                 -> Frame [boards:read  L1 "get-frame-item"];
        /// Changes what is set of a frame.
        update  PATCH  "/{item_id}"  (FrameChanges) -> Frame [boards:write L2 "update-frame-item"];
        /// Deletes a frame.
        delete  DELETE "/{item_id}"                 -> ()    [boards:write L3 "delete-frame-item"];
    }
}
