use crate::api::BoardHandle;
use crate::endpoints;
use crate::model::ItemId;
use crate::model::unlisted::DataTableFormat;

endpoints! {
    pub(super) const OPERATIONS;

    /// The tables on one board: their position, but not their content. Requests for rows fail with 404.
    ///
    /// Observed with a plain access token on 2026-08-15.
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
        /// Unknown: the page sizes that Miro accepts; 10 to 50 is the range of the other cursor lists on a board.
        list GET "/v2/boards/{board_id}/data_table_formats"
                                -> Cursor<DataTableFormat, 10..=50> [boards:read L2 unlisted "get-data-table-formats"];
        /// Fetches a table: its position, and the user who last changed it.
        ///
        /// Unknown: how to read its rows and columns.
        get  GET "/v2/boards/{board_id}/data_table_formats/{item_id}"
                                -> DataTableFormat                  [boards:read L1 unlisted "get-data-table-format"];
    }
}
