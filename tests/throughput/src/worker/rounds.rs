use std::cell::Cell;
use std::io::{BufRead as _, Write as _};

use futures_util::future::try_join_all;
use miro_bench::Failure;
use rustix::time::{ClockId, clock_gettime};

use super::raw::Raw;
use super::{api, ours};
use crate::cpu::IN_FLIGHT;
use crate::order::{Call, Order, Program};

/// Makes a round for each line of the standard input.
pub(super) async fn run(
    order: &Order,
    program: Program,
    call: Call,
    calls: usize,
    at_once: usize,
) -> Result<(), Failure> {
    let caller = Caller::of(order, program)?;
    for line in std::io::stdin().lock().lines() {
        line?;
        let start = cpu();
        caller.round(call, calls, at_once).await?;
        let mut output = std::io::stdout().lock();
        writeln!(output, "{}", (cpu() - start) / calls as f64)?;
        output.flush()?;
    }
    Ok(())
}

/// Makes one round, with several calls at once.
pub(super) async fn once(order: &Order, program: Program, call: Call, calls: usize) -> Result<(), Failure> {
    Caller::of(order, program)?.round(call, calls, IN_FLIGHT).await
}

/// Returns the seconds that this process has been running on a processor.
pub(super) fn cpu() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

enum Caller {
    Ours(miro::api::BoardHandle),
    Raw(Raw),
}

impl Caller {
    fn of(order: &Order, program: Program) -> Result<Self, Failure> {
        Ok(match program {
            Program::Ours => Self::Ours(api(order).build()?.board(&order.board)),
            Program::Raw => Self::Raw(Raw::new(order)?),
        })
    }

    async fn round(&self, call: Call, calls: usize, at_once: usize) -> Result<(), Failure> {
        let left = Cell::new(calls);
        let lanes = (0..at_once.min(calls)).map(|_| async {
            while let Some(others) = left.get().checked_sub(1) {
                left.set(others);
                match self {
                    Self::Ours(board) => ours::call(board, call).await?,
                    Self::Raw(raw) => raw.call(call).await?,
                }
            }
            Ok(())
        });
        try_join_all(lanes).await.map(drop)
    }
}
