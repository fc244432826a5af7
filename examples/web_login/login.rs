//! Login and logout: the authorization code flow of OAuth 2.0.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::cookies::{Content, Cookies, Purpose};
use crate::notice::Notice;
use crate::problem::{Problem, patiently};
use crate::session::{self, Session, Visitor};

/// What has to come back from Miro.
#[derive(Debug, Serialize, Deserialize)]
struct Login {
    state: String,
}

/// `GET /login`: sends the visitor to Miro.
pub(crate) async fn start(State(app): State<App>, cookies: Cookies) -> Response {
    let login = app.miro.auth_url();
    let cookies = cookies.set_for_now(Purpose::Login, &Login { state: login.state });
    (cookies, Redirect::to(&login.url)).into_response()
}

/// `GET /callback`: Miro sends the visitor back.
pub(crate) async fn finish(State(app): State<App>, cookies: Cookies, RawQuery(query): RawQuery) -> Response {
    let login = cookies.get::<Login>(Purpose::Login);
    let before = cookies.visitor();
    // A login is tried once, whatever comes of it.
    let cookies = cookies.remove(Purpose::Login);
    match exchange(&app, login, &query.unwrap_or_default()).await {
        Ok(session) => {
            // Whoever was logged in here before is not any more, and their tokens are not left behind.
            if let Visitor::LoggedIn(session) | Visitor::Ended(session) = before {
                session.end_in_the_background(&app);
            }
            let cookies = cookies.set(Purpose::Session, &session, session::LENGTH);
            // Another address at once: this one has the code in it.
            (cookies, Redirect::to("/")).into_response()
        }
        Err(problem) => (cookies, problem).into_response(),
    }
}

async fn exchange(app: &App, login: Option<Content<Login>>, query: &str) -> Result<Session, Problem> {
    let session = Session::new()?;
    let expected = match login {
        Some(Content::Good(login)) => login.state,
        Some(Content::Ended(_)) | None => return Err(Problem::no_login_under_way()),
    };
    let redirect = format!("?{query}");
    patiently(session.miro(app).exchange_redirect(redirect, expected)).await?;
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
    let session = match cookies.session() {
        Ok(session) => session,
        Err(problem) => return problem.answer(&app, cookies),
    };
    let form_token = form.map(|Form(form)| form.form_token).unwrap_or_default();
    if let Err(problem) = session.check(&form_token) {
        return problem.answer(&app, cookies);
    }
    // Here it is over in any case, since the next one at this machine may be somebody else.
    let cookies = cookies.remove(Purpose::Session);
    match patiently(session.miro(&app).revoke()).await {
        Ok(()) => (cookies.tell(&Notice::LoggedOut), Redirect::to("/")).into_response(),
        Err(problem) => (cookies, problem.after_logout()).into_response(),
    }
}
