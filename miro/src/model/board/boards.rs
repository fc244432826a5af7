use miro_core::open_enum;

use crate::model::body::body;
use crate::model::object::object;
use crate::model::{
    BoardAccess, BoardId, BoardMember, BoardPolicy, CollaborationToolsStartAccess, CopyAccess, LinkAccess,
    Links, Picture, ProjectId, ProjectRef, SharingAccess, TeamId, TeamRef, UserRef,
};

object! {
    /// A board.
    ///
    /// The set of fields depends on the call: only lists include `last_opened_by`, and a copy comes without its
    /// project.
    pub Board {
        /// Identifies the board.
        id => "id": BoardId, required;
        /// `board`.
        kind => "type": text;
        /// The board's name.
        name => "name": text;
        /// The board's description.
        description => "description": text;
        /// The team that the board belongs to.
        team => "team": TeamRef;
        /// The project (a Space, in Miro's interface) that the board is in.
        project => "project": ProjectRef;
        /// The board's picture.
        picture => "picture": Picture;
        /// The board's permissions and sharing.
        policy => "policy": BoardPolicy;
        /// The address of the board in a browser.
        view_link => "viewLink": text;
        /// The board's owner.
        owner => "owner": UserRef;
        /// The board membership of the token's user.
        current_user_membership => "currentUserMembership": BoardMember;
        /// When the board was created.
        created_at => "createdAt": time;
        /// The user who created it.
        created_by => "createdBy": UserRef;
        /// When the board was last changed.
        modified_at => "modifiedAt": time;
        /// The user who last changed it.
        modified_by => "modifiedBy": UserRef;
        /// When the board was last opened.
        last_opened_at => "lastOpenedAt": time;
        /// The user who last opened it.
        last_opened_by => "lastOpenedBy": UserRef;
        /// Addresses of the board in the API, for information only: requests are built from ids.
        links => "links": Links;
    }
}

impl From<&Board> for BoardId {
    fn from(board: &Board) -> Self {
        board.id.clone()
    }
}

open_enum! {
    /// The order of a list of boards. Miro applies it only to the list of one team or project.
    pub BoardSort {
        /// The newest first in the list of a team, otherwise the last opened first.
        Default = "default",
        LastModified = "last_modified",
        LastOpened = "last_opened",
        LastCreated = "last_created",
        Alphabetically = "alphabetically",
    }
}

/// Defines a body with the rows that new boards, changes and copies share.
macro_rules! board_body {
    ($($table:tt)*) => {
        body! {
            $($table)*
            /// The board's name; `Untitled` on a new board if it is not set.
            name => "name": text in 1..=60;
            /// The board's description.
            description => "description": text in 0..=300;
            /// The team that the board belongs to.
            ///
            /// Only its owner can move a board between teams; on the Enterprise plan also a co-owner or content
            /// admin.
            team_id => "teamId": TeamId;
            /// The access of anyone with the link; no access if it is not set.
            access => "policy.sharingPolicy.access": BoardAccess;
            /// The access of everyone in the organization; no access if it is not set.
            organization_access => "policy.sharingPolicy.organizationAccess": BoardAccess;
            /// The access of everyone in the team; if it is not set, edit on the free plan and no access on others.
            team_access => "policy.sharingPolicy.teamAccess": BoardAccess;
            /// The role granted by the link that invites to the team and the board.
            ///
            /// Miro accepts viewer, commenter, editor and no access, and on the Enterprise plan applies only the
            /// last.
            invite_to_account_and_board_link_access =>
                "policy.sharingPolicy.inviteToAccountAndBoardLinkAccess": LinkAccess,
                only ["viewer", "commenter", "editor", "no_access"], never carried;
            /// Who may copy the board and its content; anyone if it is not set.
            copy_access => "policy.permissionsPolicy.copyAccess": CopyAccess;
            /// Who may invite people to the board; team members who can edit, if it is not set.
            ///
            /// Other values must first be enabled by Miro's support.
            sharing_access => "policy.permissionsPolicy.sharingAccess": SharingAccess;
            /// Who may start timers, votes, video chats and similar tools; all editors if it is not set.
            ///
            /// Other values must first be enabled by Miro's support.
            collaboration_tools_start_access =>
                "policy.permissionsPolicy.collaborationToolsStartAccess": CollaborationToolsStartAccess;
        }
    };
}

board_body! {
    /// A board to create.
    ///
    /// ```
    /// use miro::prelude::*;
    /// use miro::model::BoardAccess;
    ///
    /// let board = NewBoard::new("Retro").description("Sprint 12").team_access(BoardAccess::Edit);
    /// ```
    pub create NewBoard like Board;
    /// Changes to a board.
    pub change BoardChanges;

    /// The project (a Space, in Miro's interface) that the board is in.
    project_id => "projectId": ProjectId;
}

board_body! {
    /// The settings in which the copy of a board differs from the original.
    pub create BoardCopy;
}

impl NewBoard {
    /// Creates a board with this name, of 1 to 60 characters.
    pub fn new(name: impl Into<String>) -> Self {
        Self::empty().name(name)
    }
}

impl Board {
    /// Creates an empty board like this one, with the same name, description and policy.
    ///
    /// Miro picks the team and the project unless they are set. To copy the content of the board as well, see
    /// [`Boards::copy`](crate::api::Boards::copy).
    pub fn to_new(&self) -> NewBoard {
        let new = NewBoard::like(self);
        let sharing = self.policy.as_ref().and_then(|policy| policy.sharing_policy.as_ref());
        match sharing.and_then(|sharing| sharing.invite_to_account_and_board_link_access.clone()) {
            // Requests accept fewer roles than responses contain.
            Some(LinkAccess::Coowner | LinkAccess::Owner | LinkAccess::Guest) | None => new,
            Some(access) => new.invite_to_account_and_board_link_access(access),
        }
    }
}

impl BoardCopy {
    /// Creates a copy that is like the original.
    pub fn new() -> Self {
        Self::empty()
    }
}

impl Default for BoardCopy {
    fn default() -> Self {
        Self::empty()
    }
}

#[cfg(test)]
mod tests;
