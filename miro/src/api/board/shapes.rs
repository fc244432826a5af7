use super::BoardHandle;
use crate::endpoints;
use crate::model::{ItemId, NewShape, Shape, ShapeChanges};

endpoints! {
    pub(super) const OPERATIONS;

    /// The shapes of one board.
    pub Shapes of BoardHandle at "/shapes" {
        /// Creates a shape.
        create  POST   ""            (NewShape)     -> Shape [boards:write L2 "create-shape-item"];
        /// Fetches a shape.
        get     GET    "/{item_id}"                 -> Shape [boards:read  L1 "get-shape-item"];
        /// Changes what is set of a shape.
        update  PATCH  "/{item_id}"  (ShapeChanges) -> Shape [boards:write L2 "update-shape-item"];
        /// Deletes a shape.
        delete  DELETE "/{item_id}"                 -> ()    [boards:write L3 "delete-shape-item"];
    }
}
