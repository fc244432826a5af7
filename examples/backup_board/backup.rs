//! From a board to a file, as it streams.

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

/// What was written.
#[derive(Debug)]
pub struct Written {
    pub counts: Counts,
    pub left_out: Vec<String>,
}

/// Writes all that is on a board into a file. If it fails, what was at that path stays as it was.
pub async fn backup(api: &MiroApi, id: &BoardId, path: &Path) -> Result<Written, Box<dyn Error>> {
    let progress = Progress::of(api);
    let board = api.board(id);
    let mut to = Backup { writer: Writer::create(path)?, left_out: Vec::new(), progress: &progress };
    let header = Header { format: FORMAT.to_owned(), version: VERSION, board: board.get().await? };
    to.writer.write(&Record::Header(Box::new(header)))?;

    progress.begin("items");
    let mut items = pin!(board.items().list().stream());
    while let Some(item) = items.next().await {
        let Some(mut item) = to.readable("an item", item)? else { continue };
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
    progress: &'a Progress,
}

impl Backup<'_> {
    fn write(&mut self, record: &Record) -> Result<(), String> {
        self.writer.write(record)?;
        self.progress.done();
        Ok(())
    }

    /// What was read. One that cannot be read is noted, and does not cost the others; any other error ends the backup.
    fn readable<T>(&mut self, what: &str, read: Result<T, miro::Error>) -> Result<Option<T>, Box<dyn Error>> {
        match read {
            Ok(read) => Ok(Some(read)),
            Err(error) if error.kind() == ErrorKind::Decode => {
                let reason = format!("{what} that cannot be read: {error}");
                self.writer.write(&Record::Missing { item: None, reason: reason.clone() })?;
                self.left_out.push(reason);
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
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
