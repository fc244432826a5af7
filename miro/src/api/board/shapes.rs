use super::BoardHandle;
use crate::endpoints;
use crate::model::{ItemId, NewShape, Shape, ShapeChanges};

endpoints! {
    pub(super) const OPERATIONS;

    /// The shapes of one board. The minimum width and height is 8 board units.
    ///
    /// ```no_run
    /// use miro::prelude::*;
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let start = NewShape::new(ShapeKind::Circle).content("Start").fill_color("#ff9d48").width(120.0).height(120.0);
    /// let start = board.shapes().create(start).await?;
    /// board.shapes().update(&start, ShapeChanges::new().border_width(4.0)).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub Shapes of BoardHandle at "/shapes" {
        /// Creates a shape.
        create  POST   ""            (NewShape)     -> Shape [boards:write L2 "create-shape-item"];
        /// Fetches a shape.
        get     GET    "/{item_id}"                 -> Shape [boards:read  L1 "get-shape-item"];
        /// Updates a shape. Fields that are not set stay unchanged.
        update  PATCH  "/{item_id}"  (ShapeChanges) -> Shape [boards:write L2 "update-shape-item"];
        /// Deletes a shape.
        delete  DELETE "/{item_id}"                 -> ()    [boards:write L3 "delete-shape-item"];
    }
}
