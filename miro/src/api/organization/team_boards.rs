use super::TeamHandle;
use crate::endpoints;
use crate::model::BoardId;
use crate::model::organization::{BoardClassification, DataClassificationLabel};

endpoints! {
    pub(super) const OPERATIONS;

    /// One board of a team, to be classified. Its content is at `api.board(id)`.
    ///
    /// ```no_run
    /// use miro::model::organization::BoardClassification;
    ///
    /// # async fn run(team: miro::api::TeamHandle) -> Result<(), miro::Error> {
    /// let board = team.board("uXjVOD6LSME=");
    /// board.classify(BoardClassification::new("3000457366756290996")).await?;
    /// println!("{:?}", board.data_classification().await?.name);
    /// # Ok(())
    /// # }
    /// ```
    pub TeamBoardHandle as board of TeamHandle at "/boards/{board_id}" {
        /// Fetches the label of the board.
        data_classification GET  "/data-classification"                       -> DataClassificationLabel [boards:read  L2 enterprise "enterprise-dataclassification-board-get"];
        /// Labels the board.
        classify            POST "/data-classification" (BoardClassification) -> DataClassificationLabel [boards:write L2 enterprise "enterprise-dataclassification-board-set"];
    }
}
