//! Rows that are not certainly on the board: reported by line, and written to files that can be imported again.

use std::io::BufWriter;
use std::path::{Path, PathBuf};

use csv::Writer;
use tempfile::NamedTempFile;

use crate::import::Undone;

/// Writes these rows to a new file next to their source: `notes.failed.csv` next to `notes.csv`, or `notes.failed-2.csv` if
/// that already exists.
pub fn write(source: &Path, kind: &str, rows: &[Undone]) -> Result<PathBuf, String> {
    let directory = source.parent().filter(|parent| !parent.as_os_str().is_empty());
    let directory = directory.unwrap_or(Path::new("."));
    let failed =
        |error: &dyn std::fmt::Display| format!("no file can be written in {}: {error}", directory.display());
    let file = NamedTempFile::new_in(directory).map_err(|error| failed(&error))?;
    let mut writer = Writer::from_writer(BufWriter::new(file));
    writer.write_record(["text", "color", "x", "y"]).map_err(|error| failed(&error))?;
    for Undone { cells, .. } in rows {
        let (x, y) = (cells.x.to_string(), cells.y.to_string());
        writer.write_record([&cells.text, cells.color.as_str(), &x, &y]).map_err(|error| failed(&error))?;
    }
    let file = writer.into_inner().map_err(|error| failed(error.error()))?;
    let mut file = file.into_inner().map_err(|error| failed(error.error()))?;
    for number in 1_u32.. {
        let extension = match number {
            1 => format!("{kind}.csv"),
            number => format!("{kind}-{number}.csv"),
        };
        let path = source.with_extension(extension);
        // Never overwrite the rows of an earlier import: they may not have been imported yet.
        match file.persist_noclobber(&path) {
            Ok(_) => return Ok(path),
            Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => file = error.file,
            Err(error) => return Err(failed(&error.error)),
        }
    }
    Err(failed(&"there are too many of them"))
}

/// Returns the lines with their reasons. Consecutive rows with the same reason are combined.
pub fn reasons(rows: &[Undone]) -> Vec<String> {
    let same = rows.chunk_by(|one, next| next.number == one.number + 1 && one.reason == next.reason);
    let texts = same.filter_map(|rows| match rows {
        [] => None,
        [one] => Some(format!("line {}: {}", one.line, one.reason)),
        [first, .., last] => Some(format!("lines {} to {}: {}", first.line, last.line, first.reason)),
    });
    texts.collect()
}

#[cfg(test)]
mod tests {
    use miro::model::StickyColor;

    use super::*;
    use crate::rows::{self, Cells};

    fn undone(number: usize, line: u64, reason: &str, text: &str) -> Undone {
        let cells = Cells { text: text.to_owned(), color: StickyColor::Cyan, x: 12.5, y: -220.0 };
        Undone { number, line, reason: reason.to_owned(), cells }
    }

    #[test]
    fn round_trips_rows() {
        let directory = tempfile::tempdir().unwrap();
        let source = directory.path().join("notes.csv");
        let texts = ["plain", "with, comma", "with \"quotes\"", "two\nlines", "<b>&amp;</b>"];
        let all: Vec<Undone> = texts.into_iter().map(|text| undone(0, 2, "x", text)).collect();
        let path = write(&source, "failed", &all).unwrap();
        assert_eq!(path, directory.path().join("notes.failed.csv"));
        let read = rows::read(std::fs::File::open(path).unwrap(), 3, 0).unwrap();
        assert!(read.bad.is_empty(), "{:?}", read.bad);
        let cells: Vec<Cells> = read.good.into_iter().map(|row| row.cells).collect();
        assert_eq!(cells, all.into_iter().map(|row| row.cells).collect::<Vec<_>>());
    }

    #[test]
    fn keeps_files_of_earlier_imports() {
        let directory = tempfile::tempdir().unwrap();
        let source = directory.path().join("notes.csv");
        let first = write(&source, "failed", &[undone(0, 2, "x", "first")]).unwrap();
        let second = write(&source, "failed", &[undone(0, 2, "x", "second")]).unwrap();
        assert_eq!(second, directory.path().join("notes.failed-2.csv"));
        assert!(std::fs::read_to_string(first).unwrap().contains("first"));
        assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 2);
    }

    #[test]
    fn groups_consecutive_rows_with_one_reason() {
        let rows = [(0, 2, "a"), (1, 3, "a"), (2, 5, "a"), (3, 6, "b"), (9, 12, "b"), (10, 13, "b")];
        let rows = rows.map(|(number, line, reason)| undone(number, line, reason, ""));
        assert_eq!(reasons(&rows), ["lines 2 to 5: a", "line 6: b", "lines 12 to 13: b"]);
    }
}
