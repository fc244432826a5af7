//! Delivery of responses: at once, slowly, or truncated.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::Body;
use axum::response::{IntoResponse, Response as HttpResponse};
use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, StatusCode};
use http_body::Frame;
use tokio::time::{Sleep, sleep};

use crate::fault::Pace;
use crate::server::response::Response;

/// Converts to an HTTP response. Half a response announces more than it sends. Without a body it still announces
/// one, because there is nothing to halve.
pub(super) fn http_response(mut response: Response, half: bool, pace: Option<Pace>) -> HttpResponse {
    if !half && pace.is_none() {
        return response.into_response();
    }
    let mut body = std::mem::take(&mut response.body);
    let mut announced = body.len();
    if half {
        announced = announced.max(2);
        body.truncate(body.len() / 2);
        if response.status == StatusCode::NO_CONTENT {
            response.status = StatusCode::OK;
        }
    }
    let mut response = response.into_response();
    if announced > 0 {
        response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(announced));
        *response.body_mut() = Body::new(SlowBody { rest: body, pace, breaks_off: half, pause: Pause::Turn });
    }
    response
}

impl IntoResponse for Response {
    fn into_response(self) -> HttpResponse {
        let mut response = HttpResponse::new(Body::from(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}

/// A body that arrives in pieces and can break off.
#[derive(Debug)]
struct SlowBody {
    rest: Bytes,
    pace: Option<Pace>,
    breaks_off: bool,
    pause: Pause,
}

/// What happens before the next piece.
#[derive(Debug)]
enum Pause {
    None,
    /// Yields to the server, which would otherwise see the end before it sent anything.
    Turn,
    Sleep(Pin<Box<Sleep>>),
}

impl http_body::Body for SlowBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        match &mut self.pause {
            Pause::None => {}
            Pause::Turn => {
                self.pause = Pause::None;
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            Pause::Sleep(sleep) => {
                ready!(sleep.as_mut().poll(context));
                self.pause = Pause::None;
            }
        }
        if self.rest.is_empty() {
            return Poll::Ready(self.breaks_off.then(|| Err(io::ErrorKind::BrokenPipe.into())));
        }
        let size = self.pace.map_or(usize::MAX, |pace| pace.bytes).clamp(1, self.rest.len());
        let piece = self.rest.split_to(size);
        self.pause = match self.pace {
            Some(pace) if !self.rest.is_empty() => Pause::Sleep(Box::pin(sleep(pace.every))),
            _ => Pause::Turn,
        };
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }
}
