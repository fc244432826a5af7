//! Static files of the page.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Response as HttpResponse};
use http::StatusCode;

use crate::server::response::Response;

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml; charset=utf-8";

#[rustfmt::skip] // One file, one line.
static FILES: &[(&str, &str, &str)] = &[
    ("page.css", CSS, include_str!("assets/page.css")),
    ("page.js", JAVASCRIPT, include_str!("assets/page.js")),
    ("boards.js", JAVASCRIPT, include_str!("assets/boards.js")),
    ("canvas.js", JAVASCRIPT, include_str!("assets/canvas.js")),
    ("events.js", JAVASCRIPT, include_str!("assets/events.js")),
    ("view.js", JAVASCRIPT, include_str!("assets/view.js")),
    ("credits.js", JAVASCRIPT, include_str!("assets/credits.js")),
    ("dom.js", JAVASCRIPT, include_str!("assets/dom.js")),
    ("requests.js", JAVASCRIPT, include_str!("assets/requests.js")),
    ("icon.svg", SVG, include_str!("assets/icon.svg")),
];

/// `GET /`
pub(super) async fn index() -> HttpResponse {
    Response::new(StatusCode::OK, HTML, include_str!("assets/page.html")).into_response()
}

/// `GET /favicon.ico`: requested by browsers for pages without another icon
pub(super) async fn icon() -> HttpResponse {
    Response::new(StatusCode::OK, SVG, include_str!("assets/icon.svg")).into_response()
}

/// `GET /_sandbox/page/assets/{name}`
pub(super) async fn named(Path(name): Path<String>) -> HttpResponse {
    match FILES.iter().find(|(known, ..)| *known == name) {
        Some((_, content_type, content)) => {
            Response::new(StatusCode::OK, content_type, *content).into_response()
        }
        None => super::overview::not_found("The page has no such file"),
    }
}

#[cfg(test)]
mod tests {
    use super::FILES;

    /// The page's policy forbids both, and a browser would report it only in its console.
    #[test]
    fn page_has_no_inline_or_external_resources() {
        let page = include_str!("assets/page.html");
        for forbidden in ["<style", " style=", " onclick=", " onload=", "//", "javascript:"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        for (name, _, content) in FILES.iter().filter(|(name, ..)| name.ends_with(".js")) {
            for forbidden in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("] {
                assert!(!content.contains(forbidden), "{name}: {forbidden}");
            }
        }
    }

    #[test]
    fn every_file_is_used_by_the_page_or_a_script() {
        for (name, ..) in FILES {
            let named = |content: &str| content.contains(&format!("/{name}\""));
            let by_scripts = FILES.iter().any(|(_, _, content)| named(content));
            assert!(by_scripts || named(include_str!("assets/page.html")), "{name}");
        }
    }
}
