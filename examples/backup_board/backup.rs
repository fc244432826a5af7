//! Streams a board to a file.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::pin::pin;

use futures_util::{Stream, StreamExt, TryStreamExt};
use miro::model::{BoardId, Item, ItemId};
use miro::{ErrorKind, MiroApi};

use crate::archive::Writer;
use crate::files;
use crate::progress::Progress;
use crate::record::{Counts, FORMAT, Header, Record, VERSION};

/// Kinds with experimental operations. Miro's list of items may or may not include them.
const EXPERIMENTAL: [&str; 2] = ["code", "mindmap_node"];

/// The result of a backup.
#[derive(Debug)]
pub struct Written {
    pub counts: Counts,
    pub left_out: Vec<String>,
}

/// Writes everything on a board to a file. On failure, an existing file at that path is unchanged.
pub async fn backup(api: &MiroApi, id: &BoardId, path: &Path) -> Result<Written, Box<dyn Error>> {
    let progress = Progress::of(api);
    let board = api.board(id);
    let writer = Writer::create(path)?;
    let mut to = Backup { writer, left_out: Vec::new(), awaited: BTreeMap::new(), progress: &progress };
    let header = Header { format: FORMAT.to_owned(), version: VERSION, board: board.get().await? };
    to.writer.write(&Record::Header(Box::new(header)))?;

    progress.begin("items");
    let mut items = pin!(board.items().list().stream());
    while let Some(item) = items.next().await {
        let Some(mut item) = to.readable("an item", item)? else { continue };
        // Their own operations, below, return everything needed to create them again.
        if EXPERIMENTAL.contains(&item.kind().as_str()) {
            to.awaited.insert(item.id().clone(), item.kind().to_string());
            continue;
        }
        if let Item::DocFormat(document) = &item
            && document.data.as_ref().is_none_or(|data| data.content.is_none())
        {
            item = Item::DocFormat(board.doc_formats().get(&document.id).await?);
        }
        let file = match files::has_file(&item) {
            true => Some(files::fetch(api, &item).await),
            false => None,
        };
        let called = format!("the file of {} {}", item.kind(), item.id());
        to.write(&Record::Item(Box::new(item)))?;
        if let Some(Record::Missing { reason, .. }) = &file {
            to.left_out.push(format!("{called}: {reason}"));
        }
        if let Some(file) = file {
            to.write(&file)?;
        }
    }

    progress.begin("code widgets");
    to.experimental("code widgets", "a code widget", board.code_widgets().list().stream(), |one| {
        Record::CodeWidget(Box::new(one))
    })
    .await?;
    progress.begin("mind map nodes");
    to.experimental("mind maps", "a mind map node", board.mind_map_nodes().list().stream(), |one| {
        Record::MindMapNode(Box::new(one))
    })
    .await?;
    to.leave_out_awaited()?;

    progress.begin("connectors");
    to.all("a connector", board.connectors().list().stream(), |one| Record::Connector(Box::new(one))).await?;
    progress.begin("tags");
    let mut tags = pin!(board.tags().list().stream());
    while let Some(tag) = tags.next().await {
        let Some(tag) = to.readable("a tag", tag)? else { continue };
        let items: Vec<ItemId> =
            board.items().list_by_tag(&tag).stream().map_ok(|item| item.id().clone()).try_collect().await?;
        to.write(&Record::Tag { tag: Box::new(tag), items })?;
    }
    progress.begin("groups");
    to.all("a group", board.item_groups().list().stream(), |one| Record::Group(Box::new(one))).await?;
    progress.begin("members");
    to.all("a member", board.members().list().stream(), |one| Record::Member(Box::new(one))).await?;
    Ok(Written { counts: to.writer.finish()?, left_out: to.left_out })
}

struct Backup<'a> {
    writer: Writer,
    left_out: Vec<String>,
    /// The kinds of experimental items in the list of items, until the items come from their own lists.
    awaited: BTreeMap<ItemId, String>,
    progress: &'a Progress,
}

impl Backup<'_> {
    fn write(&mut self, record: &Record) -> Result<(), String> {
        self.writer.write(record)?;
        self.progress.done();
        Ok(())
    }

    /// Returns the value, or `None` if it is malformed, which is recorded as left out. Any other error ends the backup.
    fn readable<T>(&mut self, what: &str, read: Result<T, miro::Error>) -> Result<Option<T>, Box<dyn Error>> {
        match read {
            Ok(read) => Ok(Some(read)),
            Err(error) if error.kind() == ErrorKind::Decode => {
                self.leave_out(format!("{what} that cannot be read: {error}"))?;
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Backs up the elements of an experimental list. If Miro no longer serves it, the backup continues without it.
    async fn experimental<T>(
        &mut self,
        all_of_them: &str,
        what: &str,
        all: impl Stream<Item = Result<T, miro::Error>>,
        record: impl Fn(T) -> Record,
    ) -> Result<(), Box<dyn Error>>
    where
        ItemId: for<'one> From<&'one T>,
    {
        let mut all = pin!(all);
        let mut count = 0_usize;
        while let Some(one) = all.next().await {
            match one {
                Err(error) if is_unavailable(error.kind()) => {
                    self.leave_out(format!("the {all_of_them}, but for {count} of them: {error}"))?;
                    break;
                }
                one => {
                    if let Some(one) = self.readable(what, one)? {
                        self.awaited.remove(&ItemId::from(&one));
                        self.write(&record(one))?;
                        count += 1;
                    }
                }
            }
        }
        Ok(())
    }

    /// Records the items that were in the list of items but not in their own list.
    fn leave_out_awaited(&mut self) -> Result<(), String> {
        for (id, kind) in std::mem::take(&mut self.awaited) {
            self.leave_out(format!("{kind} {id}: the list of such items does not have it"))?;
        }
        Ok(())
    }

    fn leave_out(&mut self, reason: String) -> Result<(), String> {
        self.writer.write(&Record::Missing { item: None, reason: reason.clone() })?;
        self.left_out.push(reason);
        Ok(())
    }

    async fn all<T>(
        &mut self,
        what: &str,
        all: impl Stream<Item = Result<T, miro::Error>>,
        record: impl Fn(T) -> Record,
    ) -> Result<(), Box<dyn Error>> {
        let mut all = pin!(all);
        while let Some(one) = all.next().await {
            if let Some(one) = self.readable(what, one)? {
                self.write(&record(one))?;
            }
        }
        Ok(())
    }
}

/// Whether the operation does not exist, or is not available to this app or user.
fn is_unavailable(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::NotFound | ErrorKind::Forbidden | ErrorKind::Rejected)
}
