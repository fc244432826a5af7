//! The records of a backup, one per line.

use std::collections::BTreeMap;

use miro::model::experimental::{CodeWidget, MindMapNode};
use miro::model::{Board, BoardMember, Connector, Item, ItemGroup, ItemId, Tag};
use serde::{Deserialize, Serialize};

/// The name of the format, in the header.
pub const FORMAT: &str = "miro board";
/// The version of the format. It is incremented when older programs could not read newer files.
pub const VERSION: u32 = 2;

/// The number of records of each kind.
pub type Counts = BTreeMap<&'static str, usize>;

/// One line: the kind and its content.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// Always the first record.
    Header(Box<Header>),
    Item(Box<Item>),
    /// The file of an image or document, after the record of that item.
    File(StoredFile),
    /// An image or document whose file is not in the backup, or anything else that was left out.
    Missing {
        item: Option<ItemId>,
        reason: String,
    },
    CodeWidget(Box<CodeWidget>),
    MindMapNode(Box<MindMapNode>),
    Connector(Box<Connector>),
    Tag {
        tag: Box<Tag>,
        items: Vec<ItemId>,
    },
    Group(Box<ItemGroup>),
    Member(Box<BoardMember>),
    /// Always the last record: a file without it is truncated.
    End {
        records: u64,
    },
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Header {
    pub format: String,
    pub version: u32,
    pub board: Board,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct StoredFile {
    pub item: ItemId,
    pub media_type: Option<String>,
    /// In base64.
    pub content: String,
}

impl Record {
    /// The kind that it is counted as, or `None` if it is not counted.
    pub fn counts_as(&self) -> Option<&'static str> {
        Some(match self {
            Self::Item(_) => "items",
            Self::File(_) => "files",
            Self::CodeWidget(_) => "code widgets",
            Self::MindMapNode(_) => "mind map nodes",
            Self::Connector(_) => "connectors",
            Self::Tag { .. } => "tags",
            Self::Group(_) => "groups",
            Self::Member(_) => "members",
            Self::Header(_) | Self::Missing { .. } | Self::End { .. } => return None,
        })
    }
}

/// Formats counts: `3 connectors, 1 group, 12 items`.
pub fn listed(counts: &Counts) -> String {
    let texts = counts.iter().map(|(kind, count)| match count {
        1 => format!("1 {}", kind.trim_end_matches('s')),
        count => format!("{count} {kind}"),
    });
    match counts.is_empty() {
        true => "nothing on it".to_owned(),
        false => texts.collect::<Vec<_>>().join(", "),
    }
}
