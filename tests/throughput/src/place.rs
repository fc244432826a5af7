//! The target of the calls.

use std::time::Duration;

use miro_sandbox::{Builder, Latency, Sandbox};

use crate::order::{Order, Work};

/// More credits than any figure spends, so that the client keeps its ledger and never waits.
const CREDITS: u64 = 1_000_000_000_000;

/// A sandbox with a board.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) sandbox: Sandbox,
    pub(crate) board: String,
}

impl Place {
    /// A sandbox whose responses take this long.
    pub(crate) async fn with_latency(milliseconds: u64) -> Self {
        let builder = Self::builder();
        Self::of(match milliseconds {
            0 => builder,
            _ => builder.latency(Latency::Fixed(Duration::from_millis(milliseconds))),
        })
        .await
    }

    pub(crate) fn builder() -> Builder {
        Sandbox::builder().rate_limit(CREDITS).keep_requests(1)
    }

    pub(crate) async fn of(builder: Builder) -> Self {
        let sandbox = builder.start().await;
        let board = sandbox.seed_board("Throughput");
        Self { sandbox, board }
    }

    pub(crate) fn fill(&self, items: usize) {
        self.sandbox.seed_items(&self.board, "sticky_note", items);
    }

    pub(crate) fn order(&self, work: Work) -> Order {
        Order {
            url: self.sandbox.url().to_owned(),
            token: self.sandbox.token(),
            board: self.board.clone(),
            redis: None,
            work,
        }
    }
}
