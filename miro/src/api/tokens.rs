use super::endpoints;
use crate::MiroApi;
use crate::model::{TokenContext, TokenRevocation};

endpoints! {
    pub(super) const OPERATIONS;

    /// The access token itself.
    pub Tokens of MiroApi {
        /// Tells whose token it is, for which team, and what it may do.
        context GET  "/v1/oauth-token"                     -> TokenContext [          "token-info"];
        /// Ends a token, and the refresh token that belongs to it. The app stays installed.
        revoke  POST "/v2/oauth/revoke" (TokenRevocation)  -> ()           [anonymous "revoke-token-v2"];
    }
}
