use std::fmt;

use oauth2::{AuthType, AuthUrl, ClientId, ClientSecret, CsrfToken, RedirectUrl, TokenUrl};
use secrecy::{ExposeSecret, SecretString};

use super::refusal::Grant;
use super::token_endpoint::{self, OAuthClient, TokenEndpoint};
use super::{AuthorizationCode, Login};
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::hosts::shown;
use crate::token::{RefreshToken, State, UserKey};

/// An app that is registered with Miro: it sends users to Miro, and requests tokens for them.
///
/// It stores nothing; a [`Session`](crate::session::Session) does.
#[derive(Clone)]
pub struct OAuthApp {
    client: Client,
    oauth: OAuthClient,
    client_id: String,
    client_secret: SecretString,
}

impl OAuthApp {
    /// Creates an app from its credentials, with the URLs of the client.
    ///
    /// # Errors
    /// Fails if the redirect URL is not a URL.
    pub fn new(
        client: Client,
        client_id: impl Into<String>,
        client_secret: SecretString,
        redirect_url: impl Into<String>,
    ) -> Result<Self, Error> {
        let client_id = client_id.into();
        let redirect_url = redirect_url.into();
        let url = |what: &str, address: &str, error: url::ParseError| {
            let shown = shown(address);
            Error::new(ErrorKind::Configuration, format!("the {what} URL {shown:?} is not a URL: {error}"))
        };
        let hosts = client.hosts();
        let authorize = AuthUrl::new(hosts.authorize().to_owned())
            .map_err(|error| url("authorize", hosts.authorize(), error))?;
        let token =
            TokenUrl::new(hosts.token().to_owned()).map_err(|error| url("token", hosts.token(), error))?;
        let redirect =
            RedirectUrl::new(redirect_url.clone()).map_err(|error| url("redirect", &redirect_url, error))?;
        let oauth = oauth2::Client::new(ClientId::new(client_id.clone()))
            .set_client_secret(ClientSecret::new(client_secret.expose_secret().to_owned()))
            // In the body and not in a header or the query, because proxies do not log bodies.
            .set_auth_type(AuthType::RequestBody)
            .set_auth_uri(authorize)
            .set_token_uri(token)
            .set_redirect_uri(redirect);
        Ok(Self { client, oauth, client_id, client_secret })
    }

    /// The client id.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    /// The client secret.
    #[must_use]
    pub fn client_secret(&self) -> &SecretString {
        &self.client_secret
    }

    /// Creates an authorization request: the URL to send a user to.
    #[must_use]
    pub fn login(&self) -> Login {
        let (url, state) = self.oauth.authorize_url(CsrfToken::new_random).url();
        Login::new(url.into(), state.into_secret())
    }

    /// Exchanges the code of a redirect for a login. A code can be used once, within ten minutes.
    ///
    /// Only the access token is required. Any other field of Miro's response that is missing or malformed counts
    /// as absent: without a valid `expires_in` the login is refreshed when Miro refuses its access token.
    ///
    /// # Errors
    /// [`ErrorKind::Authorization`] if Miro refuses the code or the redirect URL, [`ErrorKind::Configuration`] if
    /// it refuses the app's credentials, [`ErrorKind::Decode`] if the response has no access token that can be
    /// sent.
    pub async fn exchange(&self, user: &UserKey, code: &AuthorizationCode) -> Result<State, Error> {
        let code = oauth2::AuthorizationCode::new(code.as_str().to_owned());
        let http = TokenEndpoint::new(&self.client, user, Grant::Code);
        let response = self.oauth.exchange_code(code).request_async(&http).await;
        Ok(response.map_err(token_endpoint::failure)?.into_state(None))
    }

    /// Exchanges a refresh token, which Miro accepts once, for a new login. Fields that are missing from the
    /// response keep their values, including the refresh token.
    ///
    /// # Errors
    /// [`ErrorKind::AuthorizationRequired`] if Miro refuses the refresh token. With every other kind, the login
    /// may still be valid.
    pub(crate) async fn refresh(
        &self,
        user: &UserKey,
        state: &State,
        refresh_token: &RefreshToken,
    ) -> Result<Refreshed, Error> {
        let refresh_token = oauth2::RefreshToken::new(refresh_token.expose_secret().to_owned());
        let http = TokenEndpoint::new(&self.client, user, Grant::RefreshToken);
        let response = self.oauth.exchange_refresh_token(&refresh_token).request_async(&http).await;
        let response = response.map_err(token_endpoint::failure)?;
        Ok(match response.problem() {
            None => Refreshed { state: response.into_state(Some(state)), problem: None },
            Some(problem) => {
                let problem = token_endpoint::without_access_token(problem);
                Refreshed { state: response.with_refresh_token_alone(state), problem: Some(problem) }
            }
        })
    }
}

/// The result of a refresh.
pub(crate) struct Refreshed {
    /// The login to store.
    pub(crate) state: State,
    /// Why it has no usable access token. The next refresh may bring one.
    pub(crate) problem: Option<Error>,
}

impl fmt::Debug for OAuthApp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("OAuthApp").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}
