use std::sync::Arc;
use std::time::Duration;

use miro_core::client::Client;
use miro_core::oauth::{AuthorizationCode, Login};
use miro_core::secrecy::ExposeSecret;
use miro_core::session::{Session, Sessions};
use miro_core::token::{AccessToken, State, UserKey};
use miro_core::transport::BoxFuture;

use super::{MiroApi, MiroBuilder, environment};
use crate::Error;
#[cfg(doc)]
use crate::ErrorKind;
use crate::model::{TokenContext, TokenRevocation};

/// An app that is registered with Miro, and the logins of its users: obtains, stores and refreshes their tokens.
///
/// A script with one user calls the methods directly. An app with many users calls [`as_user`](Self::as_user) first
/// and gets the same methods per user. Clones are cheap and share everything.
///
/// ```no_run
/// use miro::prelude::*;
///
/// # #[cfg(feature = "boards")]
/// # async fn run() -> Result<(), Error> {
/// let miro = Miro::from_env()?; // MIRO_CLIENT_ID, MIRO_CLIENT_SECRET, MIRO_REDIRECT_URL
/// if !miro.is_authorized().await? {
///     let login = miro.auth_url();
///     println!("Open {}", login.url);
///     miro.exchange_code("the code, or the whole URL that Miro redirected to").await?;
/// }
/// let boards = miro.api().boards().list().await?;
///
/// let anna = miro.as_user("anna");
/// if anna.is_authorized().await? {
///     let boards_of_anna = anna.api().boards().list().await?;
///     anna.revoke().await?;
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Miro {
    client: Client,
    sessions: Arc<Sessions>,
    user: UserKey,
}

/// How long [`Miro::finish_refreshes`] waits for refreshes in flight.
const FINISH_LIMIT: Duration = Duration::from_secs(30);

impl Miro {
    /// Creates a client for the app in `MIRO_CLIENT_ID`, `MIRO_CLIENT_SECRET` and `MIRO_REDIRECT_URL`, with its
    /// logins in memory, at the address in `MIRO_BASE_URL` if that is set.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] names the variable that is missing or invalid.
    pub fn from_env() -> Result<Self, Error> {
        let [client_id, client_secret, redirect_url] = environment::required(
            [environment::CLIENT_ID, environment::CLIENT_SECRET, environment::REDIRECT_URL],
            environment::variable,
        )?;
        let mut builder =
            Self::builder().client_id(client_id).client_secret(client_secret).redirect_url(redirect_url);
        if let Some(base_url) = environment::variable(environment::BASE_URL) {
            builder = builder.base_url(base_url);
        }
        builder.build()
    }

    /// Returns a builder for an app with custom settings.
    pub fn builder() -> MiroBuilder {
        MiroBuilder::new()
    }

    pub(super) fn new(client: Client, sessions: Sessions) -> Self {
        Self { client, sessions: Arc::new(sessions), user: UserKey::default() }
    }

    /// Returns the same app for another user, by the program's own key for that user.
    ///
    /// The methods called without `as_user` act for the user [`UserKey::default()`]. No text equals that key:
    /// `as_user("default")` has a separate login.
    #[must_use]
    pub fn as_user(&self, user: impl Into<UserKey>) -> Self {
        Self { user: user.into(), ..self.clone() }
    }

    /// Returns the key of the user whose login this is.
    #[must_use]
    pub fn user(&self) -> &UserKey {
        &self.user
    }

    /// Creates the URL where the user authorizes the app. Keep its `state`, and compare it when Miro redirects back.
    #[must_use]
    pub fn auth_url(&self) -> Login {
        self.sessions.app().login()
    }

    /// Exchanges an authorization code, or the URL that Miro redirected to, for a login. On return the login is
    /// stored.
    ///
    /// The `state` is not checked: a web application calls [`exchange_redirect`](Self::exchange_redirect) instead.
    ///
    /// # Errors
    /// [`ErrorKind::AccessDenied`] if the user refused; [`ErrorKind::Authorization`] if the code is invalid or
    /// expired; [`ErrorKind::Storage`] if the login could not be stored.
    pub async fn exchange_code(&self, code_or_redirect_url: impl AsRef<str>) -> Result<(), Error> {
        self.session().exchange(AuthorizationCode::parse(code_or_redirect_url.as_ref())?).await
    }

    /// Checks that the redirect carries the `state` that [`auth_url`](Self::auth_url) returned for this user, and
    /// exchanges its code as [`exchange_code`](Self::exchange_code) does.
    ///
    /// # Errors
    /// The errors of [`exchange_code`](Self::exchange_code), and [`ErrorKind::Authorization`] if the `state` differs.
    pub async fn exchange_redirect(
        &self,
        redirect_url: impl AsRef<str>,
        expected_state: impl AsRef<str>,
    ) -> Result<(), Error> {
        let code = AuthorizationCode::parse(redirect_url.as_ref())?;
        code.check_state(expected_state.as_ref())?;
        self.session().exchange(code).await
    }

    /// Whether a login is stored for the user. Miro may have ended it in the meantime; only a call reveals that.
    ///
    /// # Errors
    /// [`ErrorKind::Storage`] if the storage fails.
    pub async fn is_authorized(&self) -> Result<bool, Error> {
        self.session().is_authorized().await
    }

    /// Returns the login of the user, if there is one: as stored, or as it waits to be stored after the storage
    /// failed.
    ///
    /// # Errors
    /// [`ErrorKind::Storage`] if the storage fails.
    pub async fn state(&self) -> Result<Option<State>, Error> {
        self.session().state().await
    }

    /// Returns Miro's API for the user. Its token is refreshed automatically.
    #[must_use]
    pub fn api(&self) -> MiroApi {
        MiroApi::for_user(self.client.clone(), self.user.clone(), Arc::new(self.session()))
    }

    /// Returns Miro's view of the login: the user, the team and the scopes.
    ///
    /// # Errors
    /// [`ErrorKind::AuthorizationRequired`] if there is no login, or it has ended.
    pub async fn token_context(&self) -> Result<TokenContext, Error> {
        self.api().tokens().context().await
    }

    /// Ends the login of the user, at Miro and in the storage. Does nothing if there is no login.
    ///
    /// Once called it runs to completion, even if the caller drops the future. No process that shares the storage's
    /// leases can refresh the login in between, so that no part of the login remains.
    ///
    /// # Errors
    /// If Miro cannot be reached, the login stays stored and `revoke` can be called again.
    pub async fn revoke(&self) -> Result<(), Error> {
        let miro = self.clone();
        // Miro expects the app's credentials here instead of the access token of other calls.
        let revoke = move |token: AccessToken| -> BoxFuture<'static, Result<(), Error>> {
            let miro = miro.clone();
            Box::pin(async move {
                let app = miro.sessions.app();
                let secret = app.client_secret().expose_secret();
                let revocation = TokenRevocation::new(token.expose_secret(), app.client_id(), secret);
                miro.api().tokens().revoke(revocation).await
            })
        };
        self.session().end(Box::new(revoke)).await
    }

    /// Deletes the login of the user, in this process and in the storage, but not at Miro, where it remains valid
    /// until it expires.
    ///
    /// For a login that cannot be revoked at Miro. [`revoke`](Self::revoke) ends it at both ends.
    ///
    /// # Errors
    /// [`ErrorKind::Storage`] if the storage fails.
    pub async fn forget(&self) -> Result<(), Error> {
        self.session().forget().await
    }

    /// Waits until no login of any user is being exchanged, refreshed or revoked. Call it before the program exits.
    ///
    /// Miro's refresh tokens can be used once, so a refresh continues after its call is dropped. A program that exits
    /// in the middle of one loses the new token pair, and its user has to log in again. On return the storage's
    /// leases are released as well, so that the next process does not wait for them.
    ///
    /// Storing a login is retried until it succeeds. The method returns after 30 seconds at the latest and logs
    /// everything unfinished as an error; [`finish_refreshes_within`](Self::finish_refreshes_within) returns that
    /// error.
    ///
    /// ```no_run
    /// # #[cfg(feature = "boards")]
    /// # async fn run(miro: miro::Miro) -> Result<(), miro::Error> {
    /// let boards = async { miro.api().boards().list().await };
    /// let stopped = async { /* Ctrl-C */ };
    /// # let (boards, stopped) = (Box::pin(boards), Box::pin(stopped));
    /// let _ = futures_util::future::select(boards, stopped).await;
    /// miro.finish_refreshes().await;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn finish_refreshes(&self) {
        // The callee logs the error.
        let _ = self.finish_refreshes_within(FINISH_LIMIT).await;
    }

    /// Waits as [`finish_refreshes`](Self::finish_refreshes) does, but no longer than `limit`, and returns an error
    /// for everything unfinished.
    ///
    /// # Errors
    /// [`ErrorKind::Timeout`] if a refresh, login or logout is still in flight; [`ErrorKind::Storage`] if a login is
    /// not stored: it is lost when the process ends. The error is logged as well.
    pub async fn finish_refreshes_within(&self, limit: Duration) -> Result<(), Error> {
        self.sessions.finish(limit).await
    }

    fn session(&self) -> Session {
        self.sessions.of(&self.user)
    }
}
