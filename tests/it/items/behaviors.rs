//! Tests that pass with either of two possible behaviors of Miro.

use miro::model::ItemChanges;
use miro::prelude::*;
use miro_sandbox::Sandbox;

use super::place;
use crate::environment;

/// A sandbox with its defaults, and one with the other behavior of each switch.
async fn sandboxes() -> [Sandbox; 2] {
    [Sandbox::start().await, Sandbox::builder().other_behaviors().start().await]
}

#[tokio::test]
async fn a_frame_is_filled_left_and_deleted() {
    for sandbox in sandboxes().await {
        let board = environment::board(&environment::api(&sandbox)).await;
        let frame = NewFrame::new("Frame").at(1_000.0, 500.0).width(400.0).height(400.0);
        let frame = board.frames().create(frame).await.unwrap();
        let mut notes = Vec::new();
        for x in [120.0, 280.0] {
            let note = NewStickyNote::new("in").inside(&frame).at(x, 200.0);
            notes.push(board.sticky_notes().create(note).await.unwrap().id);
        }
        let left = board.item(&notes[0]).update(ItemChanges::new().leave_frame()).await.unwrap();
        assert_eq!((left.parent(), place(&left)), (None, (920.0, 500.0)));
        // With the id alone the client does not know the size of the frame.
        let outside = NewStickyNote::new("out").inside(&frame.id).at(1_000.0, 500.0);
        let error = board.sticky_notes().create(outside).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Rejected);
        assert!(error.to_string().contains("new position is outside of parent boundaries"), "{error}");

        board.frames().delete(&frame.id).await.unwrap();
        let orphan = board.item(&notes[1]).get().await.unwrap();
        assert!(orphan.parent().is_none(), "{orphan:?}");
    }
}

#[tokio::test]
async fn a_connector_is_created_and_deleted_once() {
    for sandbox in sandboxes().await {
        let board = environment::board(&environment::api(&sandbox)).await;
        let ends = sandbox.seed_items(board.get().await.unwrap().id.as_str(), "sticky_note", 2);
        let connector =
            board.connectors().create(NewConnector::new(ends[0].as_str(), ends[1].as_str())).await.unwrap();
        board.connectors().delete(&connector.id).await.unwrap();
        let error = board.connectors().delete(&connector.id).await.unwrap_err();
        assert_eq!((error.kind(), error.code()), (ErrorKind::NotFound, Some("3.0201")));
    }
}
