//! The message on the page after a redirect. It is stored in a cookie and shown once.

use serde::{Deserialize, Serialize};

use crate::cookies::{Content, Cookies, Purpose};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Notice {
    SessionEnded,
    LoggedOut,
    /// Logged out here; Miro has not confirmed yet.
    LoggedOutHere,
    NoteAdded {
        board: String,
    },
}

impl Cookies {
    pub(crate) fn with_notice(self, notice: &Notice) -> Self {
        self.set_for_now(&Purpose::Notice, notice)
    }

    /// Returns the notice, if there is one, and the cookies without it.
    pub(crate) fn take_notice(self) -> (Option<Notice>, Self) {
        let notice = match self.get(&Purpose::Notice) {
            Some(Content::Good(notice)) => Some(notice),
            Some(Content::Ended(_)) | None => None,
        };
        (notice, self.remove(&Purpose::Notice))
    }
}
