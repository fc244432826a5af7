//! What most tests start from.

use miro::middleware::RetryPolicy;
use miro::prelude::*;
use miro_sandbox::Sandbox;
use std::time::Duration;

/// A sandbox, and a client for its default user.
pub(crate) async fn sandbox() -> (Sandbox, MiroApi) {
    let sandbox = Sandbox::start().await;
    let api = api(&sandbox);
    (sandbox, api)
}

/// A client for the default user of this sandbox.
pub(crate) fn api(sandbox: &Sandbox) -> MiroApi {
    MiroApi::builder(sandbox.token()).base_url(sandbox.url()).retry(quick()).build().unwrap()
}

/// An app of this sandbox, without a login.
pub(crate) fn app(sandbox: &Sandbox) -> Miro {
    Miro::builder()
        .client_id(sandbox.client_id())
        .client_secret(sandbox.client_secret())
        .redirect_url(sandbox.redirect_uri())
        .base_url(sandbox.url())
        .retry(quick())
        .build()
        .unwrap()
}

/// The standard retries, without the waiting.
pub(crate) fn quick() -> RetryPolicy {
    RetryPolicy::standard().shortest_wait(Duration::from_millis(1))
}

/// A new board, and its handle.
pub(crate) async fn board(api: &MiroApi) -> BoardHandle {
    let board = api.boards().create(NewBoard::new("Test")).await.unwrap();
    api.board(&board.id)
}
