//! Converts the rows of a CSV file to sticky notes.

use std::fmt;
use std::io::Read;

use csv::{ByteRecord, Error, ReaderBuilder, StringRecord, Trim};
use miro::model::{NewStickyNote, StickyColor};

use crate::color;

/// The width of a note, in board units.
const WIDTH: f64 = 200.0;
/// The distance between the centers of neighboring notes in the grid, in board units.
const SPACING: f64 = 220.0;

/// A valid row, with its note.
#[derive(Debug)]
pub struct Row {
    /// The index among all rows after the header, from 0.
    pub number: usize,
    /// The line of the file on which it begins, from 1.
    pub line: u64,
    pub note: NewStickyNote,
    pub cells: Cells,
}

/// The content of a row, with the position of its note. The position is explicit because the row may have another index in
/// another file.
#[derive(Clone, Debug, PartialEq)]
pub struct Cells {
    pub text: String,
    pub color: StickyColor,
    pub x: f64,
    pub y: f64,
}

/// An invalid row.
#[derive(Debug, PartialEq)]
pub struct BadRow {
    pub line: u64,
    pub reason: String,
}

impl fmt::Display for BadRow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {}", self.line, self.reason)
    }
}

/// The rows of a file.
#[derive(Debug, Default)]
pub struct Rows {
    pub good: Vec<Row>,
    pub bad: Vec<BadRow>,
    /// The number of rows after the header: good, bad and skipped.
    pub count: usize,
}

/// The indexes of the known columns. Others are ignored.
struct Header {
    text: usize,
    color: Option<usize>,
    place: Option<(usize, usize)>,
}

/// Reads all rows except the first `skip`.
///
/// Rows without a position go into a grid of `columns` columns, at the position of their index, so that importing a part of
/// the file places notes like importing the whole file. An error is about the file as a whole.
pub fn read(source: impl Read, columns: usize, skip: usize) -> Result<Rows, String> {
    let mut reader = ReaderBuilder::new().trim(Trim::All).from_reader(source);
    let header = Header::of(reader.headers().map_err(|error| unreadable(&error))?)?;
    let mut rows = Rows::default();
    let mut bytes = ByteRecord::new();
    loop {
        let number = rows.count;
        let (line, cells) = match reader.read_byte_record(&mut bytes) {
            Ok(false) => return Ok(rows),
            Ok(true) => (line_of(&bytes), cells(&bytes, &header, number, columns)),
            Err(error) => match error.kind() {
                csv::ErrorKind::UnequalLengths { pos, expected_len, len } => {
                    let line = pos.as_ref().map_or(0, csv::Position::line);
                    (line, Err(format!("has {len} fields, but the header has {expected_len}")))
                }
                _ => return Err(unreadable(&error)),
            },
        };
        rows.count += 1;
        if number < skip {
            continue;
        }
        match cells.and_then(|cells| Ok((note(&cells)?, cells))) {
            Ok((note, cells)) => rows.good.push(Row { number, line, note, cells }),
            Err(reason) => rows.bad.push(BadRow { line, reason }),
        }
    }
}

fn line_of(record: &ByteRecord) -> u64 {
    record.position().map_or(0, csv::Position::line)
}

fn unreadable(error: &Error) -> String {
    format!("the file cannot be read as CSV: {error}")
}

impl Header {
    fn of(names: &StringRecord) -> Result<Self, String> {
        let find = |name: &str| {
            names.iter().position(|column| column.trim_start_matches('\u{feff}').eq_ignore_ascii_case(name))
        };
        let text = find("text").ok_or_else(|| {
            let found: Vec<&str> = names.iter().collect();
            format!(
                "the first line names no column `text`; it has: {}. The columns are text, color, x, y",
                found.join(", ")
            )
        })?;
        let place = match (find("x"), find("y")) {
            (Some(x), Some(y)) => Some((x, y)),
            (None, None) => None,
            _ => return Err("the first line has one of the columns x and y, but not the other".to_owned()),
        };
        Ok(Self { text, color: find("color").or_else(|| find("colour")), place })
    }
}

fn cells(bytes: &ByteRecord, header: &Header, number: usize, columns: usize) -> Result<Cells, String> {
    let record = StringRecord::from_byte_record(bytes.clone()).map_err(|_| "is not in UTF-8".to_owned())?;
    let field = |index: usize| record.get(index).unwrap_or_default();
    let text = field(header.text);
    if text.is_empty() {
        return Err("has no text".to_owned());
    }
    let color = match header.color.map(field).filter(|name| !name.is_empty()) {
        Some(name) => color::parse(name)?,
        None => StickyColor::LightYellow,
    };
    let (x, y) = match header.place.map(|(x, y)| (field(x), field(y))) {
        None | Some(("", "")) => in_grid(number, columns),
        Some(("", _)) => return Err("has y but no x".to_owned()),
        Some((_, "")) => return Err("has x but no y".to_owned()),
        Some((x, y)) => (coordinate("x", x)?, coordinate("y", y)?),
    };
    Ok(Cells { text: text.to_owned(), color, x, y })
}

fn note(cells: &Cells) -> Result<NewStickyNote, String> {
    let note = NewStickyNote::new(to_html(&cells.text)).fill_color(cells.color.clone());
    let note = note.at(cells.x, cells.y).width(WIDTH);
    // Serializing a body reports values that Miro does not accept.
    serde_json::to_value(&note).map_err(|error| error.to_string())?;
    Ok(note)
}

fn coordinate(name: &str, text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        _ => Err(format!("{name} is {text:?}, which is no number")),
    }
}

#[allow(clippy::cast_precision_loss)]
fn in_grid(number: usize, columns: usize) -> (f64, f64) {
    let columns = columns.max(1);
    ((number % columns) as f64 * SPACING, (number / columns) as f64 * SPACING)
}

/// Escapes the text of a note, which Miro reads as HTML.
fn to_html(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    escaped.lines().collect::<Vec<_>>().join("<br>")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn notes(text: &str, columns: usize, skip: usize) -> (Vec<Value>, Vec<String>) {
        let rows = read(text.as_bytes(), columns, skip).unwrap();
        let notes = rows.good.iter().map(|row| serde_json::to_value(&row.note).unwrap()).collect();
        (notes, rows.bad.iter().map(BadRow::to_string).collect())
    }

    #[test]
    fn a_row_becomes_a_note() {
        let (notes, bad) = notes("y,Text,color,x\n-2.5,\"a < b\nand c\",Dark Blue,10\n", 5, 0);
        assert_eq!(bad, Vec::<String>::new());
        assert_eq!(notes[0]["data"]["content"], "a &lt; b<br>and c");
        assert_eq!(notes[0]["style"]["fillColor"], "dark_blue");
        assert_eq!((&notes[0]["position"]["x"], &notes[0]["position"]["y"]), (&json!(10.0), &json!(-2.5)));
    }

    #[test]
    fn places_rows_without_coordinates_in_a_grid() {
        let text = "text\na\nb\nc\nd\n";
        let (all, _) = notes(text, 3, 0);
        assert_eq!((&all[3]["position"]["x"], &all[3]["position"]["y"]), (&json!(0.0), &json!(SPACING)));
        assert_eq!(all[2]["position"]["x"], json!(2.0 * SPACING));
        assert_eq!(notes(text, 3, 3).0, all[3..]);
    }

    #[test]
    fn reports_bad_rows_by_line_and_reads_the_rest() {
        let text =
            "text,color,x,y\n\"two\nlines\",,,\n,red,,\na,purpl,,\nb,red,1,\nc,red,one,2\nd\ne,red,1,2\n";
        let (notes, bad) = notes(text, 5, 0);
        assert_eq!(notes.len(), 2);
        let starts = [
            "line 4: has no text",
            "line 5: no sticky note has the colour \"purpl\"",
            "line 6: has x but no y",
            "line 7: x is \"one\", which is no number",
            "line 8: has 1 fields, but the header has 4",
        ];
        assert_eq!(bad.len(), starts.len(), "{bad:?}");
        for (bad, start) in bad.iter().zip(starts) {
            assert!(bad.starts_with(start), "{bad}");
        }
    }

    #[test]
    fn non_utf8_text_is_a_bad_row() {
        let rows = read(&b"text\nok\n\xff\n"[..], 5, 0).unwrap();
        assert_eq!((rows.good.len(), rows.count), (1, 2));
        assert_eq!(rows.bad, [BadRow { line: 3, reason: "is not in UTF-8".into() }]);
    }

    #[test]
    fn rejects_files_without_a_text_column() {
        let error = read("name,color\na,red\n".as_bytes(), 5, 0).unwrap_err();
        assert!(error.contains("it has: name, color"), "{error}");
        assert!(read("text,x\na,1\n".as_bytes(), 5, 0).is_err());
    }

    #[test]
    fn skipped_bad_rows_are_not_reported_again() {
        assert_eq!(notes("text,color\na,no\nb,red\n", 5, 1).1, Vec::<String>::new());
    }
}
