//! Connectors are created, read and changed.

use futures_util::TryStreamExt;
use miro::model::{ConnectorChanges, ConnectorShape, SnapTo, StrokeCap};
use miro::prelude::*;
use serde_json::json;

use super::board;
use crate::environment::last_body;

async fn two_notes(board: &BoardHandle) -> [ItemId; 2] {
    let one = board.sticky_notes().create(NewStickyNote::new("one")).await.unwrap();
    let other = board.sticky_notes().create(NewStickyNote::new("other")).await.unwrap();
    [one.id, other.id]
}

#[tokio::test]
async fn round_trips_a_connector() {
    let (sandbox, board) = board().await;
    let [one, other] = two_notes(&board).await;
    let connectors = board.connectors();
    let new = NewConnector::new(&one, &other)
        .start_snap_to(SnapTo::Top)
        .end_position(25, 100)
        .shape(ConnectorShape::Elbowed)
        .captions(["depends on"])
        .end_stroke_cap(StrokeCap::FilledTriangle)
        .stroke_width(2.5);
    let connector = connectors.create(new).await.unwrap();
    let (start, end) = (connector.start_item.as_ref().unwrap(), connector.end_item.as_ref().unwrap());
    assert_eq!((start.id.as_ref(), end.id.as_ref()), (Some(&one), Some(&other)));
    let place = |end: &miro::model::ConnectorEnd| {
        let position = end.position.as_ref().unwrap();
        (position.x.unwrap().value(), position.y.unwrap().value())
    };
    assert_eq!((place(start), place(end)), ((50.0, 0.0), (25.0, 100.0)));
    assert_eq!(connector.captions[0].content.as_deref(), Some("depends on"));
    let style = connector.style.as_ref().unwrap();
    assert_eq!((style.stroke_width, &style.end_stroke_cap), (Some(2.5), &Some(StrokeCap::FilledTriangle)));
    assert_eq!(connectors.get(&connector.id).await.unwrap(), connector);

    let changed = connectors.update(&connector.id, ConnectorChanges::new().stroke_width(3.0)).await.unwrap();
    assert_eq!(last_body(&sandbox, "PATCH"), json!({"style": {"strokeWidth": "3"}}));
    assert_eq!(changed.shape, Some(ConnectorShape::Elbowed));
    assert_eq!(changed.captions, connector.captions);
    connectors.delete(&connector.id).await.unwrap();
    assert_eq!(connectors.get(&connector.id).await.unwrap_err().kind(), ErrorKind::NotFound);
    board.item(&one).get().await.unwrap();
}

#[tokio::test]
async fn connectors_are_listed_over_pages() {
    let (sandbox, board) = board().await;
    let [one, other] = two_notes(&board).await;
    let mut expected = Vec::new();
    for _ in 0..23 {
        expected.push(board.connectors().create(NewConnector::new(&one, &other)).await.unwrap().id);
    }
    sandbox.clear_requests();
    let list = board.connectors().list().limit(10);
    let connectors: Vec<Connector> = list.stream().try_collect().await.unwrap();
    assert_eq!(connectors.into_iter().map(|connector| connector.id).collect::<Vec<_>>(), expected);
    assert_eq!(sandbox.requests().len(), 3);
}

#[tokio::test]
async fn reads_a_connector_without_ends() {
    let (sandbox, board) = board().await;
    let board_id = board.get().await.unwrap().id;
    sandbox.insert_raw_item(
        board_id.as_str(),
        json!({"type": "connector", "isSupported": false, "shape": "wavy", "style": {"startStrokeCap": "unknown"}}),
    );
    let page = board.connectors().list().await.unwrap();
    assert!(page.rejected.is_empty());
    let connector = &page.data[0];
    assert!(connector.start_item.is_none() && connector.end_item.is_none());
    assert_eq!(connector.is_supported, Some(false));
    assert_eq!(connector.shape, Some(ConnectorShape::Unknown("wavy".into())));
}

#[tokio::test]
async fn rejects_invalid_connectors_before_sending() {
    let (sandbox, board) = board().await;
    sandbox.clear_requests();
    let refused = |error: Error, expected: &str| {
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains(expected), "{error}");
    };
    let connectors = board.connectors();
    refused(connectors.create(NewConnector::new("1", "1")).await.unwrap_err(), "`startItem.id`");
    let both = NewConnector::new("1", "2").start_snap_to(SnapTo::Left).start_position(0, 0);
    refused(connectors.create(both).await.unwrap_err(), "`startItem.snapTo` is set too");
    let outside = ConnectorChanges::new().end_position(0, 101);
    refused(connectors.update("3", outside).await.unwrap_err(), "101 is not in 0 to 100");
    let many = NewConnector::new("1", "2").captions(vec!["caption"; 21]);
    refused(connectors.create(many).await.unwrap_err(), "21 elements, but Miro takes 0 to 20");
    assert!(sandbox.requests().is_empty());
}
