//! Login and logout: the authorization code flow of OAuth 2.0.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use miro::{Error, ErrorKind};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;
use tokio::sync::oneshot;
use url::form_urlencoded;

use crate::app::App;
use crate::cookies::{Cookies, Purpose};
use crate::notice::Notice;
use crate::problem::Problem;
use crate::session::{self, Session, Visitor};
use crate::time_limit::within_time_limit;

/// The maximum number of logins in progress in one browser, one per tab. A further one replaces the oldest.
const MAX_PENDING_LOGINS: usize = 5;

/// The state that must come back from Miro.
#[derive(Debug, Serialize, Deserialize)]
struct Login {
    state: String,
}

/// `GET /login`: sends the visitor to Miro.
///
/// Each login has a separate cookie, so that logins in two tabs do not overwrite each other.
pub(crate) async fn start(State(app): State<App>, cookies: Cookies) -> Response {
    let name = match session::random() {
        Ok(name) => name,
        Err(problem) => return problem.into_response(),
    };
    let before = cookies.logins::<Login>();
    let too_many = (before.len() + 1).saturating_sub(MAX_PENDING_LOGINS);
    let cookies = before.iter().take(too_many).fold(cookies, |cookies, (oldest, _)| cookies.remove(oldest));
    let login = app.miro.auth_url();
    let cookies = cookies.set_for_now(&Purpose::Login(name), &Login { state: login.state });
    (cookies, Redirect::to(&login.url)).into_response()
}

/// `GET /callback`: Miro redirects the visitor here.
pub(crate) async fn finish(State(app): State<App>, cookies: Cookies, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    // Anyone can send a visitor here. A request without the state of a login changes none of them.
    let Some((purpose, login)) = login_of(&cookies, &query) else {
        return Problem::no_login_under_way().into_response();
    };
    let before = cookies.visitor();
    // A login gets one attempt, successful or not.
    let cookies = cookies.remove(&purpose);
    match exchange(&app, login, &query).await {
        Ok(session) => {
            // The new login replaces the previous one, whose tokens are revoked.
            if let Visitor::LoggedIn(session) | Visitor::Ended(session) = before {
                drop(session.end(&app));
            }
            let cookies = cookies.set(&Purpose::Session, &session, session::LENGTH);
            // Redirect at once, because this URL contains the code.
            (cookies, Redirect::to("/")).into_response()
        }
        Err(problem) => (cookies, problem).into_response(),
    }
}

/// Finds the login that a redirect belongs to.
fn login_of(cookies: &Cookies, query: &str) -> Option<(Purpose, Login)> {
    let (_, state) = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == "state").last()?;
    let is_same = |login: &Login| bool::from(login.state.as_bytes().ct_eq(state.as_bytes()));
    cookies.logins().into_iter().find(|(_, login)| is_same(login))
}

/// Exchanges the code for a login. A login that completes after the timeout is ended, because no cookie would lead to it.
async fn exchange(app: &App, login: Login, query: &str) -> Result<Session, Problem> {
    let session = Session::new()?;
    let (miro, redirect) = (session.miro(app), format!("?{query}"));
    let api = miro.api();
    let (sender, exchanged) = oneshot::channel();
    let (waited_for, of_app) = (session.clone(), app.clone());
    tokio::spawn(async move {
        let result = miro.exchange_redirect(redirect, login.state).await;
        if let Err(Ok(())) = sender.send(result) {
            drop(waited_for.end(&of_app));
        }
    });
    let gone = |_| Err(Error::new(ErrorKind::Timeout, "the exchange of the code was given up"));
    within_time_limit(app, &api, async { exchanged.await.unwrap_or_else(gone) }).await?;
    Ok(session)
}

#[derive(Deserialize)]
pub(crate) struct LogoutForm {
    #[serde(default)]
    form_token: String,
}

/// `POST /logout`: ends the login here and at Miro.
pub(crate) async fn end(
    State(app): State<App>,
    cookies: Cookies,
    form: Result<Form<LogoutForm>, FormRejection>,
) -> Response {
    // Does not read the storage, so that a logout cannot fail because of it.
    let Visitor::LoggedIn(session) = cookies.visitor() else {
        return Problem::login_needed().respond(&app, cookies);
    };
    let form_token = form.map(|Form(form)| form.form_token).unwrap_or_default();
    if let Err(problem) = session.check(&form_token) {
        return problem.respond(&app, cookies);
    }
    // The session ends here in any case, because the next person at this machine may be someone else.
    let confirmed = tokio::time::timeout(app.limits.confirmation, session.end(&app)).await;
    let notice = if matches!(confirmed, Ok(Ok(true))) { Notice::LoggedOut } else { Notice::LoggedOutHere };
    (cookies.remove(&Purpose::Session).with_notice(&notice), Redirect::to("/")).into_response()
}
