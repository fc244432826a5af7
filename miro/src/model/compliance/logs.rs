//! Types that the logs of content and of AI interactions share.

use miro_core::open_enum;

use crate::model::UserId;
use crate::model::object::object;

object! {
    /// The user who caused a log entry.
    #[derive(Default)]
    pub LogActor {
        /// Identifies the user.
        id => "id": UserId;
        /// The user's e-mail address.
        email => "email": text;
        /// The user's name.
        name => "name": text;
    }
}

open_enum! {
    /// The order of a log of content or of AI interactions.
    pub LogOrder {
        /// Oldest first; Miro's default.
        Ascending = "asc",
        Descending = "desc",
    }
}
