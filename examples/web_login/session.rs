//! Who is logged in.
//!
//! A session has a random id, and that is the user's key at [`Miro::as_user`]: every login has a pair of tokens of its own.
//! With Miro's user id as the key, somebody who logs in from two browsers would have one pair for both, and a logout here would
//! end the session there; somebody in two teams would have the token of whichever team came last, since Miro's tokens
//! are for one user in one team. The key is also known before the login, when Miro's ids are not.
//!
//! The id is no secret, though it may be seen in a debugger: without the key of the cookies nobody can do anything with it.

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

/// How long a session lasts, whatever is done in it.
pub(crate) const LENGTH: Duration = Duration::from_secs(8 * 60 * 60);

/// Somebody who is logged in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Session {
    id: String,
    /// Every form sends it back: another site can make a browser send a form, but does not know this.
    form_token: String,
}

/// Who has sent a request.
#[derive(Debug)]
pub(crate) enum Visitor {
    Stranger,
    /// The session is over.
    Ended(Session),
    LoggedIn(Session),
}

impl Session {
    /// A new one, with an id that nobody has had: a login never goes on with a session from before it.
    pub(crate) fn new() -> Result<Self, Problem> {
        Ok(Self { id: random()?, form_token: random()? })
    }

    /// The user at Miro.
    pub(crate) fn miro(&self, app: &App) -> Miro {
        app.miro.as_user(&self.id)
    }

    pub(crate) fn form_token(&self) -> &str {
        &self.form_token
    }

    /// Refuses a form that does not come from a page of this session.
    pub(crate) fn check(&self, form_token: &str) -> Result<(), Problem> {
        let is_same: bool = self.form_token.as_bytes().ct_eq(form_token.as_bytes()).into();
        if is_same { Ok(()) } else { Err(Problem::forged()) }
    }

    /// Ends the login, here and at Miro, while the visitor goes on. What it comes to is whether Miro has confirmed.
    pub(crate) fn end(&self, app: &App) -> JoinHandle<bool> {
        app.endings.end(&self.id, self.miro(app))
    }

    /// Whether its login is there: it may have been ended from another browser, or in another process, and a cookie may be a
    /// copy from before.
    async fn has_login(&self, app: &App) -> Result<bool, Problem> {
        Ok(!app.endings.has(&self.id) && self.miro(app).is_authorized().await?)
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

    /// Who is logged in, and nobody else.
    pub(crate) async fn session(&self, app: &App) -> Result<Session, Problem> {
        match self.visitor() {
            Visitor::LoggedIn(session) if session.has_login(app).await? => Ok(session),
            _ => Err(Problem::login_needed()),
        }
    }
}

/// 128 bits that nobody can guess.
pub(crate) fn random() -> Result<String, Problem> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| Problem::no_randomness())?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
