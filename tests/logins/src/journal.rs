//! The record that a worker keeps of its refreshes, so that they are known after it was killed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// A step of a refresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The refresh token was sent.
    Asked,
    /// The response has arrived, with a new pair.
    Answered,
    /// The new pair is stored, or the storage reported that it is not.
    Written,
}

impl Step {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Asked, "asked"), (Self::Answered, "answered"), (Self::Written, "written")];
}

/// Each line is one write, so what was written stays, however the process ends.
#[derive(Debug)]
pub(crate) struct Journal {
    file: Mutex<File>,
    start: Instant,
}

impl Journal {
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        Ok(Self { file: Mutex::new(file), start: Instant::now() })
    }

    pub(crate) fn note(&self, step: Step) {
        let name = Step::ALL.iter().find(|(other, _)| *other == step).map_or("", |(_, name)| *name);
        let line = format!("{name} {}\n", self.start.elapsed().as_micros());
        let mut file = self.file.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        file.write_all(line.as_bytes()).unwrap_or_else(|error| panic!("the journal: {error}"));
    }
}

/// Returns the record of a worker, in order.
pub(crate) fn read(path: &Path) -> io::Result<Vec<(Step, Duration)>> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        text => text?,
    };
    let entry = |line: &str| {
        let (name, micros) = line.split_once(' ')?;
        let (step, _) = Step::ALL.iter().find(|(_, other)| *other == name)?;
        Some((*step, Duration::from_micros(micros.parse().ok()?)))
    };
    Ok(text.lines().filter_map(entry).collect())
}

/// Whether it ended during a refresh, so that Miro's response may be lost.
pub(crate) fn ends_in_window(entries: &[(Step, Duration)]) -> bool {
    entries.last().is_some_and(|(step, _)| *step != Step::Written)
}

/// Returns how long each refresh took from Miro's response to the end of the write.
pub(crate) fn windows(entries: &[(Step, Duration)]) -> impl Iterator<Item = Duration> {
    entries.windows(2).filter_map(|pair| match pair {
        [(Step::Answered, from), (Step::Written, to)] => Some(to.saturating_sub(*from)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        assert!(read(&path).unwrap().is_empty() && !ends_in_window(&[]));
        let journal = Journal::create(&path).unwrap();
        for step in [Step::Asked, Step::Answered, Step::Written, Step::Asked] {
            journal.note(step);
            let entries = read(&path).unwrap();
            assert_eq!(entries.last().map(|(step, _)| *step), Some(step));
            assert_eq!(ends_in_window(&entries), step != Step::Written);
        }
        let entries = read(&path).unwrap();
        assert_eq!(windows(&entries).collect::<Vec<_>>(), [entries[2].1 - entries[1].1]);
    }
}
