//! Items of any kind, tags, connectors and groups.

use miro::model::{
    ConnectorChanges, ConnectorShape, ItemChanges, NewCaption, SnapTo, StrokeCap, StrokeStyle,
    TextOrientation, VerticalAlignment,
};
use miro::prelude::*;

use super::{CONNECTOR, Calls, FRAME, ITEM, TAG};

const GROUP: &str = "3458764517517819005";

pub(super) async fn items(calls: &Calls) {
    let items = calls.board().items();
    calls.make(items.list()).await;
    calls.make(items.list().kind(ItemKind::StickyNote).limit(10).resume_from("MTIz~=")).await;
    calls.make(items.list_in_frame(FRAME).kind(ItemKind::Card)).await;
    calls.make(items.list_by_tag(TAG)).await;
    let bulk: [NewItem; 3] = [
        NewStickyNote::new("one").at(0.0, 0.0).into(),
        NewShape::new(ShapeKind::Star).content("two").into(),
        NewFrame::new("three").into(),
    ];
    calls.make(items.create_bulk(bulk)).await;
    let item = calls.board().item(ITEM);
    calls.make(item.get()).await;
    calls.make(item.update(ItemChanges::new().at(1.5, 2.0).inside(FRAME))).await;
    calls.make(item.tags()).await;
    calls.make(item.attach_tag(TAG)).await;
    calls.make(item.detach_tag(TAG)).await;
    calls.make(item.delete()).await;
}

pub(super) async fn tags(calls: &Calls) {
    let tags = calls.board().tags();
    calls.make(tags.list()).await;
    calls.make(tags.create(NewTag::new("urgent").fill_color(TagColor::Magenta))).await;
    calls.make(tags.get(TAG)).await;
    calls.make(tags.update(TAG, TagChanges::new().title("later"))).await;
    calls.make(tags.delete(TAG)).await;
}

pub(super) async fn connectors(calls: &Calls) {
    let connectors = calls.board().connectors();
    calls.make(connectors.list()).await;
    let new = NewConnector::new(ITEM, FRAME)
        .start_snap_to(SnapTo::Right)
        .end_position(0, 50)
        .shape(ConnectorShape::Elbowed)
        .captions([
            NewCaption::new("depends on").position(25).text_align_vertical(VerticalAlignment::Top),
            "and so on".into(),
        ])
        .start_stroke_cap(StrokeCap::None)
        .end_stroke_cap(StrokeCap::FilledTriangle)
        .stroke_color("#2d9bf0")
        .stroke_style(StrokeStyle::Dashed)
        .stroke_width(2.5)
        .color("#1a1a1a")
        .font_size(15.0)
        .text_orientation(TextOrientation::Horizontal);
    calls.make(connectors.create(new)).await;
    let new =
        NewConnector::new(ITEM, FRAME).start_position(Percent::new(12.5), 100).end_snap_to(SnapTo::Auto);
    calls.make(connectors.create(new)).await;
    calls.make(connectors.get(CONNECTOR)).await;
    let changes = ConnectorChanges::new().shape(ConnectorShape::Straight).captions(["left"]);
    calls.make(connectors.update(CONNECTOR, changes)).await;
    calls.make(connectors.delete(CONNECTOR)).await;
}

pub(super) async fn groups(calls: &Calls) {
    let groups = calls.board().item_groups();
    calls.make(groups.list()).await;
    calls.make(groups.create(NewItemGroup::of([ITEM, FRAME]))).await;
    calls.make(groups.items(GROUP)).await;
    calls.make(groups.get(GROUP)).await;
    calls.make(groups.replace(GROUP, NewItemGroup::of([ITEM, CONNECTOR]))).await;
    calls.make(groups.ungroup(GROUP)).await;
    calls.make(groups.delete(GROUP)).await;
}
