use crate::api::BoardHandle;
use crate::endpoints;
use crate::model::ItemId;
use crate::model::unlisted::DataTableFormat;

endpoints! {
    pub(super) const OPERATIONS;

    /// The tables on one board: where they are, not what is in them. Their rows are a 404.
    ///
    /// Seen with a plain access token on 2026-08-15.
    ///
    /// ```no_run
    /// use miro::api::unlisted::DataTableFormatsExt;
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let tables = board.data_table_formats().list().await?;
    /// println!("{} tables", tables.data.len());
    /// # Ok(())
    /// # }
    /// ```
    pub DataTableFormats for BoardHandle {
        /// Lists tables.
        ///
        /// Unknown: the page sizes that Miro takes; 10 to 50 are those of the other lists by cursor on a board.
        list GET "/v2/boards/{board_id}/data_table_formats"
                                -> Cursor<DataTableFormat, 10..=50> [boards:read L2 unlisted "get-data-table-formats"];
        /// Fetches a table: where it is, and who changed it last.
        ///
        /// Unknown: how to read its rows and columns.
        get  GET "/v2/boards/{board_id}/data_table_formats/{item_id}"
                                -> DataTableFormat                  [boards:read L1 unlisted "get-data-table-format"];
    }
}
