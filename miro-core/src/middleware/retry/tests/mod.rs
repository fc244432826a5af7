//! Retries and outcomes, without a server and on a paused clock.

mod deadlines;
mod headers;
mod outcomes;

use std::sync::Arc;
use std::sync::atomic::AtomicU32;

use super::*;
use crate::budget::Budget;
use crate::call::RawRequest;
use crate::client::{Client, ClientBuilder};
use crate::operation::Operation;
use crate::request::Request;
use crate::resource::Resource;
use crate::response::Response;
use crate::token::{AccessToken, StaticToken, TokenProvider, UserKey};
use crate::transport::{Script, ScriptedTransport};

static POST: Operation = Operation::new("create-thing", Method::POST, "/v2/things", "create()");

fn quick() -> RetryPolicy {
    RetryPolicy::standard().initial_backoff(Duration::ZERO)
}

fn client(transport: &ScriptedTransport, policy: RetryPolicy) -> Client {
    let builder = ClientBuilder::new().transport(transport.clone()).budget(Budget::off());
    builder.retry(policy).build().unwrap()
}

fn user(client: &Client, name: &str) -> Resource {
    Resource::root(client.clone(), UserKey::new(name), Arc::new(StaticToken::new("token")))
}

async fn call(user: &Resource, method: Method) -> Result<Response, Error> {
    RawRequest::new(user, method, "/v2/things/1").send().await
}

/// Returns the result of one call over this script, and the number of its requests.
async fn played(
    method: Method,
    script: impl IntoIterator<Item = Script>,
) -> (Result<Response, Error>, usize) {
    let transport = ScriptedTransport::new(script);
    let result = call(&user(&client(&transport, quick()), "anna"), method).await;
    (result, transport.sent().len())
}

fn ok() -> Script {
    Script::json(200, "{}")
}

#[tokio::test(start_paused = true)]
async fn an_idempotent_call_is_retried_after_temporary_failures() {
    for failure in [
        Script::status(500),
        Script::status(502),
        Script::status(503),
        Script::status(504),
        Script::status(429),
        Script::timeout(),
        Script::connection_reset(),
        Script::connection_refused(),
    ] {
        let (result, sent) = played(Method::GET, [failure.clone(), ok()]).await;
        assert_eq!((result.unwrap().status().as_u16(), sent), (200, 2), "{failure:?}");
    }
    for status in [400, 401, 403, 404, 409, 501, 520] {
        let (result, sent) = played(Method::GET, [Script::status(status), ok()]).await;
        assert_eq!((result.unwrap_err().status().unwrap().as_u16(), sent), (status, 1));
    }
}

#[tokio::test(start_paused = true)]
async fn a_policy_can_set_the_statuses() {
    let cases: [(&'static [u16], u16, usize); 5] =
        [(&[520], 520, 2), (&[520], 503, 1), (&[], 503, 1), (&[], 429, 2), (&[200], 200, 1)];
    for (statuses, status, sent) in cases {
        let transport = ScriptedTransport::new([Script::status(status), ok()]);
        let client = client(&transport, quick().statuses(statuses));
        let _ = call(&user(&client, "anna"), Method::GET).await;
        assert_eq!(transport.sent().len(), sent, "{statuses:?} {status}");
    }
}

#[tokio::test(start_paused = true)]
async fn other_calls_are_retried_only_if_certainly_not_processed() {
    for failure in [Script::status(429), Script::connection_refused()] {
        assert_eq!(played(Method::POST, [failure.clone(), ok()]).await.1, 2, "{failure:?}");
    }
    for failure in [500, 502, 503, 504].map(Script::status).into_iter().chain([Script::timeout()]) {
        let (result, sent) = played(Method::POST, [failure.clone(), ok()]).await;
        assert_eq!((result.unwrap_err().outcome(), sent), (Outcome::Unknown, 1), "{failure:?}");
    }
    let (result, sent) = played(Method::POST, [Script::connection_reset(), ok()]).await;
    assert_eq!((result.unwrap_err().outcome(), sent), (Outcome::Unknown, 1));
}

#[tokio::test(start_paused = true)]
async fn the_policy_limits_the_attempts() {
    for (tries, sent) in [(0, 1), (1, 1), (2, 2), (5, 5)] {
        let transport = ScriptedTransport::new((0..9).map(|_| Script::status(503)));
        let anna = user(&client(&transport, quick().max_attempts(tries)), "anna");
        call(&anna, Method::GET).await.unwrap_err();
        assert_eq!(transport.sent().len(), sent);
    }
    let transport = ScriptedTransport::new((0..9).map(|_| Script::status(503)));
    call(&user(&client(&transport, RetryPolicy::never()), "anna"), Method::GET).await.unwrap_err();
    assert_eq!(transport.sent().len(), 1);
    let client = client(&transport, RetryPolicy::never());
    let request = RawRequest::new(&user(&client, "ben"), Method::GET, "/v2/things/1");
    request.decode::<()>().retry(quick().max_attempts(3)).await.unwrap_err();
    assert_eq!(transport.sent().len(), 4, "the policy of the call applies");
}

#[tokio::test(start_paused = true)]
async fn the_allowance_is_per_user() {
    let transport = ScriptedTransport::new((0..1_000).map(|_| Script::status(503)));
    let client = client(&transport, quick());
    let (anna, ben) = (user(&client, "anna"), user(&client, "ben"));
    for _ in 0..100 {
        call(&anna, Method::GET).await.unwrap_err();
    }
    assert_eq!(transport.sent().len(), 120, "each call once, and twenty retries");
    call(&ben, Method::GET).await.unwrap_err();
    assert_eq!(transport.sent().len(), 124, "other users keep their allowance");
}

#[tokio::test(start_paused = true)]
async fn success_earns_retries_and_other_responses_do_not() {
    let transport = ScriptedTransport::new((0..120).map(|_| Script::status(503)));
    let anna = user(&client(&transport, quick()), "anna");
    for _ in 0..100 {
        call(&anna, Method::GET).await.unwrap_err();
    }
    let sent = transport.sent().len();
    (0..5).for_each(|_| transport.push(Script::status(404)));
    for _ in 0..5 {
        call(&anna, Method::GET).await.unwrap_err();
    }
    (0..2).for_each(|_| transport.push(Script::status(503)));
    call(&anna, Method::GET).await.unwrap_err();
    assert_eq!(transport.sent().len(), sent + 6, "nothing was earned");
    call(&anna, Method::GET).await.unwrap_err();
    (0..5).for_each(|_| transport.push(ok()));
    for _ in 0..5 {
        call(&anna, Method::GET).await.unwrap();
    }
    transport.push(Script::status(503));
    transport.push(ok());
    call(&anna, Method::GET).await.unwrap();
    assert_eq!(transport.sent().len(), sent + 14);
}

#[tokio::test(start_paused = true)]
async fn a_429_does_not_use_the_allowance() {
    let limited = || Script::status(429).header("retry-after", "0");
    let transport = ScriptedTransport::new((0..30).flat_map(|_| [limited(), ok()]));
    let anna = user(&client(&transport, quick()), "anna");
    for _ in 0..30 {
        call(&anna, Method::GET).await.unwrap();
    }
    (0..100).for_each(|_| transport.push(limited()));
    for _ in 0..25 {
        call(&anna, Method::GET).await.unwrap_err();
    }
    assert_eq!(transport.sent().len(), 160, "four attempts of each");
}

/// A provider whose first token is refused.
#[derive(Debug, Default)]
struct Replaced(AtomicU32);

impl TokenProvider for Replaced {
    fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, Error>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async { Ok(AccessToken::new("old")) })
    }

    fn replace<'a>(&'a self, _: &'a AccessToken) -> BoxFuture<'a, Result<Option<AccessToken>, Error>> {
        Box::pin(async { Ok(Some(AccessToken::new("new"))) })
    }
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_costs_no_attempt() {
    let script = [Script::status(401), Script::status(503), ok()];
    let transport = ScriptedTransport::new(script);
    let client = client(&transport, quick().max_attempts(2));
    let anna = Resource::root(client, UserKey::new("anna"), Arc::new(Replaced::default()));
    call(&anna, Method::POST).await.unwrap_err();
    assert_eq!(transport.sent().len(), 2, "the new token was sent at once");
    assert_eq!(transport.sent()[1].headers[http::header::AUTHORIZATION], "Bearer new");

    let transport = ScriptedTransport::new([Script::status(401), Script::status(503), ok()]);
    let client = self::client(&transport, quick().max_attempts(2));
    let anna = Resource::root(client, UserKey::new("anna"), Arc::new(Replaced::default()));
    call(&anna, Method::GET).await.unwrap();
    assert_eq!(transport.sent().len(), 3, "both attempts were left");
}

/// Passes this many requests on, then fails.
#[derive(Debug)]
struct FailsAfter(u32, AtomicU32);

impl Middleware for FailsAfter {
    fn handle<'a>(
        &'a self,
        request: http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, Error>> {
        let passed = self.1.fetch_add(1, Ordering::Relaxed);
        assert!(passed <= self.0, "it was called again");
        if passed < self.0 {
            next.run(request)
        } else {
            Box::pin(async { Err(Error::new(ErrorKind::InvalidInput, "no")) })
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_unused_replacement_causes_no_further_attempt() {
    let transport = ScriptedTransport::new([Script::status(401), ok()]);
    let builder = ClientBuilder::new().transport(transport.clone()).budget(Budget::off()).retry(quick());
    let client = builder.middleware(FailsAfter(1, AtomicU32::new(0))).build().unwrap();
    let anna = Resource::root(client, UserKey::new("anna"), Arc::new(Replaced::default()));
    assert_eq!(call(&anna, Method::GET).await.unwrap_err().kind(), ErrorKind::InvalidInput);
    assert_eq!(transport.sent().len(), 1);
}

/// A provider that never returns a token.
#[derive(Debug)]
struct Pending;

impl TokenProvider for Pending {
    fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, Error>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_timeout_is_not_retried() {
    let client = client(&ScriptedTransport::new([]), quick());
    let anna = Resource::root(client, UserKey::new("anna"), Arc::new(Pending));
    let begun = Instant::now();
    let request = RawRequest::new(&anna, Method::GET, "/v2/things/1").timeout(Duration::from_secs(3));
    assert_eq!(request.send().await.unwrap_err().kind(), ErrorKind::Timeout);
    assert_eq!(begun.elapsed(), Duration::from_secs(3));
}

#[tokio::test(start_paused = true)]
async fn a_body_that_can_be_read_once_is_sent_once() {
    use crate::upload::{FileUpload, Form};

    for script in
        [[Script::connection_refused(), ok()], [Script::status(401), ok()], [Script::status(429), ok()]]
    {
        let transport = ScriptedTransport::new(script);
        let client = client(&transport, quick());
        let anna = Resource::root(client, UserKey::new("anna"), Arc::new(Replaced::default()));
        let mut request = Request::raw(&anna, &POST, Method::POST, "/v2/things".to_owned());
        request.set_form(Form::new().file("resource", FileUpload::from_reader("a.png", 1, &b"x"[..])));
        request.send().await.unwrap_err();
        assert_eq!(transport.sent().len(), 1);
    }
}

/// A provider that fails like the token endpoint, or like the network.
#[derive(Debug)]
struct Failing {
    of_operation: bool,
    requests: AtomicU32,
}

impl TokenProvider for Arc<Failing> {
    fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, Error>> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        let error = Error::new(ErrorKind::Connection, "no token");
        let error = if self.of_operation { error.with_operation(&POST) } else { error };
        Box::pin(async { Err(error) })
    }
}

#[tokio::test(start_paused = true)]
async fn a_failed_token_request_is_not_retried_again() {
    for (of_operation, requests) in [(true, 1), (false, 4)] {
        let provider = Arc::new(Failing { of_operation, requests: AtomicU32::new(0) });
        let client = client(&ScriptedTransport::new([]), quick());
        let anna = Resource::root(client, UserKey::new("anna"), Arc::new(Arc::clone(&provider)));
        let error = call(&anna, Method::GET).await.unwrap_err();
        assert_eq!(
            (error.kind(), provider.requests.load(Ordering::Relaxed)),
            (ErrorKind::Connection, requests)
        );
    }
}
