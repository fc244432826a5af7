use crate::api::BoardHandle;
use crate::endpoints;
use crate::model::{Item, ItemId, ItemKind, NewShape, Shape, ShapeChanges};

endpoints! {
    pub(super) const OPERATIONS;

    /// The flowchart shapes on one board, and the items around them.
    ///
    /// These are the shapes of [`Shapes`](crate::api::Shapes) with 24 more kinds, such as `flow_chart_terminator`.
    ///
    /// ```no_run
    /// use miro::prelude::*;
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let start = NewShape::new(ShapeKind::FlowChartTerminator).content("Start").at(0.0, 0.0);
    /// let start = board.flowcharts().create_shape(start).await?;
    /// board.flowcharts().update_shape(&start, ShapeChanges::new().content("Begin")).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub Flowcharts of BoardHandle {
        /// Lists items, including flowchart shapes. The `kind` filter accepts only shapes.
        list_items   GET    "/v2-experimental/boards/{board_id}/items" ?{ type as kind: ItemKind }
                                                        -> Cursor<Item, 10..=50> [boards:read  L2 "get-items-experimental"];
        /// Fetches an item.
        get_item     GET    "/v2-experimental/boards/{board_id}/items/{item_id}"
                                                        -> Item                  [boards:read  L1 "get-specific-item-experimental"];
        /// Deletes an item.
        delete_item  DELETE "/v2-experimental/boards/{board_id}/items/{item_id}"
                                                        -> ()                    [boards:write L3 "delete-item-experimental"];
        /// Creates a shape.
        create_shape POST   "/v2-experimental/boards/{board_id}/shapes" (NewShape)
                                                        -> Shape                 [boards:write L2 "create-shape-item-flowchart"];
        /// Fetches a shape.
        get_shape    GET    "/v2-experimental/boards/{board_id}/shapes/{item_id}"
                                                        -> Shape                 [boards:read  L1 "get-shape-item-flowchart"];
        /// Updates a shape. Fields that are not set stay unchanged.
        update_shape PATCH  "/v2-experimental/boards/{board_id}/shapes/{item_id}" (ShapeChanges)
                                                        -> Shape                 [boards:write L2 "update-shape-item-flowchart"];
        /// Deletes a shape.
        delete_shape DELETE "/v2-experimental/boards/{board_id}/shapes/{item_id}"
                                                        -> ()                    [boards:write L3 "delete-shape-item-flowchart"];
    }
}
