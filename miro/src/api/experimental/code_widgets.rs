use crate::api::BoardHandle;
use crate::endpoints;
use crate::model::ItemId;
use crate::model::experimental::{CodeWidget, CodeWidgetChanges, CodeWidgetMove, NewCodeWidget};

endpoints! {
    pub(super) const OPERATIONS;

    /// The code widgets of one board. Each can have up to 6,000 characters.
    ///
    /// ```no_run
    /// use miro::model::experimental::{CodeWidgetMove, NewCodeWidget};
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let widget = NewCodeWidget::new("fn main() {}").language("rust").title("main.rs").at(0.0, 0.0);
    /// let widget = board.code_widgets().create(widget).await?;
    /// board.code_widgets().place(&widget, CodeWidgetMove::to(400.0, 0.0)).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub CodeWidgets of BoardHandle {
        /// Lists code widgets.
        list    GET    "/v2-experimental/boards/{board_id}/code_widgets"
                                                  -> Cursor<CodeWidget, 10..=50> [boards:read  L2 "get-code-widget-items"];
        /// Creates a code widget.
        create  POST   "/v2-experimental/boards/{board_id}/code_widgets" (NewCodeWidget)
                                                  -> CodeWidget                  [boards:write L2 "create-code-widget-item"];
        /// Fetches a code widget.
        get     GET    "/v2-experimental/boards/{board_id}/code_widgets/{item_id}"
                                                  -> CodeWidget                  [boards:read  L1 "get-code-widget-item"];
        /// Updates a code widget. Fields that are not set stay unchanged.
        update  PATCH  "/v2-experimental/boards/{board_id}/code_widgets/{item_id}" (CodeWidgetChanges)
                                                  -> CodeWidget                  [boards:write L2 "update-code-widget-item"];
        /// Moves a code widget. [`update`](Self::update) can move it, too.
        #[doc(alias = "move")]
        place   PATCH  "/v2-experimental/boards/{board_id}/code_widgets/{item_id}/position" (CodeWidgetMove)
                                                  -> CodeWidget                  [boards:write L2 "move-code-widget-item"];
        /// Deletes a code widget.
        delete  DELETE "/v2-experimental/boards/{board_id}/code_widgets/{item_id}"
                                                  -> ()                          [boards:write L3 "delete-code-widget-item"];
    }
}
