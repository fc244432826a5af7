//! User middlewares around every attempt of a call.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use http::{HeaderValue, StatusCode};
use miro::middleware::{Middleware, Next};
use miro::prelude::*;
use miro::transport::{Body, BoxFuture};
use miro_sandbox::{Fault, Sandbox};

use crate::environment::{self, quick};
use crate::login::{builder, log_in};

type ResponseFuture<'a> = BoxFuture<'a, Result<http::Response<Body>, Error>>;

/// Records passing requests and responses, under its name.
#[derive(Clone, Debug, Default)]
struct Watch {
    name: &'static str,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Watch {
    fn named(&self, name: &'static str) -> Self {
        Self { name, seen: self.seen.clone() }
    }

    fn note(&self, what: String) {
        self.seen.lock().unwrap().push(format!("{}{what}", self.name));
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.seen.lock().unwrap())
    }
}

impl Middleware for Watch {
    fn handle<'a>(&'a self, request: http::Request<Body>, next: Next<'a>) -> ResponseFuture<'a> {
        let (operation, attempt, credits) = (next.operation().id(), next.attempt(), next.credits());
        assert!(!request.headers().contains_key("authorization"), "the token is added after the middleware");
        self.note(format!("> {operation} attempt {attempt} for {credits}"));
        Box::pin(async move {
            let result = next.run(request).await;
            let outcome = result.as_ref().map(http::Response::status).map_err(Error::kind);
            self.note(match outcome {
                Ok(status) => format!("< {}", status.as_u16()),
                Err(kind) => format!("< {kind:?}"),
            });
            result
        })
    }
}

fn watched(sandbox: &Sandbox) -> (Watch, MiroApi) {
    let watch = Watch::default();
    let builder = MiroApi::builder(sandbox.token()).base_url(sandbox.url()).retry(quick());
    (watch.clone(), builder.middleware(watch).build().unwrap())
}

#[tokio::test]
async fn middleware_sees_each_attempt_and_response_without_the_token() {
    let sandbox = Sandbox::start().await;
    let (watch, api) = watched(&sandbox);
    sandbox.next(Fault::status(503));
    sandbox.next(Fault::Reset);
    api.boards().list().await.unwrap();
    assert_eq!(
        watch.take(),
        [
            "> get-boards attempt 1 for 50",
            "< 503",
            "> get-boards attempt 2 for 50",
            "< Connection",
            "> get-boards attempt 3 for 50",
            "< 200"
        ]
    );
    assert!(sandbox.requests().iter().all(|request| request.headers.contains_key("authorization")));
}

#[tokio::test]
async fn middleware_sees_the_attempts_before_and_after_a_token_refresh() {
    let sandbox = Sandbox::start().await;
    let watch = Watch::default();
    let miro = builder(&sandbox).middleware(watch.clone()).build().unwrap();
    log_in(&miro, &sandbox).await;
    sandbox.expire_access_tokens();
    watch.take();
    miro.api().boards().list().await.unwrap();
    assert_eq!(
        watch.take(),
        [
            "> get-boards attempt 1 for 50",
            "> oauth-token attempt 1 for 0",
            "< 200",
            "< 401",
            "> get-boards attempt 2 for 50",
            "< 200"
        ],
        "the request for a token goes through the steps as well"
    );
}

#[tokio::test]
async fn the_first_middleware_is_the_outermost() {
    let sandbox = Sandbox::start().await;
    let watch = Watch::default();
    let builder = MiroApi::builder(sandbox.token()).base_url(sandbox.url());
    let api = builder.middleware(watch.named("outer ")).middleware(watch.named("inner ")).build().unwrap();
    api.boards().list().await.unwrap();
    let order = [
        "outer > get-boards attempt 1 for 50",
        "inner > get-boards attempt 1 for 50",
        "inner < 200",
        "outer < 200",
    ];
    assert_eq!(watch.take(), order);
}

/// Adds a header with the number of the attempt.
#[derive(Debug)]
struct Mark;

impl Middleware for Mark {
    fn handle<'a>(&'a self, mut request: http::Request<Body>, next: Next<'a>) -> ResponseFuture<'a> {
        request.headers_mut().append("x-mark", HeaderValue::from(next.attempt()));
        next.run(request)
    }
}

#[tokio::test]
async fn middleware_changes_each_attempt_separately() {
    let sandbox = Sandbox::start().await;
    let builder = MiroApi::builder(sandbox.token()).base_url(sandbox.url()).retry(quick());
    let api = builder.middleware(Mark).build().unwrap();
    sandbox.next(Fault::status(502));
    api.boards().list().await.unwrap();
    let marks: Vec<Vec<_>> = sandbox
        .requests()
        .iter()
        .map(|request| {
            request.headers.get_all("x-mark").iter().map(|value| value.to_str().unwrap().to_owned()).collect()
        })
        .collect();
    assert_eq!(marks, [["1"], ["2"]], "headers of the first attempt are not on the second");
}

/// Responds from memory to what it has seen before.
#[derive(Debug, Default)]
struct Cache(Mutex<Option<bytes::Bytes>>);

impl Middleware for Cache {
    fn handle<'a>(&'a self, request: http::Request<Body>, next: Next<'a>) -> ResponseFuture<'a> {
        Box::pin(async move {
            if let Some(body) = self.0.lock().unwrap().clone() {
                return Ok(http::Response::new(Body::from(body)));
            }
            let (head, body) = next.run(request).await?.into_parts();
            let body = body.into_bytes().expect("the body of a response is complete");
            *self.0.lock().unwrap() = Some(body.clone());
            Ok(http::Response::from_parts(head, Body::from(body)))
        })
    }
}

#[tokio::test]
async fn middleware_may_respond_itself() {
    let sandbox = Sandbox::start().await;
    sandbox.seed_board("Retro");
    let builder = MiroApi::builder(sandbox.token()).base_url(sandbox.url());
    let api = builder.middleware(Cache::default()).build().unwrap();
    let (first, second) = (api.boards().list().await.unwrap(), api.boards().list().await.unwrap());
    assert_eq!(first.data[0].id, second.data[0].id);
    assert_eq!(sandbox.requests().len(), 1);
}

/// Rejects what has not been allowed.
#[derive(Debug)]
struct ReadOnly;

impl Middleware for ReadOnly {
    fn handle<'a>(&'a self, request: http::Request<Body>, next: Next<'a>) -> ResponseFuture<'a> {
        if request.method().is_safe() {
            return next.run(request);
        }
        Box::pin(async { Err(Error::new(ErrorKind::InvalidInput, "this program only reads")) })
    }
}

#[tokio::test]
async fn the_error_of_a_middleware_is_the_error_of_the_call() {
    let sandbox = Sandbox::start().await;
    let builder = MiroApi::builder(sandbox.token()).base_url(sandbox.url());
    let api = builder.middleware(ReadOnly).build().unwrap();
    api.boards().list().await.unwrap();
    let error = api.boards().create(NewBoard::new("Retro")).await.unwrap_err();
    assert_eq!(error.to_string(), "create-board (POST /v2/boards): this program only reads");
    assert_eq!(sandbox.board_count(), 0);
}

/// Runs the rest a second time if the retry policy would not.
#[derive(Debug)]
struct Insist(AtomicU32);

impl Middleware for Insist {
    fn handle<'a>(&'a self, request: http::Request<Body>, next: Next<'a>) -> ResponseFuture<'a> {
        Box::pin(async move {
            let mut again = http::Request::new(request.body().try_clone().unwrap());
            *again.method_mut() = request.method().clone();
            *again.uri_mut() = request.uri().clone();
            *again.headers_mut() = request.headers().clone();
            let response = next.run(request).await?;
            if response.status() != StatusCode::NOT_FOUND {
                return Ok(response);
            }
            self.0.fetch_add(1, Ordering::Relaxed);
            next.run(again).await
        })
    }
}

#[tokio::test]
async fn middleware_may_run_the_rest_again() {
    let sandbox = Sandbox::start().await;
    let board = sandbox.seed_board("Retro");
    let builder = MiroApi::builder(sandbox.token()).base_url(sandbox.url());
    let api = builder.middleware(Insist(AtomicU32::new(0))).build().unwrap();
    sandbox.next(Fault::status(404));
    api.board(&board).get().await.unwrap();
    assert_eq!(sandbox.requests().len(), 2);
}

#[tokio::test]
async fn middleware_is_per_client() {
    let (sandbox, api) = environment::sandbox().await;
    let (watch, _) = watched(&sandbox);
    api.boards().list().await.unwrap();
    assert!(watch.take().is_empty());
}
