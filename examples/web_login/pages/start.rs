use axum::response::Html;
use maud::html;

use super::page;
use crate::notice::Notice;

/// Renders the page for visitors who are not logged in.
pub(crate) fn start(notice: Option<&Notice>) -> Html<String> {
    let message = match notice {
        Some(Notice::SessionEnded) => Some("Your session has ended. Log in again to go on."),
        Some(Notice::LoggedOut) => Some("You are logged out, here and at Miro."),
        Some(Notice::LoggedOutHere) => Some(
            "You are logged out here, and no page of this app opens with that login again. Miro has not confirmed yet, so it \
             will be told again for some minutes. You can also remove the app yourself: in your profile settings at Miro, under Apps.",
        ),
        Some(Notice::NoteAdded { .. }) | None => None,
    };
    let content = html! {
        @if let Some(message) = message { p.notice #notice role="status" { (message) } }
        section.message {
            h1 { "Put a note on a board" }
            p { "See your Miro boards in one list, and leave a sticky note without opening them." }
            a.button #login href="/login" { "Log in with Miro" }
            p.small { "Miro asks you first. Logging out ends what this app can see and do." }
        }
    };
    page("Welcome", &html! {}, &content)
}
