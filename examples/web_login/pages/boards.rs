use axum::response::Html;
use maud::{Markup, html};
use miro::OffsetPage;
use miro::model::Board;
use miro::wire::Timestamp;

use super::page;
use super::text::name;
use crate::boards::MAX_NOTE_CHARS;
use crate::notice::Notice;

/// The logged-in user.
pub(crate) struct Account {
    pub(crate) user: Option<String>,
    pub(crate) team: Option<String>,
    pub(crate) form_token: String,
}

/// One page of the list of boards.
pub(crate) struct BoardsPage<'a> {
    pub(crate) boards: &'a OffsetPage<Board>,
    /// Counted from 1.
    pub(crate) number: u32,
    /// The number of boards per page.
    pub(crate) size: u32,
    pub(crate) notice: Option<&'a Notice>,
}

/// Renders the page for logged-in users.
pub(crate) fn boards(account: &Account, list: &BoardsPage<'_>) -> Html<String> {
    let BoardsPage { boards, number, .. } = list;
    let added = match list.notice {
        Some(Notice::NoteAdded { board }) => Some(board.as_str()),
        _ => None,
    };
    let content = html! {
        div.heading {
            h1 { "Your boards" }
            @if let Some(total) = boards.total.filter(|total| *total > 0) { p #total { (total) @if total == 1 { " board" } @else { " boards" } } }
        }
        @if !boards.rejected.is_empty() {
            p.notice { (boards.rejected.len()) " of them cannot be shown: Miro sent something unexpected." }
        }
        @if boards.data.is_empty() {
            section.message #empty {
                @if *number == 1 {
                    h2 { "No boards yet" }
                    p { "Boards that you create in Miro, or that are shared with you, appear here after some seconds." }
                    a.button href="https://miro.com/app/dashboard/" { "Open Miro" }
                } @else {
                    h2 { "There is nothing on this page" }
                    a.button href="/" { "To the first page" }
                }
            }
        }
        ul.boards {
            @for board in &boards.data { (entry(board, account, *number, added == Some(board.id.as_str()))) }
        }
        (pager(list))
    };
    page("Your boards", &account_menu(account), &content)
}

/// Returns the HTML id of the note field of this board.
pub(crate) fn note_field(board_id: &str) -> String {
    format!("note-{board_id}")
}

fn account_menu(account: &Account) -> Markup {
    html! {
        form.account method="post" action="/logout" {
            input type="hidden" name="form_token" value=(account.form_token);
            span {
                @if let Some(user) = name(account.user.as_deref()) { b #user { (user) } }
                @if let Some(team) = name(account.team.as_deref()) { small { (team) } }
            }
            button.quiet #logout { "Log out" }
        }
    }
}

fn entry(board: &Board, account: &Account, number: u32, is_note_added: bool) -> Markup {
    let title = name(board.name.as_deref()).unwrap_or_else(|| html! { "Untitled" });
    // A URL of another scheme could run a script.
    let link = board.view_link.as_deref().filter(|link| link.starts_with("https://"));
    let team = name(board.team.as_ref().and_then(|team| team.name.as_deref()));
    let note_id = note_field(board.id.as_str());
    let done_id = format!("done-{}", board.id);
    html! {
        li.board id=(board.id) {
            h2 {
                @match link {
                    Some(link) => a href=(link) target="_blank" rel="noopener" { (title) },
                    None => (title),
                }
            }
            p.facts {
                @if let Some(team) = team { span { (team) } }
                // Replaces the date, so that no card grows.
                @if is_note_added {
                    span.done id=(done_id) role="status" { "Your note is on the board." }
                } @else if let Some(modified) = board.modified_at {
                    span { "changed " time datetime=(modified) { (date(modified)) } }
                }
            }
            form method="post" action=(format!("/boards/{}/notes", board.id)) {
                input type="hidden" name="form_token" value=(account.form_token);
                input type="hidden" name="page" value=(number);
                label.hidden for=(note_id) { "Note for " (title) }
                input id=(note_id) name="text" maxlength=(MAX_NOTE_CHARS) required autocomplete="off" placeholder="Write a note"
                    // Read by screen readers with the field, which then has the focus.
                    aria-describedby=[is_note_added.then_some(&done_id)];
                button { "Add" }
            }
        }
    }
}

fn pager(list: &BoardsPage<'_>) -> Markup {
    let BoardsPage { boards, number, size, .. } = list;
    let shown = u64::from(number * size);
    let has_more = boards.total.map_or(boards.data.len() as u64 >= u64::from(*size), |total| shown < total);
    let last = boards.total.map(|total| total.div_ceil(u64::from(*size)));
    html! {
        @if *number > 1 || has_more {
            nav.pager aria-label="Pages" {
                @if *number > 1 { a rel="prev" href=(format!("/?page={}", number - 1)) { "Previous" } }
                span { "Page " (number) @if let Some(last) = last { " of " (last) } }
                @if has_more { a rel="next" href=(format!("/?page={}", number + 1)) { "Next" } }
            }
        }
    }
}

/// Formats a time in UTC and says so, because without scripts the visitor's time zone is unknown.
fn date(moment: Timestamp) -> String {
    jiff::Timestamp::try_from(std::time::SystemTime::from(moment))
        .map_or_else(|_| moment.to_string(), |moment| moment.strftime("%-d %b %Y, %H:%M UTC").to_string())
}
