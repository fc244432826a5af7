use crate::MiroApi;
use crate::endpoints;

endpoints! {
    pub(super) const OPERATIONS;

    /// The sessions of users in browsers and apps.
    ///
    /// ```no_run
    /// # async fn run(api: miro::MiroApi) -> Result<(), miro::Error> {
    /// api.sessions().reset_all("ada@example.com").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub Sessions of MiroApi at "/v2/sessions" {
        /// Signs a user out on all devices, for example because the user left or a password leaked.
        ///
        /// - `email`: the user's e-mail address, which is sent in the URL.
        reset_all POST "/reset_all" ?{ email!: str } -> () [sessions:delete L3 enterprise "enterprise-post-user-sessions-reset"];
    }
}
