//! The page of the sandbox in a headless Chromium: what a person sees and does there.

mod api;
mod boards;
mod far;
mod formatting;
mod images;
mod live;
mod picture;
mod screens;
mod wheel;
mod windows;

use std::time::Duration;

use miro_browser::Browser;

/// A window of credits that no test outlasts.
const HOUR: Duration = Duration::from_secs(3_600);

/// The elements of a kind in the picture of the board.
fn drawn(kind: &str) -> String {
    format!("#surface [data-kind={kind}]")
}

/// Nothing failed to load, no script failed, and nothing was against the policy of the page.
async fn assert_no_errors(browser: &Browser) {
    assert_eq!(browser.log().await, Vec::<String>::new());
}
