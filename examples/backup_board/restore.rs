//! Restores a file to a new board.

mod experimental;

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

use futures_util::{StreamExt, stream};
use miro::MiroApi;
use miro::api::BoardHandle;
use miro::model::{BoardId, BoardInvitation, Connector, Item, ItemChanges, ItemId, NewBoard, NewItem, TagId};

use crate::archive::{self, Contents};
use crate::files;
use crate::order;
use crate::progress::Progress;
use crate::record::{Counts, Record};

/// The number of concurrent calls, for things that need one call each.
const CONCURRENCY: usize = 8;
/// The maximum number of invitations per call, set by Miro.
const INVITATIONS: usize = 20;

/// The result of a restore.
#[derive(Debug)]
pub struct Restored {
    pub board: BoardId,
    pub name: String,
    pub counts: Counts,
    pub left_out: Vec<String>,
    /// Items that were restored with changes.
    pub changed: Vec<String>,
}

/// Creates a new board from a backup, and invites these people to it. On an error there is no new board.
pub async fn restore(api: &MiroApi, path: &Path, invite: &[String]) -> Result<Restored, Box<dyn Error>> {
    let contents = archive::read(path)?;
    let name = contents.header.board.name.clone().unwrap_or_else(|| "Untitled".to_owned());
    let mut new = NewBoard::new(&name);
    if let Some(description) = &contents.header.board.description {
        new = new.description(description);
    }
    let id = api.boards().create(new).await?.id;
    let progress = Progress::of(api);
    let mut restore = Restore {
        board: api.board(&id),
        items: contents.items.iter().map(|item| (item.id(), item)).collect(),
        copies: HashMap::new(),
        counts: Counts::new(),
        left_out: Vec::new(),
        changed: Vec::new(),
        progress: &progress,
    };

    progress.begin("items");
    for round in order::rounds(&contents.items) {
        restore.round(&round, &contents).await;
    }
    progress.begin("files");
    if let Err(error) = restore.files(path).await {
        restore.left_out.push(error);
    }
    progress.begin("code widgets");
    restore.code_widgets(&contents.code_widgets).await;
    progress.begin("mind map nodes");
    restore.mind_maps(&contents).await;
    progress.begin("tags");
    restore.tags(&contents).await;
    progress.begin("groups");
    restore.groups(&contents).await;
    progress.begin("connectors");
    restore.connectors(&contents.connectors).await;
    progress.begin("invitations");
    restore.invite(invite).await;
    let Restore { counts, left_out, changed, .. } = restore;
    Ok(Restored { board: id, name, counts, left_out, changed })
}

struct Restore<'a> {
    board: BoardHandle,
    items: HashMap<&'a ItemId, &'a Item>,
    /// Maps old items to new ones.
    copies: HashMap<ItemId, ItemId>,
    counts: Counts,
    left_out: Vec<String>,
    changed: Vec<String>,
    progress: &'a Progress,
}

impl Restore<'_> {
    fn made(&mut self, kind: &'static str) {
        *self.counts.entry(kind).or_default() += 1;
        self.progress.done();
    }

    /// Creates items whose frames exist already.
    async fn round(&mut self, items: &[&Item], contents: &Contents) {
        let mut old = Vec::new();
        let mut new = Vec::new();
        for item in items {
            match creation(item) {
                Some(creation) => {
                    new.push(self.placed(item, creation));
                    old.push(*item);
                }
                None if contents.files.contains(item.id()) => (),
                None => {
                    let reason = contents.missing.get(item.id()).map(String::as_str);
                    let reason = reason.unwrap_or("the API cannot create such an item");
                    self.left_out.push(format!("{} {}: {reason}", item.kind(), item.id()));
                }
            }
        }
        let mut batch = self.board.items().create_all(new);
        while let Some(done) = batch.next().await {
            let Some(item) = old.get(done.index) else { continue };
            match done.result {
                Ok(copy) => {
                    self.copies.insert(item.id().clone(), copy.id().clone());
                    self.made("items");
                }
                Err(error) => self.left_out.push(format!("{} {}: {error}", item.kind(), item.id())),
            }
        }
    }

    /// Places a new item in the new frame, or else on the board itself, at the same position.
    fn placed(&mut self, item: &Item, creation: NewItem) -> NewItem {
        match self.parent(item) {
            Place::Same => creation,
            Place::Inside(frame) => creation.inside(frame),
            Place::OnBoard(x, y) => creation.at(x, y),
        }
    }

    fn parent(&mut self, item: &Item) -> Place {
        let Some(parent) = item.parent() else { return Place::Same };
        // Miro cannot create frames in frames.
        if !matches!(item, Item::Frame(_))
            && let Some(frame) = self.copies.get(&parent.id)
        {
            return Place::Inside(frame.clone());
        }
        let left_out = format!("{} {}: is on the board, and not in its frame", item.kind(), item.id());
        match order::on_board(item, &self.items) {
            Some((x, y)) => {
                self.left_out.push(left_out);
                Place::OnBoard(x, y)
            }
            None => {
                self.left_out.push(format!("{left_out}; its place there is not known"));
                Place::Same
            }
        }
    }

    /// Uploads images and documents, one file at a time.
    async fn files(&mut self, path: &Path) -> Result<(), String> {
        for record in archive::records(path)? {
            let Record::File(file) = record? else { continue };
            let Some(item) = self.items.get(&file.item).copied() else { continue };
            let uploaded = match files::upload(file) {
                Ok(file) => match item {
                    Item::Image(image) => {
                        self.board.images().upload(image.to_upload(file)).await.map(|copy| copy.id)
                    }
                    Item::Document(document) => {
                        self.board.documents().upload(document.to_upload(file)).await.map(|copy| copy.id)
                    }
                    _ => continue,
                }
                .map_err(|error| error.to_string()),
                Err(error) => Err(error),
            };
            match uploaded {
                Ok(copy) => {
                    self.copies.insert(item.id().clone(), copy.clone());
                    self.made("files");
                    self.made("items");
                    self.move_upload(item, copy).await;
                }
                Err(reason) => self.left_out.push(format!("{} {}: {reason}", item.kind(), item.id())),
            }
        }
        Ok(())
    }

    /// Moves an upload, which is created on the board itself, to its frame.
    async fn move_upload(&mut self, item: &Item, copy: ItemId) {
        let place = item.position().and_then(|position| position.x.zip(position.y));
        let changes = match (self.parent(item), place) {
            (Place::Same, _) => return,
            (Place::Inside(frame), Some((x, y))) => ItemChanges::new().inside(frame).at(x, y),
            (Place::Inside(frame), None) => ItemChanges::new().inside(frame),
            (Place::OnBoard(x, y), _) => ItemChanges::new().at(x, y),
        };
        if let Err(error) = self.board.item(copy).update(changes).await {
            self.left_out.push(format!("the place of {} {}: {error}", item.kind(), item.id()));
        }
    }

    async fn tags(&mut self, contents: &Contents) {
        let mut pairs: Vec<(TagId, ItemId)> = Vec::new();
        for (tag, items) in &contents.tags {
            let title = tag.title.as_deref().unwrap_or_default();
            match self.board.tags().create(tag.to_new()).await {
                Ok(copy) => {
                    self.made("tags");
                    let copies: Vec<_> = items.iter().filter_map(|item| self.copies.get(item)).collect();
                    if copies.len() < items.len() {
                        let count = items.len() - copies.len();
                        self.left_out.push(format!("tag {title:?} on {count} items that are not there"));
                    }
                    pairs.extend(copies.into_iter().map(|item| (copy.id.clone(), item.clone())));
                }
                Err(error) => self.left_out.push(format!("tag {title:?}: {error}")),
            }
        }
        let board = self.board.clone();
        let calls = pairs.into_iter().map(|(tag, item)| {
            let board = board.clone();
            async move {
                let attached = board.item(&item).attach_tag(&tag).await;
                attached.map_err(|error| format!("a tag on the new item {item}: {error}"))
            }
        });
        let mut calls = stream::iter(calls).buffered(CONCURRENCY);
        while let Some(attached) = calls.next().await {
            self.left_out.extend(attached.err());
        }
    }

    async fn groups(&mut self, contents: &Contents) {
        for group in &contents.groups {
            let items = group.data.as_ref().map(|data| data.items.as_slice()).unwrap_or_default();
            let count = items.iter().filter(|item| self.copies.contains_key(*item)).count();
            if count < items.len() {
                self.left_out.push(format!("{} items of group {}", items.len() - count, group.id));
            }
            if count < 2 {
                continue;
            }
            let new = group.to_new(|item| self.copies.get(item).cloned());
            match self.board.item_groups().create(new).await {
                Ok(_) => self.made("groups"),
                Err(error) => self.left_out.push(format!("group {}: {error}", group.id)),
            }
        }
    }

    /// Creates the connectors whose ends both exist.
    async fn connectors(&mut self, connectors: &[Connector]) {
        let mut calls = Vec::new();
        for connector in connectors {
            let [start, end] = [&connector.start_item, &connector.end_item]
                .map(|end| self.copies.get(end.as_ref()?.id.as_ref()?).cloned());
            let (Some(start), Some(end)) = (start, end) else {
                let reason = format!("connector {}: an item at its ends is not there", connector.id);
                self.left_out.push(reason);
                continue;
            };
            let (id, call) =
                (&connector.id, self.board.connectors().create(connector.to_new(start, end)).send());
            calls.push(async move { call.await.map_err(|error| format!("connector {id}: {error}")) });
        }
        let mut calls = stream::iter(calls).buffered(CONCURRENCY);
        while let Some(made) = calls.next().await {
            match made {
                Ok(_) => self.made("connectors"),
                Err(reason) => self.left_out.push(reason),
            }
        }
    }

    async fn invite(&mut self, people: &[String]) {
        for some in people.chunks(INVITATIONS) {
            match self.board.members().invite(BoardInvitation::new(some.iter().cloned())).await {
                Ok(result) => {
                    for _ in &result.successful {
                        self.made("invitations");
                    }
                    let failed = result.failed.iter().map(|failed| {
                        let of = |text: &Option<String>| text.clone().unwrap_or_default();
                        format!("the invitation of {}: {}", of(&failed.email), of(&failed.reason))
                    });
                    self.left_out.extend(failed);
                }
                Err(error) => self.left_out.push(format!("{} invitations: {error}", some.len())),
            }
        }
    }
}

/// The place of a copy.
enum Place {
    Same,
    Inside(ItemId),
    OnBoard(f64, f64),
}

/// Returns the request that creates an item again, if that needs no file.
fn creation(item: &Item) -> Option<NewItem> {
    match item {
        Item::DocFormat(document) => document.to_new().map(NewItem::from),
        item => item.to_new(),
    }
}
