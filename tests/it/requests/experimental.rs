//! Miro's experimental operations.

use miro::model::experimental::{
    CodeWidgetChanges, CodeWidgetMove, MetricsPeriod, NewCodeWidget, NewMindMapNode,
};
use miro::model::{ItemKind, ShapeChanges, ShapeKind};

use super::{Calls, FRAME, ITEM, kinds};

const APP: &str = "3074457356551846000";

pub(super) async fn mind_maps(calls: &Calls) {
    let nodes = calls.board().mind_map_nodes();
    calls.make(nodes.list()).await;
    let new = NewMindMapNode::new("First step").width(200.0).below(ITEM).at(300.0, -40.0);
    calls.make(nodes.create(new)).await;
    calls.make(nodes.get(ITEM)).await;
    calls.make(nodes.delete(ITEM)).await;
}

pub(super) async fn code_widgets(calls: &Calls) {
    let widgets = calls.board().code_widgets();
    calls.make(widgets.list()).await;
    let new = NewCodeWidget::new("fn main() {}")
        .language("rust")
        .line_numbers_visible(true)
        .title("main.rs")
        .width(400.0)
        .height(300.0)
        .rotation(5.0)
        .at(10.0, 20.5)
        .inside(FRAME);
    calls.make(widgets.create(new)).await;
    calls.make(widgets.get(ITEM)).await;
    calls.make(widgets.update(ITEM, CodeWidgetChanges::new().line_numbers_visible(false))).await;
    calls.make(widgets.place(ITEM, CodeWidgetMove::to(0.0, 5.5))).await;
    calls.make(widgets.delete(ITEM)).await;
}

pub(super) async fn flowcharts(calls: &Calls) {
    let flowcharts = calls.board().flowcharts();
    calls.make(flowcharts.list_items()).await;
    calls.make(flowcharts.list_items().kind(ItemKind::Shape).limit(10)).await;
    calls.make(flowcharts.get_item(ITEM)).await;
    calls.make(flowcharts.delete_item(ITEM)).await;
    calls.make(flowcharts.create_shape(kinds::shape(ShapeKind::FlowChartTerminator))).await;
    calls.make(flowcharts.get_shape(ITEM)).await;
    let changes = ShapeChanges::new().shape(ShapeKind::FlowChartDecision);
    calls.make(flowcharts.update_shape(ITEM, changes)).await;
    calls.make(flowcharts.delete_shape(ITEM)).await;
}

pub(super) async fn app_metrics(calls: &Calls) {
    let app = calls.api.app(APP);
    let metrics = app.metrics("2026-10-01", "2026-12-31");
    calls.make_with_response("[]", metrics.clone()).await;
    calls.make_with_response("[]", metrics.period(MetricsPeriod::Month)).await;
    calls.make(app.metrics_total()).await;
}
