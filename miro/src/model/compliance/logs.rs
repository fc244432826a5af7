//! What logs of content and of AI interactions have in common.

use miro_core::open_enum;

use crate::model::UserId;
use crate::model::object::object;

object! {
    /// The user who did what a log tells.
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
        /// The oldest first: Miro's default.
        Ascending = "asc",
        Descending = "desc",
    }
}
