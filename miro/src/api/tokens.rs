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
        /// Fetches the user, the team and the scopes of the token. The organization is missing for teams outside of one.
        context       GET  "/v1/oauth-token"                            -> TokenContext [          "token-info"];
        /// Revokes a token and its refresh token. The app stays installed.
        ///
        /// The token is sent in the body. `Miro::revoke` uses this to end the login of a user.
        revoke        POST "/v2/oauth/revoke" (TokenRevocation)         -> ()           [anonymous "revoke-token-v2"];
        /// Revokes a token, sent in the URL, and its refresh token. The app stays installed.
        ///
        /// Unlike [`revoke`](Self::revoke) this needs no client secret, but proxies and servers log URLs.
        #[deprecated(note = "puts the token into the URL, which others log: use `revoke`")]
        revoke_by_url POST "/v1/oauth/revoke" ?{ access_token!: str }   -> ()           [anonymous "revoke-token"];
    }
}
