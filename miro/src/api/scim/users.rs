use crate::model::UserId;
use crate::model::scim::{Attributes, Filter, NewUser, SortOrder, User, UserChanges};
use crate::{Scim, endpoints};

endpoints! {
    pub(super) const OPERATIONS;

    /// The users of the organization: members, but not guests.
    ///
    /// In 30 seconds, Miro allows 200 calls that list, fetch or create, 100 that change, and 20 that delete.
    ///
    /// ```no_run
    /// use miro::model::scim::{Filter, NewUser};
    ///
    /// # async fn run(scim: miro::Scim) -> Result<(), miro::Error> {
    /// let filter = Filter::eq("userName", "ada@example.com");
    /// let found = scim.users().list().filter(filter).send().await?;
    /// let ada = scim.users().create(NewUser::new("ada@example.com").name("Ada", "Lovelace")).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub Users of Scim at "/Users" {
        /// Lists users.
        ///
        /// - `filter`: only matching users; all users by default.
        /// - `attributes`: the attributes to return; all by default.
        /// - `sort_by`: the attribute to sort by, `userName` or `emails.value`.
        list    GET    "" ?{ filter: Filter, attributes: Attributes, "sortBy" as sort_by: str, "sortOrder" as sort_order: SortOrder }
                                                 -> StartIndex<User, 1..=1000> [L1 "listUsers"];
        /// Creates a user, who joins the organization's default team.
        create  POST   ""              (NewUser) -> User                       [L1 "createUser"];
        /// Fetches a user.
        ///
        /// - `attributes`: the attributes to return; all by default.
        get     GET    "/{user_id}" ?{ attributes: Attributes }
                                                 -> User                       [L1 "getUser"];
        /// Replaces the attributes of a user. To change a few, see [`update`](Self::update).
        ///
        /// E-mail addresses stay unchanged. For a deactivated user, so do the user name, the type and the roles.
        replace PUT    "/{user_id}"    (NewUser) -> User                       [L2 "replaceUser"];
        /// Updates the given attributes of a user.
        update  PATCH  "/{user_id}" (UserChanges) -> User                      [L2 "patchUser"];
        /// Deletes a user from the organization. The user's boards go to the admin who has been in the team the longest.
        ///
        /// The last admin of the organization, or of a team, cannot be deleted.
        delete  DELETE "/{user_id}"              -> ()                         [L3 "deleteUser"];
    }
}
