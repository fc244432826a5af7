//! The backup file, which is written and read line by line.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use miro::model::experimental::{CodeWidget, MindMapNode};
use miro::model::{BoardMember, Connector, Item, ItemGroup, ItemId, Tag};
use tempfile::NamedTempFile;

use crate::record::{Counts, FORMAT, Header, Record, VERSION};

/// Writes a backup to a temporary file, which replaces the target when it is complete.
pub struct Writer {
    path: PathBuf,
    file: BufWriter<NamedTempFile>,
    records: u64,
    pub counts: Counts,
}

impl Writer {
    pub fn create(path: &Path) -> Result<Self, String> {
        let directory =
            path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = NamedTempFile::new_in(directory)
            .map_err(|error| format!("no file can be made in {}: {error}", directory.display()))?;
        Ok(Self { path: path.to_owned(), file: BufWriter::new(file), records: 0, counts: Counts::new() })
    }

    pub fn write(&mut self, record: &Record) -> Result<(), String> {
        let line = serde_json::to_string(record).map_err(|error| error.to_string())?;
        writeln!(self.file, "{line}").map_err(|error| self.failed(&error))?;
        self.records += 1;
        if let Some(kind) = record.counts_as() {
            *self.counts.entry(kind).or_default() += 1;
        }
        Ok(())
    }

    /// Completes the backup, and replaces the file at its path.
    pub fn finish(mut self) -> Result<Counts, String> {
        self.write(&Record::End { records: self.records })?;
        let path = self.path.display();
        let file = self.file.into_inner().map_err(|error| format!("{path}: {}", error.error()))?;
        file.as_file().sync_all().map_err(|error| format!("{path}: {error}"))?;
        file.persist(&self.path).map_err(|error| format!("{path}: {}", error.error))?;
        Ok(self.counts)
    }

    fn failed(&self, error: &std::io::Error) -> String {
        format!("{}: {error}", self.path.display())
    }
}

/// The contents of a backup, except for the contents of files.
#[derive(Debug)]
pub struct Contents {
    pub header: Header,
    pub items: Vec<Item>,
    /// The items whose files are in the backup.
    pub files: HashSet<ItemId>,
    pub missing: HashMap<ItemId, String>,
    pub code_widgets: Vec<CodeWidget>,
    pub mind_map_nodes: Vec<MindMapNode>,
    pub connectors: Vec<Connector>,
    pub tags: Vec<(Tag, Vec<ItemId>)>,
    pub groups: Vec<ItemGroup>,
    pub members: Vec<BoardMember>,
}

/// Reads the records of a file one by one.
pub fn records(path: &Path) -> Result<impl Iterator<Item = Result<Record, String>> + use<>, String> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| format!("{name}: {error}"))?;
    Ok(BufReader::new(file).lines().zip(1_u64..).map(move |(line, number)| {
        let line = line.map_err(|error| format!("{name}: {error}"))?;
        serde_json::from_str(&line).map_err(|error| format!("{name}, line {number}: {error}"))
    }))
}

/// Reads a whole backup.
///
/// A truncated backup, or one of another version, is an error.
pub fn read(path: &Path) -> Result<Contents, String> {
    let name = path.display();
    let mut records = records(path)?;
    let header = match records.next().transpose()? {
        Some(Record::Header(header)) if header.format == FORMAT => *header,
        _ => return Err(format!("{name} does not begin as a backup of a board does")),
    };
    if header.version > VERSION {
        return Err(format!(
            "{name} is of version {}, and this program reads up to {VERSION}",
            header.version
        ));
    }
    let mut contents = Contents {
        header,
        items: Vec::new(),
        files: HashSet::new(),
        missing: HashMap::new(),
        code_widgets: Vec::new(),
        mind_map_nodes: Vec::new(),
        connectors: Vec::new(),
        tags: Vec::new(),
        groups: Vec::new(),
        members: Vec::new(),
    };
    for (count, record) in (1_u64..).zip(records) {
        match record? {
            Record::Header(_) => return Err(format!("{name} has a second header")),
            Record::Item(item) => contents.items.push(*item),
            Record::File(file) => _ = contents.files.insert(file.item),
            Record::Missing { item, reason } => _ = item.map(|item| contents.missing.insert(item, reason)),
            Record::CodeWidget(widget) => contents.code_widgets.push(*widget),
            Record::MindMapNode(node) => contents.mind_map_nodes.push(*node),
            Record::Connector(connector) => contents.connectors.push(*connector),
            Record::Tag { tag, items } => contents.tags.push((*tag, items)),
            Record::Group(group) => contents.groups.push(*group),
            Record::Member(member) => contents.members.push(*member),
            Record::End { records } if records == count => return Ok(contents),
            Record::End { records } => {
                return Err(format!("{name} has {count} records, but says that it has {records}"));
            }
        }
    }
    Err(format!("{name} is cut off: its last record is missing"))
}
