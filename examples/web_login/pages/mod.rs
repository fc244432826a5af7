//! The pages. `maud` checks them at compile time, and escapes inserted values.

mod boards;
mod start;
mod text;

use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect};
pub(crate) use boards::{Account, BoardsPage, boards, note_field};
use maud::{DOCTYPE, Markup, html};
pub(crate) use start::start;

use crate::problem::Problem;

const STYLE: &str = include_str!("style.css");

/// `GET /style.css`
pub(crate) async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "max-age=3600")], STYLE)
}

/// `GET` of a form's URL: redirects to the start page.
pub(crate) async fn to_start() -> Redirect {
    Redirect::to("/")
}

/// Renders an error page.
pub(crate) fn problem(problem: &Problem) -> Html<String> {
    let (label, target) = problem.action;
    let content = html! {
        section.message {
            h1 { (problem.title) }
            p { (problem.text) }
            a.button #action href=(target) { (label) }
        }
    };
    page(problem.title, &html! {}, &content)
}

/// Renders the common frame of all pages.
fn page(title: &str, account: &Markup, content: &Markup) -> Html<String> {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · Notes for Miro" }
                link rel="icon" href="data:,";
                link rel="stylesheet" href="/style.css";
            }
            body {
                header {
                    a.brand href="/" { span.mark aria-hidden="true" {} "Notes for Miro" }
                    (account)
                }
                main { (content) }
            }
        }
    };
    Html(page.into_string())
}
