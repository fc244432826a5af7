use miro_core::id;

use super::address::{BoardAddress, ItemAddress};

id! {
    /// Identifies a board, e.g. `uXjVOD6LSME=`.
    ///
    /// Also accepts pasted text: the address of the board, `%3D` for `=`, a trailing slash. A request with the
    /// address of another page fails before it is sent.
    ///
    /// ```
    /// use miro::model::BoardId;
    ///
    /// assert_eq!(BoardId::from("https://miro.com/app/board/uXjVOD6LSME=/?share_link_id=123"), "uXjVOD6LSME=");
    /// ```
    pub BoardId from BoardAddress;
    /// Identifies an item of any kind on a board.
    ///
    /// Also accepts the address that Miro's interface copies for an item, with the id after `moveToWidget=`.
    pub ItemId from ItemAddress;
    /// Identifies a connector between two items.
    ///
    /// Also accepts the address that Miro's interface copies for a connector, like [`ItemId`].
    pub ConnectorId from ItemAddress;
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
