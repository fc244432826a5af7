//! Logins: the code flow and its errors, many users, and the end of a login.

mod flow;
mod hosts;
mod providers;
mod refusals;
mod revoking;
mod users;

use std::time::Duration;

use miro::prelude::*;
use miro_sandbox::{RecordedRequest, Sandbox};

pub(crate) use crate::environment::builder;

/// Logs the user in, as a person at a browser does.
pub(crate) async fn log_in(miro: &Miro, sandbox: &Sandbox) {
    let redirect = sandbox.allow(&miro.auth_url().url).await;
    miro.exchange_code(redirect).await.unwrap();
}

/// The requests that the sandbox has received at its token endpoint.
pub(crate) fn token_requests(sandbox: &Sandbox) -> Vec<RecordedRequest> {
    sandbox.requests().into_iter().filter(|request| request.path == "/v1/oauth/token").collect()
}

/// Waits for a condition that soon becomes true by itself.
pub(crate) async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let waiting = async {
        while !is_so().await {
            tokio::task::yield_now().await;
        }
    };
    let waited = tokio::time::timeout(Duration::from_secs(20), waiting).await;
    waited.unwrap_or_else(|_| panic!("waited in vain until {what}"));
}

/// Returns a parameter of a URL's query, undecoded.
pub(crate) fn parameter<'a>(url: &'a str, name: &str) -> Option<&'a str> {
    let (_, query) = url.split_once('?')?;
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}
