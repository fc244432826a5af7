//! Sessions of logged-in users.
//!
//! A session has a random id, which is the user's key at [`Miro::as_user`], so every login has a separate pair of tokens. With
//! Miro's user id as the key, two browsers of one person would share a pair, and a logout in one would end the session in
//! the other; a person in two teams would have the token of the team used last, because Miro's tokens are for one user in one
//! team. The random key is also known before the login, unlike Miro's ids.
//!
//! The id is not secret, and may appear in debug output: it is useless without the key of the cookies.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miro::Miro;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;
use tokio::task::JoinHandle;

use crate::app::App;
use crate::cookies::{Content, Cookies, Purpose};
use crate::problem::Problem;

/// The length of a session, regardless of activity.
pub(crate) const LENGTH: Duration = Duration::from_secs(8 * 60 * 60);

/// The session of a logged-in user.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Session {
    id: String,
    /// Sent with every form: another site can make a browser submit a form, but does not know this token.
    form_token: String,
}

/// The sender of a request.
#[derive(Debug)]
pub(crate) enum Visitor {
    Stranger,
    /// The session has ended.
    Ended(Session),
    LoggedIn(Session),
}

impl Session {
    /// Creates a session with a new id: a login never continues an earlier session.
    pub(crate) fn new() -> Result<Self, Problem> {
        Ok(Self { id: random()?, form_token: random()? })
    }

    /// Returns the user at Miro.
    pub(crate) fn miro(&self, app: &App) -> Miro {
        app.miro.as_user(&self.id)
    }

    pub(crate) fn form_token(&self) -> &str {
        &self.form_token
    }

    /// Rejects a form that does not come from a page of this session.
    pub(crate) fn check(&self, form_token: &str) -> Result<(), Problem> {
        let is_same: bool = self.form_token.as_bytes().ct_eq(form_token.as_bytes()).into();
        if is_same { Ok(()) } else { Err(Problem::forged()) }
    }

    /// Ends the login, here and at Miro, in the background. The task returns whether Miro has confirmed.
    pub(crate) fn end(&self, app: &App) -> JoinHandle<bool> {
        app.revocations.end(&self.id, self.miro(app))
    }

    /// Whether its login exists: it may have been ended in another browser or process, and the cookie may be an old copy.
    async fn has_login(&self, app: &App) -> Result<bool, Problem> {
        Ok(!app.revocations.has(&self.id) && self.miro(app).is_authorized().await?)
    }
}

impl Cookies {
    pub(crate) fn visitor(&self) -> Visitor {
        match self.get(&Purpose::Session) {
            Some(Content::Good(session)) => Visitor::LoggedIn(session),
            Some(Content::Ended(session)) => Visitor::Ended(session),
            None => Visitor::Stranger,
        }
    }

    /// Returns the session of the logged-in user, or a problem if there is none.
    pub(crate) async fn session(&self, app: &App) -> Result<Session, Problem> {
        match self.visitor() {
            Visitor::LoggedIn(session) if session.has_login(app).await? => Ok(session),
            _ => Err(Problem::login_needed()),
        }
    }
}

/// Returns 128 random bits as text.
pub(crate) fn random() -> Result<String, Problem> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| Problem::no_randomness())?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
