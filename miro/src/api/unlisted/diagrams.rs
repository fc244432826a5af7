use crate::api::BoardHandle;
use crate::endpoints;
use crate::model::ItemId;
use crate::model::unlisted::Diagram;

endpoints! {
    pub(super) const OPERATIONS;

    /// The diagrams on one board, made with Miro's diagramming. They are read-only: a `POST` fails with 405.
    ///
    /// Observed with a plain access token on 2026-08-15.
    ///
    /// ```no_run
    /// use miro::api::unlisted::DiagramsExt;
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// for diagram in board.diagrams().list().await?.data {
    ///     println!("{:?}", diagram.data.and_then(|data| data.title));
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub Diagrams for BoardHandle {
        /// Lists diagrams.
        ///
        /// Unknown: the page sizes that Miro accepts; 10 to 50 is the range of the other cursor lists on a board.
        list GET "/v2/boards/{board_id}/diagrams"           -> Cursor<Diagram, 10..=50> [boards:read L2 unlisted "get-diagrams"];
        /// Fetches a diagram: its title and position.
        ///
        /// Unknown: how to read its content.
        get  GET "/v2/boards/{board_id}/diagrams/{item_id}" -> Diagram                  [boards:read L1 unlisted "get-diagram"];
    }
}
