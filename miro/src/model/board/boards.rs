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
    /// How much of it comes depends on the call: only lists tell who opened a board last, and a copy comes without its
    /// project.
    pub Board {
        /// Identifies the board.
        id => "id": BoardId, required;
        /// `board`.
        kind => "type": text;
        /// The name that the board is shown with.
        name => "name": text;
        /// What the board is about.
        description => "description": text;
        /// The team that the board belongs to.
        team => "team": TeamRef;
        /// The project (a Space, in Miro's interface) that the board is in.
        project => "project": ProjectRef;
        /// The board's picture.
        picture => "picture": Picture;
        /// Who may do what on the board.
        policy => "policy": BoardPolicy;
        /// Where the board opens in a browser.
        view_link => "viewLink": text;
        /// Whom the board belongs to.
        owner => "owner": UserRef;
        /// What the user of the token is on the board.
        current_user_membership => "currentUserMembership": BoardMember;
        /// When the board was made.
        created_at => "createdAt": time;
        /// Who made it.
        created_by => "createdBy": UserRef;
        /// When the board was last changed.
        modified_at => "modifiedAt": time;
        /// Who changed it last.
        modified_by => "modifiedBy": UserRef;
        /// When anybody last opened the board.
        last_opened_at => "lastOpenedAt": time;
        /// Who opened it last.
        last_opened_by => "lastOpenedBy": UserRef;
        /// Addresses of the board in the API. They are informative: requests are built from ids.
        links => "links": Links;
    }
}

impl From<&Board> for BoardId {
    fn from(board: &Board) -> Self {
        board.id.clone()
    }
}

open_enum! {
    /// How a list of boards is sorted. Miro heeds it only where the list is of one team or project.
    pub BoardSort {
        /// The newest first in the list of a team, otherwise the last opened first.
        Default = "default",
        LastModified = "last_modified",
        LastOpened = "last_opened",
        LastCreated = "last_created",
        Alphabetically = "alphabetically",
    }
}

/// Adds the rows that new boards, changes and copies have in common to a table.
macro_rules! board_body {
    ($($table:tt)*) => {
        body! {
            $($table)*
            /// The name that the board is shown with; `Untitled` on a new board if it is not set.
            name => "name": text in 1..=60;
            /// What the board is about.
            description => "description": text in 0..=300;
            /// The team that the board belongs to.
            ///
            /// Moving a board between teams takes its owner; on the Enterprise plan also a co-owner or content admin.
            team_id => "teamId": TeamId;
            /// What anybody with the link may do; nothing if it is not set.
            access => "policy.sharingPolicy.access": BoardAccess;
            /// What everybody in the organization may do; nothing if it is not set.
            organization_access => "policy.sharingPolicy.organizationAccess": BoardAccess;
            /// What everybody in the team may do; if it is not set, edit on the free plan and nothing on others.
            team_access => "policy.sharingPolicy.teamAccess": BoardAccess;
            /// The role that somebody gets by the link that invites to team and board.
            ///
            /// Miro takes viewer, commenter, editor and no access, and on the Enterprise plan heeds only the last.
            invite_to_account_and_board_link_access =>
                "policy.sharingPolicy.inviteToAccountAndBoardLinkAccess": LinkAccess,
                only ["viewer", "commenter", "editor", "no_access"], never carried;
            /// Who may copy the board and what is on it; anyone if it is not set.
            copy_access => "policy.permissionsPolicy.copyAccess": CopyAccess;
            /// Who may invite to the board; team members who can edit, if it is not set.
            ///
            /// Miro's support has to allow other values first.
            sharing_access => "policy.permissionsPolicy.sharingAccess": SharingAccess;
            /// Who may start timers, votes, video chats and the like; all editors if it is not set.
            ///
            /// Miro's support has to allow other values first.
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
    /// What to change on a board.
    pub change BoardChanges;

    /// The project (a Space, in Miro's interface) that the board is in.
    project_id => "projectId": ProjectId;
}

board_body! {
    /// What is to be different on the copy of a board.
    pub create BoardCopy;
}

impl NewBoard {
    /// A board with this name, of 1 to 60 characters.
    pub fn new(name: impl Into<String>) -> Self {
        Self::empty().name(name)
    }
}

impl Board {
    /// The same board again, without what is on it: its name, its description, and who may do what.
    ///
    /// Team and project are those that Miro picks, unless they are set. To copy what is on the board as well, see
    /// [`Boards::copy`](crate::api::Boards::copy).
    pub fn to_new(&self) -> NewBoard {
        let new = NewBoard::like(self);
        let sharing = self.policy.as_ref().and_then(|policy| policy.sharing_policy.as_ref());
        match sharing.and_then(|sharing| sharing.invite_to_account_and_board_link_access.clone()) {
            // Requests take fewer roles than answers name.
            Some(LinkAccess::Coowner | LinkAccess::Owner | LinkAccess::Guest) | None => new,
            Some(access) => new.invite_to_account_and_board_link_access(access),
        }
    }
}

impl BoardCopy {
    /// A copy that is like the original.
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
