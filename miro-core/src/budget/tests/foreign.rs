use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;

use super::latency;
use super::server::Server;

/// Another program, which ignores limits: this many tasks, which call again after a pause.
#[derive(Clone, Copy, Debug)]
pub(super) struct Foreign {
    pub(super) at_once: u64,
    pub(super) pause: Duration,
    /// The credits that it spends per window, and when in the window it starts.
    pub(super) of_window: u64,
    pub(super) from: Duration,
}

impl Foreign {
    /// Spends until the set is dropped.
    pub(super) fn start(self, server: &Arc<Server>) -> JoinSet<()> {
        let spent = Arc::new(Mutex::new((0, 0)));
        let mut tasks = JoinSet::new();
        for _ in 0..self.at_once {
            let (server, spent) = (server.clone(), spent.clone());
            tasks.spawn(async move {
                loop {
                    if !self.goes(&server, &mut spent.lock().unwrap()) {
                        sleep(Duration::from_millis(5)).await;
                        continue;
                    }
                    latency().await;
                    server.spend_foreign(50);
                    latency().await;
                    sleep(self.pause).await;
                }
            });
        }
        tasks
    }

    /// Whether one more call goes, by the number of the window and the credits spent in it.
    fn goes(self, server: &Server, spent: &mut (usize, u64)) -> bool {
        let Some((window, age)) = server.window() else { return false };
        if spent.0 != window {
            *spent = (window, 0);
        }
        let goes = age >= self.from && spent.1 < self.of_window;
        spent.1 += if goes { 50 } else { 0 };
        goes
    }
}
