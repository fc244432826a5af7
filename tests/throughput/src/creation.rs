//! The time to create many items.

use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};

use crate::order::{Way, Work};
use crate::place::Place;

const NOTES: usize = 2_000;

pub(crate) async fn take(report: &mut Report, quick: bool) -> Result<(), Failure> {
    // Creating them all would take long, and each takes as long as the previous one.
    let few = if quick { 50 } else { 200 };
    let scale = NOTES as f64 / few as f64;
    let one_by_one = time(Way::OneByOne, few).await? * scale;
    report.add(&Figure::new("throughput-create-one-by-one", one_by_one, "s"));
    let at_once = time(Way::AtOnce, NOTES).await?;
    report.add(&Figure::new("throughput-create-32-at-once", at_once, "s"));
    let all = time(Way::All, NOTES).await?;
    report.add(&Figure::new("throughput-create-all", all, "s"));
    // Two digits would show nothing of so small a ratio.
    let figure = Figure::new("throughput-create-all-ratio", all / one_by_one * 100.0, "%");
    report.add(&if quick { figure } else { figure.at_most(1.0) });
    Ok(())
}

async fn time(way: Way, notes: usize) -> Result<f64, Failure> {
    let place = Place::with_latency(20).await;
    let time = place.order(Work::Create { way, notes }).carry_out().await?;
    if place.sandbox.item_count(&place.board) != notes + 1 {
        return Err("not all sticky notes have been created".into());
    }
    Ok(time)
}
