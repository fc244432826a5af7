use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use crate::transport::{Body, BoxFuture, Transport, TransportError};

/// A token endpoint that rotates pairs: `refresh-1` becomes `access-2` and `refresh-2`, once.
#[derive(Clone, Debug)]
pub(super) struct Server(Arc<Mutex<Inner>>);

#[derive(Debug)]
struct Inner {
    /// The number of the valid pair.
    pair: u32,
    replies: VecDeque<Reply>,
    requests: usize,
    refused: usize,
}

/// A scripted response in place of a plain rotation.
#[derive(Clone, Debug)]
pub(super) enum Reply {
    /// Responds with this status and body, without any effect.
    Instead(u16, String),
    /// Rotates, and responds with this body, in which `N` is the number of the new pair.
    Rotated(&'static str),
    /// Rotates, and responds after this time.
    After(Duration),
    /// Responds after this time, and rotates only then.
    Late(Duration),
    /// Rotates, and never responds.
    Lost,
    /// Panics, as Tokio does if a runtime has no IO.
    Panics(&'static str),
}

impl Server {
    pub(super) fn new(pair: u32) -> Self {
        Self(Arc::new(Mutex::new(Inner { pair, replies: VecDeque::new(), requests: 0, refused: 0 })))
    }

    pub(super) fn next(&self, reply: Reply) {
        self.lock().replies.push_back(reply);
    }

    pub(super) fn requests(&self) -> usize {
        self.lock().requests
    }

    pub(super) fn refused(&self) -> usize {
        self.lock().refused
    }

    pub(super) fn pair(&self) -> u32 {
        self.lock().pair
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap()
    }

    /// Rotates the pair. Returns the status and the body.
    fn rotate(&self, form: &[u8]) -> (u16, String) {
        let mut inner = self.lock();
        let valid = format!("refresh-{}", inner.pair);
        let is_valid = form_urlencoded::parse(form)
            .any(|(name, value)| (name == "refresh_token" && value == *valid) || name == "code");
        if !is_valid {
            inner.refused += 1;
            return (400, r#"{"error":"invalid_grant"}"#.to_owned());
        }
        inner.pair += 1;
        (
            200,
            pair(r#"{"access_token":"access-N","refresh_token":"refresh-N","expires_in":3600}"#, inner.pair),
        )
    }
}

fn pair(body: &str, number: u32) -> String {
    body.replace("-N", &format!("-{number}"))
}

impl Transport for Server {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let form = request.into_body().collect(usize::MAX).await?;
            let reply = {
                let mut inner = self.lock();
                inner.requests += 1;
                inner.replies.pop_front()
            };
            let (status, body) = match reply {
                None => self.rotate(&form),
                Some(Reply::Instead(status, body)) => (status, body),
                Some(Reply::Rotated(body)) => {
                    self.rotate(&form);
                    (200, pair(body, self.pair()))
                }
                Some(Reply::After(time)) => {
                    let rotated = self.rotate(&form);
                    tokio::time::sleep(time).await;
                    rotated
                }
                Some(Reply::Late(time)) => {
                    tokio::time::sleep(time).await;
                    self.rotate(&form)
                }
                Some(Reply::Panics(text)) => panic!("{text}"),
                Some(Reply::Lost) => {
                    self.rotate(&form);
                    std::future::pending().await
                }
            };
            let mut response = http::Response::new(Body::from(body.into_bytes()));
            *response.status_mut() = status.try_into().unwrap();
            Ok(response)
        })
    }
}
