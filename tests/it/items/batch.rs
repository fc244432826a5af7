//! Any number of items: packed into calls, reported in order, and none lost because of others.

use std::time::Duration;

use futures_util::StreamExt;
use miro::Outcome;
use miro::batch::Done;
use miro::model::NewText;
use miro::prelude::*;
use miro_sandbox::{Fault, Sandbox};

use crate::environment;

async fn board() -> (Sandbox, BoardHandle, String) {
    let (sandbox, api) = environment::sandbox().await;
    let board_id = sandbox.seed_board("Batch");
    (sandbox, api.board(&board_id), board_id)
}

fn notes(count: usize) -> impl Iterator<Item = NewStickyNote> + Send {
    (0..count).map(|number| NewStickyNote::new(number.to_string()))
}

fn text_of(item: &Item) -> String {
    match item {
        Item::StickyNote(note) => note.data.as_ref().and_then(|data| data.content.clone()).unwrap(),
        other => panic!("{other:?}"),
    }
}

fn indices<T>(done: &[Done<T>]) -> Vec<usize> {
    done.iter().map(|done| done.index).collect()
}

#[tokio::test]
async fn sends_items_in_calls_of_twenty_and_yields_in_order() {
    let (sandbox, board, board_id) = board().await;
    let batch = board.items().create_all(notes(105));
    let progress = batch.progress();
    let done: Vec<_> = batch.collect().await;
    assert_eq!(indices(&done), (0..105).collect::<Vec<_>>());
    for done in done {
        assert_eq!(text_of(&done.result.unwrap()), done.index.to_string());
    }
    assert_eq!(sandbox.item_count(&board_id), 105);
    assert_eq!(sandbox.requests().len(), 6);
    assert_eq!((progress.succeeded(), progress.failed(), progress.under_way()), (105, 0, 0));
    assert_eq!(board.items().create_all(notes(0)).count().await, 0);
}

#[tokio::test]
async fn an_invalid_item_makes_no_call() {
    let (sandbox, board, _) = board().await;
    let items = (0..45).map(|number| {
        let note = NewStickyNote::new(number.to_string());
        if number == 25 { note.fill_color("lightyelow") } else { note }
    });
    let done: Vec<_> = board.items().create_all(items).collect().await;
    assert_eq!(indices(&done), (0..45).collect::<Vec<_>>());
    for done in done {
        match done.result {
            Ok(item) => assert_eq!(text_of(&item), done.index.to_string()),
            Err(error) => {
                assert_eq!((done.index, error.outcome()), (25, Outcome::NotSent), "{error}");
                assert!(error.to_string().contains("light_yellow"), "{error}");
            }
        }
    }
    assert_eq!(sandbox.requests().len(), 3);
}

#[tokio::test]
async fn rejected_items_do_not_fail_the_others() {
    let (sandbox, board, board_id) = board().await;
    let items = (0..50).map(|number| match number {
        7 => NewStickyNote::new("7").inside("404"),
        13 => NewStickyNote::new("13").inside("405"),
        number => NewStickyNote::new(number.to_string()),
    });
    let done: Vec<_> = board.items().create_all(items).collect().await;
    assert_eq!(indices(&done), (0..50).collect::<Vec<_>>());
    for done in done {
        match done.result {
            Ok(item) => assert_eq!(text_of(&item), done.index.to_string()),
            Err(error) => {
                assert!([7, 13].contains(&done.index), "{error}");
                assert_eq!(error.kind(), ErrorKind::Rejected);
                assert_eq!(error.outcome(), Outcome::Rejected);
                assert!(error.to_string().contains("refused: `parent.id`"), "{error}");
            }
        }
    }
    assert_eq!(sandbox.item_count(&board_id), 48);
}

#[tokio::test]
async fn invalid_items_do_not_fail_the_others() {
    let (sandbox, board, board_id) = board().await;
    let items: Vec<NewItem> = vec![
        NewText::new("good").into(),
        NewText::new("bad").font_size(0.0).into(),
        NewText::new("good").into(),
    ];
    let done: Vec<_> = board.items().create_all(items).collect().await;
    let error = done[1].result.as_ref().unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::InvalidInput, Outcome::NotSent));
    assert!(error.to_string().contains("fontSize"), "{error}");
    assert!(done[0].result.is_ok() && done[2].result.is_ok());
    assert_eq!(sandbox.item_count(&board_id), 2);
}

#[tokio::test]
async fn creates_items_without_bulk_support_one_by_one_in_order() {
    let (sandbox, board, _) = board().await;
    let items: Vec<NewItem> = vec![
        NewStickyNote::new("0").into(),
        NewDocFormat::new("# One").into(),
        NewStickyNote::new("2").into(),
        NewStickyNote::new("3").into(),
    ];
    let done: Vec<_> = board.items().create_all(items).collect().await;
    let items: Vec<_> = done.into_iter().map(|done| done.result.unwrap()).collect();
    assert!(matches!(&items[1], Item::DocFormat(_)), "{:?}", items[1]);
    assert_eq!([text_of(&items[0]), text_of(&items[2]), text_of(&items[3])], ["0", "2", "3"]);
    assert_eq!(sandbox.requests().len(), 3);
}

#[tokio::test]
async fn creates_flowchart_shapes_by_their_operation_in_order() {
    let (sandbox, board, _) = board().await;
    let shapes = [
        ShapeKind::Star,
        ShapeKind::FlowChartTerminator,
        // Despite its name, Miro counts it among the basic ones.
        ShapeKind::FlowChartPredefinedProcess,
        ShapeKind::Can,
        ShapeKind::FlowChartDecision,
    ];
    let new = shapes.clone().map(|shape| NewShape::new(shape).content("x").at(10.0, 20.0).width(80.0));
    let done: Vec<_> = board.items().create_all(new).collect().await;
    let created: Vec<Item> = done.into_iter().map(|done| done.result.unwrap()).collect();
    let kinds = created.iter().map(|item| item.as_shape().unwrap().data.as_ref().unwrap().shape.clone());
    assert_eq!(kinds.collect::<Vec<_>>(), shapes.map(Some));
    assert!(created.iter().all(|item| item.position().unwrap().x == Some(10.0)));
    let requests = sandbox.requests();
    let paths: Vec<_> = requests.iter().map(|request| request.path.rsplit('/').next().unwrap()).collect();
    assert_eq!(paths, ["bulk", "shapes", "bulk", "shapes"]);
    assert!(requests[1].path.starts_with("/v2-experimental/"), "{}", requests[1].path);
}

#[tokio::test]
async fn does_not_repeat_a_call_of_unknown_outcome() {
    let (sandbox, board, board_id) = board().await;
    sandbox.next_on("POST", "/v2/boards", Fault::ResetAfter);
    let batch = board.items().create_all(notes(60)).concurrency(1);
    let done: Vec<_> = batch.collect().await;
    let unknown: Vec<_> = done
        .iter()
        .filter(|done| done.result.as_ref().is_err_and(|error| error.outcome() == Outcome::Unknown))
        .map(|done| done.index)
        .collect();
    assert_eq!(unknown, (0..20).collect::<Vec<_>>());
    assert_eq!(done.iter().filter(|done| done.result.is_ok()).count(), 40);
    assert_eq!(sandbox.item_count(&board_id), 60, "they were created, and not twice");
}

#[tokio::test]
async fn a_stopped_batch_yields_every_attempted_item() {
    let (sandbox, board, board_id) = board().await;
    let mut batch = board.items().create_all(notes(1_000)).concurrency(2);
    let progress = batch.progress();
    let mut yielded = 0;
    while let Some(done) = batch.next().await {
        assert_eq!(done.index, yielded);
        done.result.unwrap();
        yielded += 1;
        if yielded == 30 {
            progress.stop();
        }
    }
    assert_eq!(sandbox.item_count(&board_id), yielded);
    assert!((40..=80).contains(&yielded), "{yielded}");
    assert_eq!((progress.succeeded(), progress.under_way()), (yielded, 0));
}

#[tokio::test]
async fn a_slow_consumer_applies_backpressure() {
    let (sandbox, board, _) = board().await;
    let mut batch = board.items().create_all(notes(1_000)).concurrency(3);
    batch.next().await.unwrap().result.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    assert!(sandbox.requests().len() <= 4, "{}", sandbox.requests().len());
}

#[tokio::test]
async fn updates_and_deletes_items_in_order() {
    let (sandbox, board, board_id) = board().await;
    let ids = sandbox.seed_items(&board_id, "sticky_note", 30);
    let changes = ids
        .clone()
        .into_iter()
        .zip(0_i32..)
        .map(|(id, place)| (ItemId::from(id), ItemChanges::new().at(f64::from(place), 0.0)));
    let moved: Vec<_> = board.items().update_all(changes).collect().await;
    for done in moved {
        let item = done.result.unwrap();
        assert_eq!(item.id().as_str(), ids[done.index]);
        assert_eq!(item.position().and_then(|position| position.x), Some(done.index as f64));
    }
    let with_a_stranger =
        ids.clone().into_iter().take(10).chain(["404".to_owned()]).chain(ids[10..].to_vec());
    let deleted: Vec<_> = board.items().delete_all(with_a_stranger.collect::<Vec<_>>()).collect().await;
    let failed: Vec<_> = deleted.iter().filter(|done| done.result.is_err()).map(|done| done.index).collect();
    assert_eq!(failed, [10]);
    assert_eq!(sandbox.item_count(&board_id), 0);
}

/// The order of creation is the only order from back to front that a program can set.
#[tokio::test]
async fn creates_items_in_the_given_order() {
    let (sandbox, board, _) = board().await;
    sandbox.next_on("POST", "/items/bulk", Fault::Delay(Duration::from_millis(100)));
    let done: Vec<_> = board.items().create_all(notes(70)).collect().await;
    assert!(done.iter().all(|done| done.result.is_ok()));
    let landed: Vec<Item> = board.items().list().stream().map(Result::unwrap).collect().await;
    let texts: Vec<_> = landed.iter().map(text_of).collect();
    assert_eq!(texts, (0..70).map(|number| number.to_string()).collect::<Vec<_>>());
}
