//! The HTTP server: records requests, lets ordered faults happen, and leaves the rest to the operations.

pub(crate) mod answer;
pub(crate) mod call;
pub(crate) mod connection;
pub(crate) mod dispatch;
pub(crate) mod error;
pub(crate) mod events;
pub(crate) mod loopback;
pub(crate) mod query;
pub(crate) mod record;

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll};

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::response::Response;
use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::request::Parts;
use http::{HeaderValue, StatusCode};
use http_body::Frame;
use http_body_util::BodyExt as _;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::fault::{self, Fault, Faults};
use crate::page;
use crate::server::answer::Answer;
use crate::server::connection::{Switch, SwitchedListener};
use crate::server::events::{Change, Events};
use crate::server::record::{Record, RecordedRequest};
use crate::state::State;

/// What the server and the handle of the sandbox share.
#[derive(Debug)]
pub(crate) struct Server {
    state: Mutex<State>,
    pub(crate) faults: Mutex<Faults>,
    pub(crate) record: Mutex<Record>,
    pub(crate) events: Events,
}

impl Server {
    pub(crate) fn new(state: State) -> Self {
        Self {
            state: Mutex::new(state),
            faults: Mutex::default(),
            record: Mutex::default(),
            events: Events::default(),
        }
    }

    /// The state. A panic of one request leaves it as it is for the others.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// Serves until `stop` is dropped.
pub(crate) fn spawn(server: Arc<Server>, listener: TcpListener, stop: oneshot::Receiver<()>) {
    let router = Router::new().merge(page::router()).fallback(serve).with_state(Arc::clone(&server));
    let service = router.into_make_service_with_connect_info::<Switch>();
    let serving = axum::serve(SwitchedListener(listener), service).with_graceful_shutdown(async move {
        // An error means that the sender was dropped, which is the signal.
        let _ = stop.await;
        server.events.close();
    });
    tokio::spawn(async move { serving.await });
}

async fn serve(
    Shared(server): Shared<Arc<Server>>,
    ConnectInfo(switch): ConnectInfo<Switch>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    // Half a request has no effect, and nobody is left to read an answer.
    let Ok(body) = body.collect().await else { return Response::new(Body::empty()) };
    let response = respond(&server, switch, &parts, body.to_bytes()).await;
    server.events.send(|| Change::by_request(parts.method.as_str(), parts.uri.path()));
    response
}

async fn respond(server: &Server, switch: Switch, parts: &Parts, body: Bytes) -> Response {
    let (method, path) = (parts.method.clone(), parts.uri.path().to_owned());
    let number = lock(&server.record).add(RecordedRequest {
        method: method.clone(),
        path: path.clone(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers.clone(),
        body: body.clone(),
        received_at: server.state().clock.now(),
        operation: None,
        faulty: false,
        request_id: String::new(),
        status: 0,
    });
    let fault = lock(&server.faults).take(method.as_str(), &path);
    if let Some(Fault::Delay(time)) = fault {
        tokio::time::sleep(time).await;
    }
    let faulty = fault.is_some();
    let mut operation = None;
    let mut handle = || {
        let (answer, found) = dispatch::answer(&mut server.state(), parts, &body);
        operation = found.map(|operation| operation.id);
        answer
    };
    let mut whole = true;
    let mut answer = match fault {
        None | Some(Fault::Delay(_)) => handle(),
        Some(Fault::Answer { status, headers, body }) => fault::answer(status, &headers, body),
        Some(Fault::AnswerAfter { status, headers, body }) => {
            handle();
            fault::answer(status, &headers, body)
        }
        Some(Fault::HalfBody) => {
            whole = false;
            handle()
        }
        Some(reset @ (Fault::Reset | Fault::ResetAfter)) => {
            if reset == Fault::ResetAfter {
                handle();
            }
            switch.reset();
            return Response::new(Body::empty());
        }
    };
    if !answer.headers.contains_key("x-request-id") {
        answer.set_header("X-Request-Id", &server.state().identifiers.secret());
    }
    let request_id = answer.headers.get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or_default();
    lock(&server.record).complete(number, |request| {
        request.operation = operation;
        request.faulty = faulty;
        request.request_id = request_id.to_owned();
        request.status = answer.status.as_u16();
    });
    if whole { answer.into_response() } else { halved(answer) }
}

/// An answer that announces more than it sends. Without a body there is nothing to halve, so it announces
/// one.
fn halved(mut answer: Answer) -> Response {
    let announced = answer.body.len().max(2);
    if answer.status == StatusCode::NO_CONTENT {
        answer.status = StatusCode::OK;
    }
    let half = answer.body.slice(..answer.body.len() / 2);
    let mut response = Answer { body: Bytes::new(), ..answer }.into_response();
    response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(announced));
    *response.body_mut() = Body::new(BrokenBody { steps: 0, half });
    response
}

/// A body that breaks off. It waits once in between: otherwise the server would see the end before it sent
/// anything.
#[derive(Debug)]
struct BrokenBody {
    steps: u8,
    half: Bytes,
}

impl http_body::Body for BrokenBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.steps += 1;
        match self.steps {
            1 => Poll::Ready(Some(Ok(Frame::data(self.half.clone())))),
            2 => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
            _ => Poll::Ready(Some(Err(io::ErrorKind::BrokenPipe.into()))),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
