//! The boards of the visitor, and adding notes to them.

use std::time::Duration;

use axum::extract::rejection::{FormRejection, PathRejection, QueryRejection};
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use miro::Cursor;
use miro::prelude::*;
use serde::Deserialize;
use url::form_urlencoded::byte_serialize;

use crate::app::App;
use crate::cookies::{Cookies, Purpose};
use crate::notice::Notice;
use crate::pages::{self, Account, BoardsPage};
use crate::problem::{self, Problem};
use crate::session::Visitor;
use crate::time_limit::within_time_limit;

/// The number of boards per page.
const BOARDS: u32 = 12;
/// The highest page number; no user has more boards.
const MAX_PAGE: u32 = 10_000;
/// The maximum wait for the name of the user.
const CONTEXT_TIMEOUT: Duration = Duration::from_secs(3);
/// The longest note, in characters.
pub(crate) const MAX_NOTE_CHARS: usize = 500;

#[derive(Deserialize)]
pub(crate) struct PageQuery {
    page: Option<u32>,
}

/// `GET /`: the boards, or the button to log in.
pub(crate) async fn show(
    State(app): State<App>,
    cookies: Cookies,
    query: Result<Query<PageQuery>, QueryRejection>,
) -> Response {
    let (notice, cookies) = cookies.take_notice();
    match cookies.visitor() {
        Visitor::LoggedIn(_) => {}
        Visitor::Stranger => return (cookies, pages::start(notice.as_ref())).into_response(),
        Visitor::Ended(session) => {
            drop(session.end(&app));
            let cookies = cookies.remove(&Purpose::Session);
            return (cookies, pages::start(Some(&Notice::SessionEnded))).into_response();
        }
    }
    let number = query.ok().and_then(|Query(query)| query.page).unwrap_or(1).clamp(1, MAX_PAGE);
    match read(&app, &cookies, number).await {
        Ok((account, boards)) => {
            let page = BoardsPage { boards: &boards, number, size: BOARDS, notice: notice.as_ref() };
            (cookies, pages::boards(&account, &page)).into_response()
        }
        Err(problem) => problem.respond(&app, cookies),
    }
}

async fn read(
    app: &App,
    cookies: &Cookies,
    number: u32,
) -> Result<(Account, miro::OffsetPage<Board>), Problem> {
    let session = cookies.session(app).await?;
    let api = session.miro(app).api();
    let offset = (number - 1) * BOARDS;
    let boards = api.boards().list().limit(BOARDS).resume_from(Cursor::from(offset.to_string()));
    // The names of user and team are optional: the page works without them.
    let context = tokio::time::timeout(CONTEXT_TIMEOUT, api.tokens().context().send());
    let context = async { Ok(context.await.ok().and_then(Result::ok).unwrap_or_default()) };
    let both = async { tokio::try_join!(boards.send(), context) };
    let (boards, context) = within_time_limit(app, &api, both).await?;
    let account = Account {
        user: context.user.and_then(|user| user.name),
        team: context.team.and_then(|team| team.name),
        form_token: session.form_token().to_owned(),
    };
    Ok((account, boards))
}

#[derive(Deserialize)]
pub(crate) struct NoteForm {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    page: Option<u32>,
}

/// `POST /boards/{board_id}/notes`: adds a note to a board, and redirects to the boards.
pub(crate) async fn add_note(
    State(app): State<App>,
    cookies: Cookies,
    board_id: Result<Path<String>, PathRejection>,
    form: Result<Form<NoteForm>, FormRejection>,
) -> Response {
    let Ok(Path(board_id)) = board_id else { return problem::no_such_page().await.into_response() };
    match write(&app, &cookies, &board_id, form).await {
        Ok(page) => {
            // The fragment is the id of the note field, which gets the focus for the next note.
            let field: String = byte_serialize(pages::note_field(&board_id).as_bytes()).collect();
            let target = format!("/?page={page}#{field}");
            let cookies = cookies.with_notice(&Notice::NoteAdded { board: board_id });
            // After a redirect, reloading the page does not submit the form again.
            (cookies, Redirect::to(&target)).into_response()
        }
        Err(problem) => problem.respond(&app, cookies),
    }
}

async fn write(
    app: &App,
    cookies: &Cookies,
    board_id: &str,
    form: Result<Form<NoteForm>, FormRejection>,
) -> Result<u32, Problem> {
    let session = cookies.session(app).await?;
    let Form(form) = form.map_err(|_| Problem::forged())?;
    session.check(&form.form_token)?;
    let text = form.text.trim();
    if !(1..=MAX_NOTE_CHARS).contains(&text.chars().count()) {
        return Err(Problem::wrong_note());
    }
    let api = session.miro(app).api();
    let board = api.board(board_id);
    within_time_limit(app, &api, async { board.sticky_notes().create(note(text)).await }).await?;
    Ok(form.page.unwrap_or(1).clamp(1, MAX_PAGE))
}

/// Creates a note with this text.
///
/// Miro expects HTML, so the text is escaped. The position is random, so that notes do not cover each other.
fn note(text: &str) -> NewStickyNote {
    let mut place = [0; 2];
    // If there is no randomness, notes have the same position.
    let _ = getrandom::fill(&mut place);
    let [x, y] = place.map(|byte| (f64::from(byte) - 128.0) * 8.0);
    NewStickyNote::new(html! { p { (text) } }.into_string()).fill_color(StickyColor::Yellow).at(x, y)
}
