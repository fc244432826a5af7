//! Access to boards, as boards and the settings of teams both use it.

use miro_core::open_enum;

open_enum! {
    /// The access of a group of people to a board.
    pub BoardAccess {
        /// No access.
        Private = "private",
        View = "view",
        Comment = "comment",
        Edit = "edit",
    }

    /// Who may copy a board and its content.
    pub CopyAccess {
        /// Miro's default.
        Anyone = "anyone",
        TeamMembers = "team_members",
        TeamEditors = "team_editors",
        BoardOwner = "board_owner",
    }

    /// Who may invite people to a board.
    pub SharingAccess {
        /// Miro's default.
        TeamMembersWithEditingRights = "team_members_with_editing_rights",
        OwnerAndCoowners = "owner_and_coowners",
    }
}
