//! Types of operations that Miro calls experimental: they may change or disappear without notice.

mod app_metrics;
mod code_widgets;
mod mind_maps;

pub use app_metrics::{AppMetrics, MetricsPeriod};
pub use code_widgets::{CodeWidget, CodeWidgetChanges, CodeWidgetData, CodeWidgetMove, NewCodeWidget};
pub use mind_maps::{
    MindMapDirection, MindMapNode, MindMapNodeContent, MindMapNodeData, MindMapNodeShape, MindMapNodeStyle,
    MindMapNodeView, MindMapTextStyle, NewMindMapNode,
};
