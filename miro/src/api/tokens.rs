use super::endpoints;
use crate::MiroApi;
use crate::model::{TokenContext, TokenRevocation};

endpoints! {
    pub(super) const OPERATIONS;

    /// The access token itself.
    ///
    /// ```no_run
    /// # async fn run(api: miro::MiroApi) -> Result<(), miro::Error> {
    /// let context = api.tokens().context().await?;
    /// println!("for {:?}, with the scopes {:?}", context.team, context.scopes);
    /// # Ok(())
    /// # }
    /// ```
    pub Tokens of MiroApi {
        /// Tells whose token it is, for which team, and what it may do. Teams outside an organization come without one.
        context       GET  "/v1/oauth-token"                            -> TokenContext [          "token-info"];
        /// Ends a token, and the refresh token that belongs to it. The app stays installed.
        ///
        /// The token travels in the body. `Miro::revoke` ends the login of a user with it.
        revoke        POST "/v2/oauth/revoke" (TokenRevocation)         -> ()           [anonymous "revoke-token-v2"];
        /// Ends a token that stands in the URL, and the refresh token that belongs to it. The app stays installed.
        ///
        /// It asks for no secret of the app, unlike [`revoke`](Self::revoke), but proxies and servers write URLs down.
        #[deprecated(note = "puts the token into the URL, which others log: use `revoke`")]
        revoke_by_url POST "/v1/oauth/revoke" ?{ access_token!: str }   -> ()           [anonymous "revoke-token"];
    }
}
