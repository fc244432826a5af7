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

/// An app that is registered with Miro, and the logins of its users: tokens are got, stored and refreshed here.
///
/// A script has one user, and calls the methods right away. An app with many calls [`as_user`](Self::as_user) first:
/// the same methods, per user. Clones are cheap, and share everything.
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

/// How long the end of a program waits for refreshes that are under way.
const FINISH_LIMIT: Duration = Duration::from_secs(30);

impl Miro {
    /// The app in `MIRO_CLIENT_ID`, `MIRO_CLIENT_SECRET` and `MIRO_REDIRECT_URL`, with its logins in memory; at the
    /// address in `MIRO_BASE_URL`, if that is set.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] names what is missing or wrong.
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

    /// An app with settings of your own.
    pub fn builder() -> MiroBuilder {
        MiroBuilder::new()
    }

    pub(super) fn new(client: Client, sessions: Sessions) -> Self {
        Self { client, sessions: Arc::new(sessions), user: UserKey::default() }
    }

    /// The same app for another user, by any key that the program knows its users by.
    ///
    /// Every text is a user, and none is the user of the methods without `as_user`, whose key is
    /// [`UserKey::default()`]: `as_user("default")` has another login.
    #[must_use]
    pub fn as_user(&self, user: impl Into<UserKey>) -> Self {
        Self { user: user.into(), ..self.clone() }
    }

    /// The user whose login this is.
    #[must_use]
    pub fn user(&self) -> &UserKey {
        &self.user
    }

    /// Where to send the user to authorize the app; keep its `state`, and compare it when Miro redirects back.
    #[must_use]
    pub fn auth_url(&self) -> Login {
        self.sessions.app().login()
    }

    /// Exchanges a code, or the URL that Miro redirected to, for a login. On return the login is stored.
    ///
    /// It does not look at the state: a web application calls [`exchange_redirect`](Self::exchange_redirect).
    ///
    /// # Errors
    /// [`ErrorKind::AccessDenied`] if the user refused; [`ErrorKind::Authorization`] if the code is not good (any more);
    /// [`ErrorKind::Storage`] if the login could not be stored.
    pub async fn exchange_code(&self, code_or_redirect_url: impl AsRef<str>) -> Result<(), Error> {
        self.session().exchange(AuthorizationCode::parse(code_or_redirect_url.as_ref())?).await
    }

    /// As [`exchange_code`](Self::exchange_code), if the redirect carries the state that [`auth_url`](Self::auth_url)
    /// gave for this user.
    ///
    /// # Errors
    /// As [`exchange_code`](Self::exchange_code); [`ErrorKind::Authorization`] if the state is another one.
    pub async fn exchange_redirect(
        &self,
        redirect_url: impl AsRef<str>,
        expected_state: impl AsRef<str>,
    ) -> Result<(), Error> {
        let code = AuthorizationCode::parse(redirect_url.as_ref())?;
        code.check_state(expected_state.as_ref())?;
        self.session().exchange(code).await
    }

    /// Whether there is a login for the user. It may have ended at Miro's side: only a call can tell.
    ///
    /// # Errors
    /// [`ErrorKind::Storage`] if the storage fails.
    pub async fn is_authorized(&self) -> Result<bool, Error> {
        self.session().is_authorized().await
    }

    /// The login of the user, if there is one: as it is stored, or as it waits to be stored after the storage failed.
    ///
    /// # Errors
    /// [`ErrorKind::Storage`] if the storage fails.
    pub async fn state(&self) -> Result<Option<State>, Error> {
        self.session().state().await
    }

    /// Miro's API for the user; the token refreshes itself.
    #[must_use]
    pub fn api(&self) -> MiroApi {
        MiroApi::for_user(self.client.clone(), self.user.clone(), Arc::new(self.session()))
    }

    /// Whose login it is, for which team, and what it may do, as Miro sees it.
    ///
    /// # Errors
    /// [`ErrorKind::AuthorizationRequired`] if there is no login, or it has ended.
    pub async fn token_context(&self) -> Result<TokenContext, Error> {
        self.api().tokens().context().await
    }

    /// Ends the login of the user, at Miro and in the storage. Without a login there is nothing to do.
    ///
    /// Once it is called it runs to its end, also if the caller gives up. No refresh comes in between, in any process that
    /// shares the storage's leases, so that nothing of the login stays behind.
    ///
    /// # Errors
    /// If Miro cannot be reached the login stays, so that it can be tried again.
    pub async fn revoke(&self) -> Result<(), Error> {
        let miro = self.clone();
        // Miro takes the credentials of the app in place of the token that other calls carry.
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

    /// Forgets the login of the user, here and in the storage; at Miro it goes on, until it expires by itself.
    ///
    /// For a login that Miro cannot be told of: [`revoke`](Self::revoke) ends it at both ends.
    ///
    /// # Errors
    /// [`ErrorKind::Storage`] if the storage fails.
    pub async fn forget(&self) -> Result<(), Error> {
        self.session().forget().await
    }

    /// Waits until no login of any user is being exchanged, refreshed or revoked: for the end of a program.
    ///
    /// Miro's refresh tokens are used up when they are used, so a refresh goes on when the call that it was for is dropped.
    /// A program that ends in the middle of one loses the new pair, and its user has to log in again. On return the storage's
    /// leases are released as well, so that the next process does not wait for them.
    ///
    /// A login that could not be stored is stored again until that works. It returns after 30 seconds at the latest. What is
    /// left then is logged as an error;
    /// [`finish_refreshes_within`](Self::finish_refreshes_within) returns it.
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
        // It is logged there.
        let _ = self.finish_refreshes_within(FINISH_LIMIT).await;
    }

    /// Waits as [`finish_refreshes`](Self::finish_refreshes) does, but no longer than this, and returns what is left.
    ///
    /// # Errors
    /// [`ErrorKind::Timeout`] if a refresh, login or logout is still under way; [`ErrorKind::Storage`] if a login is not
    /// stored: it is lost when the process ends. It is logged as well.
    pub async fn finish_refreshes_within(&self, limit: Duration) -> Result<(), Error> {
        self.sessions.finish(limit).await
    }

    fn session(&self) -> Session {
        self.sessions.of(&self.user)
    }
}
