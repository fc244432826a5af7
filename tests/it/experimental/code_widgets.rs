use futures_util::TryStreamExt;
use miro::model::experimental::{CodeWidget, CodeWidgetChanges, CodeWidgetMove, NewCodeWidget};
use miro::prelude::*;
use serde_json::json;

use super::board;
use crate::environment::last_body;

#[tokio::test]
async fn round_trips_a_code_widget() {
    let (sandbox, board) = board().await;
    let widgets = board.code_widgets();
    let new = NewCodeWidget::new("fn main() {}").language("rust").title("main.rs").width(500.0).at(1.0, 2.0);
    let widget = widgets.create(new).await.unwrap();
    let data = widget.data.as_ref().unwrap();
    assert_eq!(widget.kind, ItemKind::Code);
    assert_eq!((data.code.as_deref(), data.language.as_deref()), (Some("fn main() {}"), Some("rust")));
    assert_eq!((data.title.as_deref(), data.line_numbers_visible), (Some("main.rs"), None));
    assert_eq!(widgets.get(&widget.id).await.unwrap(), widget);

    let changes = CodeWidgetChanges::new().line_numbers_visible(true);
    let changed = widgets.update(&widget.id, changes).await.unwrap();
    assert_eq!(last_body(&sandbox, "PATCH"), json!({"data": {"lineNumbersVisible": true}}));
    assert_eq!(changed.data.as_ref().unwrap().code, data.code);
    assert_eq!(changed.geometry, widget.geometry);

    let moved = widgets.place(&widget.id, CodeWidgetMove::to(-5.0, 7.5)).await.unwrap();
    assert_eq!(last_body(&sandbox, "PATCH"), json!({"x": -5.0, "y": 7.5}));
    let position = moved.position.unwrap();
    assert_eq!((position.x, position.y, &moved.data), (Some(-5.0), Some(7.5), &changed.data));
    widgets.delete(&widget.id).await.unwrap();
    assert_eq!(widgets.get(&widget.id).await.unwrap_err().kind(), ErrorKind::NotFound);
}

/// Miro truncates longer code silently.
#[tokio::test]
async fn rejects_overlong_code_before_sending() {
    let (sandbox, board) = board().await;
    sandbox.clear_requests();
    let widgets = board.code_widgets();
    let error = widgets.create(NewCodeWidget::new("x".repeat(6_001))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.to_string().contains("`data.code`: 6001 characters, but Miro takes 0 to 6000"), "{error}");
    assert!(sandbox.requests().is_empty());
    widgets.create(NewCodeWidget::new("ä".repeat(6_000))).await.unwrap();
}

#[tokio::test]
async fn code_widgets_are_listed_over_pages() {
    let (sandbox, board) = board().await;
    let board_id = board.get().await.unwrap().id;
    let seeded = sandbox.seed_items(board_id.as_str(), "code", 23);
    let listed: Vec<CodeWidget> = board.code_widgets().list().limit(10).stream().try_collect().await.unwrap();
    assert_eq!(listed.iter().map(|widget| widget.id.as_str()).collect::<Vec<_>>(), seeded);
}

#[tokio::test]
async fn an_unknown_item_converts_to_a_code_widget() {
    let json = json!({"id": "1", "type": "code", "data": {"code": "x", "language": "rust"}});
    let Item::Unknown(item) = serde_json::from_value(json).unwrap() else { panic!("not a kind of its own") };
    assert_eq!(item.kind, ItemKind::Code);
    let widget: CodeWidget = serde_json::from_value(item.raw).unwrap();
    assert_eq!(widget.data.unwrap().language.as_deref(), Some("rust"));
}
