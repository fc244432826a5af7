//! The server, with connection limits, which `axum::serve` does not have.

mod body;
mod slots;

use std::sync::Arc;
use std::time::Duration;

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub(crate) use self::body::read_body;
use self::slots::{Slot, Slots};
use crate::limits::Limits;

/// The maximum size of a request head, in bytes: a dozen times what browsers send.
const MAX_HEAD_BYTES: usize = 64 * 1024;
/// The pause after a connection could not be accepted, usually because of missing file descriptors.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves requests until `stop` completes.
///
/// Then it accepts no more connections, closes those without a request in flight, and gives the others a limited time.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let slots = Slots::new(limits.connections);
    let (connections, stopping) = (TaskTracker::new(), CancellationToken::new());
    let accepting = async {
        loop {
            match listener.accept().await {
                Ok((stream, _)) => {
                    let slot = Arc::new(slots.take().await);
                    connections.spawn(serve_connection(
                        stream,
                        slot,
                        router.clone(),
                        limits.head,
                        stopping.clone(),
                    ));
                }
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    };
    tokio::select! {
        () = accepting => {}
        () = stop => {}
    }
    drop(listener);
    stopping.cancel();
    slots.close_reading();
    connections.close();
    if tokio::time::timeout(limits.drain, connections.wait()).await.is_err() {
        tracing::warn!(requests = connections.len(), "requests were not completed in time, and are given up");
        slots.close_all();
    }
}

async fn serve_connection(
    stream: TcpStream,
    slot: Arc<Slot>,
    router: Router,
    head: Duration,
    stopping: CancellationToken,
) {
    // Responses are small, and written at once.
    let _ = stream.set_nodelay(true);
    let service = TowerToHyperService::new(router.layer(Extension(slot.clone())));
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(head).max_buf_size(MAX_HEAD_BYTES);
    let mut connection = std::pin::pin!(builder.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        // Errors are errors of the connection: there is no one to report them to.
        _ = &mut connection => return,
        () = slot.closed() => return,
        () = stopping.cancelled() => {}
    }
    connection.as_mut().graceful_shutdown();
    tokio::select! {
        _ = connection => {}
        () = slot.closed() => {}
    }
}
