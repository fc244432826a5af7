//! The time to read lists.

use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};

use crate::order::{List, Work};
use crate::place::Place;

pub(crate) async fn take(report: &mut Report, quick: bool) -> Result<(), Failure> {
    for latency in if quick { &[20][..] } else { &[0, 20, 100][..] } {
        let place = Place::with_latency(*latency).await;
        place.fill(if quick { 2_000 } else { 10_000 });
        for busy in [false, true] {
            let mut times = [0.0; 2];
            for (prefetch, time) in times.iter_mut().enumerate() {
                let work = Work::List { list: List::Items, prefetch, busy };
                *time = place.order(work).carry_out::<f64>().await?;
                let name = format!(
                    "throughput-items-{latency}ms-prefetch-{prefetch}{}",
                    if busy { "-busy" } else { "" }
                );
                report.add(&Figure::new(name, *time, "s"));
            }
            if *latency == 20 && busy {
                let ratio = times[1] / times[0];
                let figure = Figure::new("throughput-items-prefetch-busy", ratio, "");
                report.add(&if quick { figure } else { figure.at_most(0.55) });
            }
        }
    }
    let place = Place::with_latency(20).await;
    for number in 0..2_000 {
        place.sandbox.seed_board(&format!("Board {number}"));
    }
    let mut times = Vec::new();
    for prefetch in [0, 8] {
        let work = Work::List { list: List::Boards, prefetch, busy: false };
        let time: f64 = place.order(work).carry_out().await?;
        report.add(&Figure::new(format!("throughput-boards-prefetch-{prefetch}"), time, "s"));
        times.push(time);
    }
    let figure = Figure::new("throughput-boards-prefetch", times[1] / times[0], "");
    report.add(&if quick { figure } else { figure.at_most(0.18) });
    Ok(())
}
