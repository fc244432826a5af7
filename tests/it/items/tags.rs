//! Tags, and tags on items.

use futures_util::TryStreamExt;
use miro::prelude::*;
use serde_json::json;

use super::board;
use crate::environment::last_body;

#[tokio::test]
async fn round_trips_a_tag() {
    let (sandbox, board) = board().await;
    let tags = board.tags();
    let tag = tags.create(NewTag::new("urgent").fill_color(TagColor::Magenta)).await.unwrap();
    assert_eq!((tag.title.as_deref(), &tag.fill_color), (Some("urgent"), &Some(TagColor::Magenta)));
    assert_eq!(tags.get(&tag.id).await.unwrap(), tag);
    let changed = tags.update(&tag.id, TagChanges::new().title("later")).await.unwrap();
    assert_eq!(last_body(&sandbox, "PATCH"), json!({"title": "later"}));
    assert_eq!(changed.fill_color, Some(TagColor::Magenta), "the colour stays");
    let listed: Vec<Tag> = tags.list().stream().try_collect().await.unwrap();
    assert_eq!(listed.iter().map(|tag| &tag.id).collect::<Vec<_>>(), [&tag.id]);
    tags.delete(&tag.id).await.unwrap();
    assert_eq!(tags.get(&tag.id).await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn detaching_a_tag_keeps_the_item_and_the_tag() {
    let (sandbox, board) = board().await;
    let note = board.sticky_notes().create(NewStickyNote::new("tagged")).await.unwrap();
    let tag = board.tags().create(NewTag::new("urgent")).await.unwrap();
    let item = board.item(&note.id);

    item.attach_tag(&tag.id).await.unwrap();
    let tags = item.tags().await.unwrap().tags;
    assert_eq!(tags.iter().map(|tag| &tag.id).collect::<Vec<_>>(), [&tag.id]);

    item.detach_tag(&tag.id).await.unwrap();
    // The same method and path deletes the item if the query is lost.
    let sent = sandbox.requests().pop().unwrap();
    assert_eq!((sent.method.as_str(), sent.query), ("DELETE", format!("tag_id={}", tag.id)));
    assert!(item.tags().await.unwrap().tags.is_empty());
    assert_eq!(board.sticky_notes().get(&note.id).await.unwrap(), note);
    assert_eq!(board.tags().get(&tag.id).await.unwrap().id, tag.id);
}

#[tokio::test]
async fn items_are_listed_by_their_tag() {
    let (sandbox, board) = board().await;
    let tag = board.tags().create(NewTag::new("mine")).await.unwrap();
    let mut expected = Vec::new();
    for number in 0..5 {
        let card = board.cards().create(NewCard::new(format!("Card {number}"))).await.unwrap();
        if number % 2 == 0 {
            board.item(&card.id).attach_tag(&tag.id).await.unwrap();
            expected.push(card.id);
        }
    }
    sandbox.clear_requests();
    let list = board.items().list_by_tag(&tag.id);
    let page = list.clone().limit(2).await.unwrap();
    assert_eq!((page.data.len(), page.total), (2, Some(3)));
    let items: Vec<Item> = list.limit(2).stream().try_collect().await.unwrap();
    assert_eq!(items.iter().map(|item| item.id().clone()).collect::<Vec<_>>(), expected);
    let queries: Vec<_> = sandbox.requests().into_iter().map(|request| request.query).collect();
    let first = format!("tag_id={}&limit=2", tag.id);
    assert_eq!(queries, [first.clone(), first.clone(), format!("{first}&offset=2")]);
}
