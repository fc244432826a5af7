//! The CPU time of a budget.

use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};

use crate::order::{Order, Work};
use crate::statistics::median;

pub(crate) async fn take(report: &mut Report, quick: bool) -> Result<(), Failure> {
    let (rounds, calls) = if quick { (3, 20_000) } else { (5, 100_000) };
    for tasks in [1, 100, 10_000] {
        let mut differences = Vec::new();
        for _ in 0..rounds {
            let with = order(Work::Schedule { tasks, calls, budget: true }).carry_out::<f64>().await?;
            let without = order(Work::Schedule { tasks, calls, budget: false }).carry_out::<f64>().await?;
            differences.push((with - without) * 1e9);
        }
        report.add(&Figure::new(format!("throughput-scheduler-{tasks}"), median(differences), "ns"));
    }
    Ok(())
}

/// An order without a server.
fn order(work: Work) -> Order {
    let nowhere = "http://localhost".to_owned();
    Order { url: nowhere, token: "token".to_owned(), board: "board".to_owned(), redis: None, work }
}
