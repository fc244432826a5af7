//! The sandbox's page in a headless Chromium, as people use it.

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

/// A window of credits longer than any test.
const HOUR: Duration = Duration::from_secs(3_600);

/// Returns the selector of a kind of element in the board's picture.
fn drawn(kind: &str) -> String {
    format!("#surface [data-kind={kind}]")
}

/// Asserts that nothing failed to load, no script failed, and nothing violated the page's policy.
async fn assert_no_errors(browser: &Browser) {
    assert_eq!(browser.log().await, Vec::<String>::new());
}
