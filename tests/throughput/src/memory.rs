//! The memory of a stream.

use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};

use crate::order::Work;
use crate::place::Place;

pub(crate) async fn take(report: &mut Report, quick: bool) -> Result<(), Failure> {
    let items = if quick { 50_000 } else { 1_000_000 };
    let place = Place::with_latency(0).await;
    place.fill(items);
    let bytes: f64 = place.order(Work::Stream { items }).carry_out().await?;
    report.add(&Figure::new("throughput-memory", bytes / 1e6, "MB").at_most(16.0));
    Ok(())
}
