//! Set-up that most tests use.

use std::future::IntoFuture;
use std::pin::pin;
use std::sync::{Arc, LazyLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;
use std::time::Duration;

use miro::MiroBuilder;
use miro::middleware::RetryPolicy;
use miro::prelude::*;
use miro::transport::{Script, ScriptedTransport, SentRequest};
use miro_sandbox::Sandbox;
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};

use crate::witness::{self, Witnessed};

/// A sandbox, and a client for its default user.
pub(crate) async fn sandbox() -> (Sandbox, MiroApi) {
    let sandbox = Sandbox::start().await;
    let api = api(&sandbox);
    (sandbox, api)
}

/// A client for the default user of this sandbox.
pub(crate) fn api(sandbox: &Sandbox) -> MiroApi {
    MiroApi::builder(sandbox.token()).base_url(sandbox.url()).retry(quick()).witnessed().build().unwrap()
}

/// An app of this sandbox, without a login.
pub(crate) fn app(sandbox: &Sandbox) -> Miro {
    builder(sandbox).build().unwrap()
}

/// A builder for an app of this sandbox, for tests that change a setting.
pub(crate) fn builder(sandbox: &Sandbox) -> MiroBuilder {
    Miro::builder()
        .client_id(sandbox.client_id())
        .client_secret(sandbox.client_secret())
        .redirect_url(sandbox.redirect_uri())
        .base_url(sandbox.url())
        .retry(quick())
        .witnessed()
}

/// The standard retries, without the waits.
pub(crate) fn quick() -> RetryPolicy {
    RetryPolicy::standard().initial_backoff(Duration::from_millis(1))
}

/// A new board, and its handle.
pub(crate) async fn board(api: &MiroApi) -> BoardHandle {
    let board = api.boards().create(NewBoard::new("Test")).await.unwrap();
    api.board(&board.id)
}

/// Blocks on a call, without leaving the calling function: for a test that makes very many calls that never wait. The
/// call runs on a separate runtime.
pub(crate) fn wait_for<F: IntoFuture>(call: F) -> F::Output {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    static RUNTIME: LazyLock<Runtime> =
        LazyLock::new(|| Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap());
    let _entered = RUNTIME.enter();
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    // Otherwise the test's runtime would make it yield after many calls.
    let mut call = pin!(tokio::task::unconstrained(call.into_future()));
    loop {
        if let Poll::Ready(result) = call.as_mut().poll(&mut Context::from_waker(&waker)) {
            return result;
        }
        std::thread::park();
    }
}

/// Returns a client with scripted responses, and the transport with the requests that it sends.
pub(crate) fn scripted(script: impl IntoIterator<Item = Script>) -> (ScriptedTransport, MiroApi) {
    witness::begin();
    let transport = ScriptedTransport::new(script);
    let api = MiroApi::builder("scripted-token").transport(transport.clone()).retry(quick()).build().unwrap();
    (transport, api)
}

/// The path and query of a request, as they were sent.
pub(crate) fn target(request: &SentRequest) -> &str {
    request.uri.path_and_query().unwrap().as_str()
}

/// The JSON of the last request with this method that the sandbox received.
pub(crate) fn last_body(sandbox: &Sandbox, method: &str) -> Value {
    let requests = sandbox.requests();
    let request = requests.iter().rev().find(|request| request.method == method);
    serde_json::from_slice(&request.unwrap_or_else(|| panic!("no {method} was sent")).body).unwrap()
}
