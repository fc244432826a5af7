//! The HTTP server: records requests, applies faults, and dispatches to operations.

pub(crate) mod call;
pub(crate) mod changes;
pub(crate) mod connection;
mod delivery;
pub(crate) mod dispatch;
pub(crate) mod error;
pub(crate) mod events;
mod exchange;
pub(crate) mod guard;
pub(crate) mod links;
pub(crate) mod loopback;
pub(crate) mod multipart;
pub(crate) mod query;
mod quirks;
pub(crate) mod record;
pub(crate) mod response;

use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::extract::State as Shared;
use axum::middleware::{from_fn, map_response, map_response_with_state};
use axum::response::Response;
use http::HeaderValue;
use http::header::DATE;
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::{broadcast, oneshot};

use crate::admin;
use crate::fault::Faults;
#[cfg(feature = "page")]
use crate::page;
use crate::seed::{Seed, SeedError};
use crate::server::changes::{Change, Changes};
use crate::server::connection::{Switch, SwitchedListener};
use crate::server::events::RequestEvent;
use crate::server::record::Record;
use crate::state::State;
use crate::state::clock::http_date;

/// Number of events kept for a slow subscriber.
const EVENT_CAPACITY: usize = 1_024;

/// The state shared by the server and the sandbox's handle.
#[derive(Debug)]
pub(crate) struct Server {
    state: Mutex<State>,
    faults: Mutex<Faults>,
    record: Mutex<Record>,
    events: broadcast::Sender<RequestEvent>,
    /// Notifications of open pages.
    pub(crate) changes: Changes,
}

impl Server {
    /// Creates a server that keeps this number of requests, or all.
    pub(crate) fn new(state: State, faults: Faults, kept_requests: Option<usize>) -> Self {
        Self {
            state: Mutex::new(state),
            faults: Mutex::new(faults),
            record: Mutex::new(Record::new(kept_requests)),
            events: broadcast::Sender::new(EVENT_CAPACITY),
            changes: Changes::default(),
        }
    }

    /// Locks the state. A panic of another request does not poison it.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.faults)
    }

    pub(crate) fn record(&self) -> MutexGuard<'_, Record> {
        lock(&self.record)
    }

    /// Subscribes to completed requests.
    pub(crate) fn subscribe(&self) -> broadcast::Receiver<RequestEvent> {
        self.events.subscribe()
    }

    /// Notifies subscribers and open pages, if there are any.
    fn publish(&self, event: RequestEvent) {
        self.changes.send(|| Change::by_request(&event.method, &event.path));
        let _ = self.events.send(event);
    }

    /// Applies a seed, completely or not at all.
    pub(crate) fn seed(&self, json: &[u8]) -> Result<(), SeedError> {
        Seed::read(json)?.apply(&mut self.state())?;
        self.changes.send(|| Change::Everything);
        Ok(())
    }
}

/// Serves until `stop` is dropped.
pub(crate) fn spawn(server: Arc<Server>, listener: TcpListener, stop: oneshot::Receiver<()>) {
    let router = Router::new();
    #[cfg(feature = "page")]
    let router = router.merge(page::router());
    let router = router
        .fallback(exchange::serve)
        .with_state(Arc::clone(&server))
        .merge(admin::router(Arc::clone(&server)))
        .layer(map_response(guard::inert))
        .layer(from_fn(loopback::only))
        .layer(map_response_with_state(Arc::clone(&server), dated));
    let service = router.into_make_service_with_connect_info::<Switch>();
    let serving = axum::serve(SwitchedListener(listener), service).with_graceful_shutdown(async move {
        // An error means that the sender was dropped, which is the signal.
        let _ = stop.await;
        server.changes.close();
    });
    tokio::spawn(async move { serving.await });
}

/// Dates every response by the sandbox's clock, not by the machine's.
async fn dated(Shared(server): Shared<Arc<Server>>, mut response: Response) -> Response {
    if !response.headers().contains_key(DATE)
        && let Some(date) = date(server.state().clock.now())
    {
        response.headers_mut().insert(DATE, date);
    }
    response
}

fn date(timestamp: Timestamp) -> Option<HeaderValue> {
    HeaderValue::try_from(http_date(timestamp)?).ok()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
