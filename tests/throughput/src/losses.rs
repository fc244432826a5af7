//! The outcome of calls that meet faults.

use std::collections::HashMap;

use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};
use miro_sandbox::{Fault, FaultRule, RetryHint};

use crate::order::Work;
use crate::place::Place;
use crate::worker::{Item, Note, Raw, Told, number};

/// A note has one call, half of them another, and a third another.
const CALLS_OF_SIX_NOTES: usize = 6 + 3 + 2;

pub(crate) async fn take(report: &mut Report, quick: bool) -> Result<(), Failure> {
    let calls = if quick { 2_000 } else { 100_000 };
    let work = Work::Journal { notes: calls * 6 / CALLS_OF_SIX_NOTES };
    let place = Place::with_latency(0).await;
    place.sandbox.add_fault(FaultRule::new(Fault::OneOf(faults())).probability(0.05, 7));
    let notes: Vec<Note> = place.order(work).carry_out().await?;
    place.sandbox.clear_faults();
    let mut found = HashMap::new();
    let count = |item: Item| {
        let content = item.data.and_then(|data| data.content);
        let number = content.as_deref().and_then(number);
        *found.entry(number).or_default() += 1;
    };
    Raw::new(&place.order(work))?.items(count).await?;
    let verdict = Verdict::of(&notes, &found);
    report.add(&Figure::new("throughput-faults-calls", verdict.calls as f64, "calls"));
    report.add(&Figure::new("throughput-faults-failed", verdict.failed as f64, "calls"));
    report.add(&Figure::new("throughput-faults-unknown", verdict.unknown as f64, "calls"));
    report.add(&Figure::new("throughput-faults-lost", verdict.lost as f64, "calls").at_most(0.0));
    report.add(&Figure::new("throughput-faults-doubled", verdict.doubled as f64, "calls").at_most(0.0));
    report.add(&Figure::new("throughput-faults-misjudged", verdict.misjudged as f64, "errors").at_most(0.0));
    Ok(())
}

fn faults() -> Vec<Fault> {
    let mut faults = vec![
        Fault::Reset,
        Fault::ResetAfter,
        Fault::HalfBody,
        // Waiting would take long, and show nothing.
        Fault::RateLimited(RetryHint::After(0)),
    ];
    for status in [500, 502, 503] {
        faults.push(Fault::status(status));
        faults.push(Fault::status(status).after_effect());
    }
    faults
}

#[derive(Debug, Default, PartialEq)]
struct Verdict {
    calls: usize,
    failed: usize,
    unknown: usize,
    lost: usize,
    doubled: usize,
    misjudged: usize,
}

impl Verdict {
    /// Compares what was reported with what was found, and how often it was found.
    fn of(notes: &[Note], found: &HashMap<Option<usize>, usize>) -> Self {
        let mut verdict = Self::default();
        for note in notes {
            for told in [Some(note.created), note.read, note.deleted].into_iter().flatten() {
                verdict.calls += 1;
                verdict.failed += usize::from(!matches!(told, Told::Success | Told::Nonsense));
                verdict.unknown += usize::from(told == Told::Unknown);
                verdict.lost += usize::from(told == Told::Nonsense);
            }
            verdict.compare(note, found.get(&Some(note.number)).copied().unwrap_or_default());
        }
        // Notes that nobody has written.
        let written = |number: &Option<usize>| number.is_some_and(|number| number < notes.len());
        verdict.doubled +=
            found.iter().filter(|(number, _)| !written(number)).map(|(_, count)| count).sum::<usize>();
        verdict
    }

    fn compare(&mut self, note: &Note, found: usize) {
        match (note.created, note.deleted) {
            // It exists once.
            (Told::Success | Told::Nonsense, None) => {
                self.lost += usize::from(found == 0);
                self.doubled += found.saturating_sub(1);
            }
            // The error says that it still exists.
            (Told::Success | Told::Nonsense, Some(Told::Undone)) => {
                self.misjudged += usize::from(found == 0);
                self.doubled += found.saturating_sub(1);
            }
            (Told::Success | Told::Nonsense, Some(Told::Unknown)) => self.doubled += found.saturating_sub(1),
            // It is gone: either it was not deleted, or a duplicate exists.
            (Told::Success | Told::Nonsense, Some(_)) => self.lost += found,
            (Told::Undone, _) => self.misjudged += found,
            (Told::Done, _) => {
                self.misjudged += usize::from(found == 0);
                self.doubled += found.saturating_sub(1);
            }
            (Told::Unknown, _) => self.doubled += found.saturating_sub(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(created: Told, deleted: Option<Told>, found: usize) -> [usize; 3] {
        let note = Note { number: 0, created, read: None, deleted };
        let verdict = Verdict::of(&[note], &HashMap::from([(Some(0), found)]));
        [verdict.lost, verdict.doubled, verdict.misjudged]
    }

    #[test]
    fn what_was_told_is_compared_with_what_is_there() {
        use Told::{Done, Success, Undone, Unknown};
        for (created, deleted, found, expected) in [
            (Success, None, 1, [0, 0, 0]),
            (Success, None, 0, [1, 0, 0]),
            (Success, None, 3, [0, 2, 0]),
            (Success, Some(Success), 0, [0, 0, 0]),
            (Success, Some(Success), 1, [1, 0, 0]),
            (Success, Some(Undone), 0, [0, 0, 1]),
            (Success, Some(Unknown), 0, [0, 0, 0]),
            (Success, Some(Unknown), 1, [0, 0, 0]),
            (Undone, None, 0, [0, 0, 0]),
            (Undone, None, 1, [0, 0, 1]),
            (Unknown, None, 1, [0, 0, 0]),
            (Unknown, None, 2, [0, 1, 0]),
            (Done, None, 0, [0, 0, 1]),
        ] {
            assert_eq!(verdict(created, deleted, found), expected, "{created:?} {deleted:?} {found}");
        }
    }

    #[test]
    fn what_nobody_has_written_is_one_too_many() {
        assert_eq!(Verdict::of(&[], &HashMap::from([(None, 1), (Some(7), 1)])).doubled, 2);
    }
}
