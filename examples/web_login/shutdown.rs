//! The shutdown, in an order that loses no login.

use std::io;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::app::{self, App};
use crate::server;

/// Returns a token that the first SIGINT or SIGTERM cancels. The second signal exits the process at once.
pub(crate) fn on_signal() -> io::Result<CancellationToken> {
    let (stop, mut signals) = (CancellationToken::new(), Signals::new()?);
    let stopped = stop.clone();
    tokio::spawn(async move {
        signals.next().await;
        tracing::info!("stopping: requests, logouts and refreshes that are under way are finished first");
        stopped.cancel();
        signals.next().await;
        tracing::warn!("stopped at once");
        std::process::exit(1);
    });
    Ok(stop)
}

/// Runs the application until `stop`, then shuts it down.
pub(crate) async fn run(listener: TcpListener, app: App, stop: CancellationToken) {
    let limits = app.limits;
    server::serve(listener, app::router(app.clone()), limits, stop.cancelled()).await;
    app.revocations.finish(limits.revocations).await;
    // A refresh uses up the old token, so a process that exits during one loses the login. Unfinished ones are logged.
    let _ = app.miro.finish_refreshes_within(limits.refreshes).await;
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        // If signals are unavailable, run until killed.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
