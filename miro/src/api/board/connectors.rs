use super::BoardHandle;
use crate::endpoints;
use crate::model::{Connector, ConnectorChanges, ConnectorId, NewConnector};

endpoints! {
    pub(super) const OPERATIONS;

    /// The connectors of one board: lines between two items.
    ///
    /// ```no_run
    /// use miro::prelude::*;
    ///
    /// # async fn run(board: miro::api::BoardHandle, first: miro::model::ItemId, second: miro::model::ItemId) -> Result<(), miro::Error> {
    /// let line = NewConnector::new(first, second).shape(ConnectorShape::Elbowed).captions(["depends on"]);
    /// let line = board.connectors().create(line).await?;
    /// board.connectors().update(&line, ConnectorChanges::new().stroke_color("#ff0000")).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub Connectors of BoardHandle at "/connectors" {
        /// Lists connectors, including those that the API supports only in part.
        list    GET    ""                                   -> Cursor<Connector, 10..=50> [boards:read  L2 "get-connectors"];
        /// Creates a connector between two items, which cannot be frames.
        create  POST   ""                    (NewConnector) -> Connector                  [boards:write L2 "create-connector"];
        /// Fetches a connector.
        get     GET    "/{connector_id}"                    -> Connector                  [boards:read  L1 "get-connector"];
        /// Updates a connector. Fields that are not set stay unchanged.
        ///
        /// Connectors that Miro marks as unsupported cannot be updated.
        update  PATCH  "/{connector_id}" (ConnectorChanges) -> Connector                  [boards:write L2 "update-connector"];
        /// Deletes a connector; the items at its ends stay.
        delete  DELETE "/{connector_id}"                    -> ()                         [boards:write L3 "delete-connector"];
    }
}
