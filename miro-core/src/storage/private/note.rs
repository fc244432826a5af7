use std::fs::File;
use std::io::{self, Read, Seek, Write};

/// The content of a lock file. Its length in bytes is constant, so that rewriting it needs no space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Note {
    /// The greatest fence of a lease that was granted under this lock.
    pub(crate) fence: i64,
    /// The fence under which the login was last written.
    pub(crate) written: i64,
    /// The process that locked it last.
    pub(crate) process: u32,
    /// When unneeded lock files were last removed, in seconds since 1970.
    pub(crate) swept: i64,
}

/// Four numbers with their maximum number of digits, and the separators.
const LENGTH: usize = 19 + 1 + 19 + 1 + 10 + 1 + 19 + 1;

impl Note {
    /// Reads the note. An empty or damaged file has the default: fences are also times, and continue from there.
    pub(crate) fn read(mut file: &File) -> Self {
        let mut text = Vec::with_capacity(LENGTH);
        let read = file.rewind().and_then(|()| file.take(LENGTH as u64).read_to_end(&mut text));
        let text = read.ok().and_then(|_| String::from_utf8(text).ok()).unwrap_or_default();
        Self::parse(&text).unwrap_or_default()
    }

    fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split_ascii_whitespace();
        let mut next = || numbers.next()?.parse::<i64>().ok().filter(|number| *number >= 0);
        let (fence, written, process, swept) = (next()?, next()?, next()?, next()?);
        Some(Self { fence, written, process: process.try_into().ok()?, swept })
    }

    /// Writes the note if possible. Otherwise the previous note stays, which is less complete, but not wrong.
    pub(crate) fn write(&self, file: &File) {
        if let Err(error) = self.try_write(file) {
            tracing::debug!(%error, "a lock file could not be written");
        }
    }

    /// Writes the note, for callers that depend on it.
    pub(crate) fn try_write(&self, mut file: &File) -> io::Result<()> {
        let Self { fence, written, process, swept } = *self;
        let text = format!("{fence:019} {written:019} {process:010} {swept:019}\n");
        file.rewind()?;
        file.write_all(text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_have_a_constant_length() {
        let file = tempfile::tempfile().unwrap();
        assert_eq!(Note::read(&file), Note::default());
        for note in [
            Note { fence: i64::MAX, written: i64::MAX, process: u32::MAX, swept: i64::MAX },
            Note::default(),
            Note { fence: 4, written: 3, process: 2, swept: 1 },
        ] {
            note.try_write(&file).unwrap();
            assert_eq!((Note::read(&file), file.metadata().unwrap().len()), (note, LENGTH as u64));
        }
    }

    #[test]
    fn ignores_invalid_notes() {
        for text in ["", "7", "1 2 3", "-1 2 3 4", "a 2 3 4", "1 2 99999999999 4", "\u{e4}"] {
            assert_eq!(Note::parse(text), None, "{text}");
        }
    }
}
