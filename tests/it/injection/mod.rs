//! Whatever an id, a query, a token, a name or a base URL contains: a request reaches exactly the intended path,
//! query and headers, or is rejected before anything is sent.
//!
//! Cases are random combinations of [`texts`], a list of what has meaning in requests. A request is parsed as a
//! server parses it ([`server`]), without code of the client, and compared with the intention ([`expected`]).

mod base_urls;
mod calls;
mod catalogue;
mod checker;
mod expected;
mod oauth;
mod raw_paths;
mod server;
mod texts;
mod wire;

use std::sync::{Arc, Mutex};

use miro::prelude::*;
use miro::transport::{Body, BoxFuture, SentRequest, Transport, TransportError};

/// Each of these is a separate test, which prints its number of cases.
const CASES: usize =
    catalogue::CASES + calls::CASES + raw_paths::CASES + base_urls::CASES + oauth::CASES + wire::CASES;
const _: () = assert!(CASES >= 100_000, "fewer cases than were promised");

/// Prints the number of cases, and fails if one of them went wrong.
fn report(what: &str, cases: usize, refused: usize, wrong: &[String]) {
    println!(
        "injection: {cases} cases of {what}, {refused} of them refused before sending; {CASES} in all tests"
    );
    assert!(refused < cases, "nothing was sent at all");
    let first: Vec<_> = wrong.iter().take(5).collect();
    assert!(wrong.is_empty(), "{} of {cases} went wrong, such as {first:#?}", wrong.len());
}

/// Sends every request the same JSON, and keeps what was sent.
#[derive(Clone, Debug)]
struct Kept {
    response: &'static str,
    sent: Arc<Mutex<Vec<SentRequest>>>,
}

impl Kept {
    fn responding_with(response: &'static str) -> Self {
        Self { response, sent: Arc::default() }
    }

    /// Returns the first request since the last call.
    fn take(&self) -> Option<SentRequest> {
        std::mem::take(&mut *self.sent.lock().unwrap()).into_iter().next()
    }
}

impl Transport for Kept {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.collect(usize::MAX).await?;
            let request = SentRequest { method: head.method, uri: head.uri, headers: head.headers, body };
            self.sent.lock().unwrap().push(request);
            Ok(http::Response::new(Body::from(self.response)))
        })
    }
}

/// A client with this token whose requests are kept.
fn kept(token: &str, response: &'static str) -> (Kept, MiroApi) {
    let kept = Kept::responding_with(response);
    let builder = MiroApi::builder(token).transport(kept.clone());
    (kept, builder.retry(miro::middleware::RetryPolicy::never()).build().unwrap())
}
