use futures_util::TryStreamExt;
use miro::model::{HorizontalAlignment, NewText, ShapeChanges, VerticalAlignment};
use miro::prelude::*;

use super::board;

#[tokio::test]
async fn flowchart_shapes_have_separate_routes() {
    let (_sandbox, board) = board().await;
    let flowcharts = board.flowcharts();
    let new = NewShape::new(ShapeKind::FlowChartTerminator).content("Start").width(160.0);
    let shape = flowcharts.create_shape(new).await.unwrap();
    assert_eq!(shape.data.as_ref().unwrap().shape, Some(ShapeKind::FlowChartTerminator));
    let style = shape.style.as_ref().unwrap();
    assert_eq!(style.text_align, Some(HorizontalAlignment::Center));
    assert_eq!(style.text_align_vertical, Some(VerticalAlignment::Middle));
    assert_eq!(flowcharts.get_shape(&shape.id).await.unwrap(), shape);
    let item = flowcharts.get_item(&shape.id).await.unwrap();
    assert_eq!(item.as_shape().unwrap().data, shape.data);

    let changes = ShapeChanges::new().shape(ShapeKind::FlowChartOr).content("");
    let changed = flowcharts.update_shape(&shape.id, changes).await.unwrap();
    let style = changed.style.as_ref().unwrap();
    assert_eq!(style.text_align, Some(HorizontalAlignment::Unknown("unknown".into())), "it holds no text");
    assert_eq!(changed.geometry, shape.geometry);
    // A shape without parts of its style can be created again.
    let copy = flowcharts.create_shape(changed.to_new()).await.unwrap();
    assert_eq!((&copy.data, &copy.style), (&changed.data, &changed.style));

    flowcharts.delete_shape(&shape.id).await.unwrap();
    flowcharts.delete_item(&copy.id).await.unwrap();
    assert_eq!(flowcharts.get_item(&shape.id).await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(flowcharts.get_shape(&copy.id).await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn lists_flowchart_items_by_kind() {
    let (_sandbox, board) = board().await;
    let decision = NewShape::new(ShapeKind::FlowChartDecision).content("Ready?");
    let decision = board.flowcharts().create_shape(decision).await.unwrap();
    board.texts().create(NewText::new("beside")).await.unwrap();
    let list = board.flowcharts().list_items();
    assert_eq!(list.clone().stream().try_collect::<Vec<Item>>().await.unwrap().len(), 2);
    let shapes: Vec<Item> = list.kind(ItemKind::Shape).stream().try_collect().await.unwrap();
    assert_eq!(shapes.iter().map(Item::id).collect::<Vec<_>>(), [&decision.id]);
}
