//! Concurrent requests and their cost.

use std::ops::Range;
use std::thread;
use std::time::Instant;

use super::server::Server;
use crate::statistics::median;
use miro_bench::Failure;

const CONNECTIONS: usize = 4;

/// The requests to send.
#[derive(Debug)]
pub(super) struct Load {
    pub(super) rounds: usize,
    /// Per round, over all connections.
    pub(super) requests: usize,
}

/// The cost of one request.
#[derive(Debug)]
pub(super) struct Cost {
    /// Requests per second.
    pub(super) rate: f64,
    /// CPU seconds of the sandbox.
    pub(super) cpu: f64,
}

impl Load {
    /// Sends the same request repeatedly. The first round does not count, because memory and caches are cold.
    pub(super) fn measure(&self, server: &Server, request: &[u8]) -> Result<Cost, Failure> {
        self.round(server, request)?;
        let rounds = (0..self.rounds).map(|_| self.round(server, request));
        let costs = rounds.collect::<Result<Vec<Cost>, Failure>>()?;
        Ok(Cost {
            rate: median(costs.iter().map(|cost| cost.rate)),
            cpu: median(costs.iter().map(|cost| cost.cpu)),
        })
    }

    fn round(&self, server: &Server, request: &[u8]) -> Result<Cost, Failure> {
        let (cpu, start) = (server.cpu()?, Instant::now());
        spread(server, self.requests, 200..300, |_| request)?;
        let (wall, cpu) = (start.elapsed().as_secs_f64(), server.cpu()? - cpu);
        #[allow(clippy::cast_precision_loss)]
        let requests = self.requests as f64;
        Ok(Cost { rate: requests / wall, cpu: cpu / requests })
    }
}

/// Sends requests, made from their numbers, over all connections, and expects these statuses.
pub(super) fn spread<R: AsRef<[u8]>>(
    server: &Server,
    requests: usize,
    expected: Range<u16>,
    request: impl Fn(usize) -> R + Sync,
) -> Result<(), Failure> {
    let send = |first: usize| -> Result<(), Failure> {
        let mut connection = server.connect()?;
        for number in (first..requests).step_by(CONNECTIONS) {
            let (status, body) = connection.exchange(request(number).as_ref())?;
            if !expected.contains(&status) {
                return Err(
                    format!("the sandbox answered {status}: {}", String::from_utf8_lossy(body)).into()
                );
            }
        }
        Ok(())
    };
    let send = &send;
    thread::scope(|scope| {
        let threads: Vec<_> = (0..CONNECTIONS).map(|first| scope.spawn(move || send(first))).collect();
        threads
            .into_iter()
            .try_for_each(|thread| thread.join().unwrap_or(Err("a connection panicked".into())))
    })
}
