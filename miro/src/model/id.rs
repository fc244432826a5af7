use miro_core::id;

id! {
    /// Identifies a board, e.g. `uXjVOD6LSME=`.
    pub BoardId;
    /// Identifies an item on a board, whatever its kind.
    pub ItemId;
    /// Identifies a connector between two items.
    pub ConnectorId;
    /// Identifies a group of items on a board.
    pub ItemGroupId;
    /// Identifies a tag of a board.
    pub TagId;
    /// Identifies a user.
    pub UserId;
    /// Identifies a team.
    pub TeamId;
    /// Identifies an organization.
    pub OrgId;
    /// Identifies a project, which Miro's interface calls a Space.
    pub ProjectId;
    /// Identifies a member of a board; it is the id of the user.
    pub BoardMemberId;
    /// Identifies an app.
    pub AppId;
}
