use serde_json::{Value, json};

use super::*;
use crate::model::VerticalAlignment;

const SENT_BY_MIRO: &str = r##"{
    "id": "3458764517517818867", "type": "connector", "shape": "curved", "isSupported": true,
    "startItem": {"id": 3458764517517818868, "position": {"x": "50%", "y": "0%"}, "links": {"self": "http://a"}},
    "endItem": {"id": "3458764517517818869", "position": {"x": "12.5%", "y": null}},
    "captions": [{"content": "<p>Caption</p>", "position": "50%", "textAlignVertical": "middle"}, {"content": null}],
    "style": {"color": "#9510ac", "endStrokeCap": "stealth", "fontSize": "15", "startStrokeCap": "wiggle",
        "strokeColor": "#2d9bf0", "strokeStyle": "normal", "strokeWidth": "2.0", "textOrientation": "horizontal"},
    "createdAt": "2022-03-30T17:26:50.000Z", "createdBy": {"id": "1", "type": "user"},
    "modifiedAt": "2022-03-30T17:26:50.000Z", "modifiedBy": {"id": "1", "type": "user"},
    "links": {"self": "http://b"}, "route": [1, 2]
}"##;

fn sent(body: &impl serde::Serialize) -> Value {
    serde_json::to_value(body).unwrap()
}

fn problem(body: &impl serde::Serialize) -> String {
    serde_json::to_string(body).unwrap_err().to_string()
}

#[test]
fn a_connector_reads_what_miro_sends() {
    let connector: Connector = serde_json::from_str(SENT_BY_MIRO).unwrap();
    assert_eq!(ConnectorId::from(&connector), "3458764517517818867");
    let start = connector.start_item.clone().unwrap();
    assert_eq!(start.id, Some(ItemId::new("3458764517517818868")));
    let end = connector.end_item.clone().unwrap().position.unwrap();
    assert_eq!((end.x, end.y), (Some(Percent::new(12.5)), None));
    let style = connector.style.clone().unwrap();
    assert_eq!((style.font_size, style.stroke_width), (Some(15.0), Some(2.0)));
    assert_eq!(style.start_stroke_cap, Some(StrokeCap::Unknown("wiggle".into())));
    assert_eq!(connector.captions.len(), 2);
    assert_eq!(connector.extra["route"], json!([1, 2]));

    let written = serde_json::to_string(&connector).unwrap();
    assert_eq!(serde_json::from_str::<Connector>(&written).unwrap(), connector);
}

#[test]
fn a_connector_needs_its_id_alone() {
    let least: Connector = serde_json::from_str(r#"{"id":"1"}"#).unwrap();
    let nulls = r#"{"id":"1","type":null,"shape":null,"isSupported":null,"startItem":null,"endItem":null,
        "captions":null,"style":null,"createdAt":null,"createdBy":null,"links":null}"#;
    assert_eq!(serde_json::from_str::<Connector>(nulls).unwrap(), least);
}

#[test]
fn a_new_connector_has_both_ends() {
    let least = json!({"startItem": {"id": "1"}, "endItem": {"id": "2"}});
    assert_eq!(sent(&NewConnector::new("1", "2")), least);
    let connector = NewConnector::new("1", "2")
        .start_snap_to(SnapTo::Right)
        .end_position(0, Percent::new(50.5))
        .shape(ConnectorShape::Elbowed)
        .captions([
            NewCaption::new("yes").position(25).text_align_vertical(VerticalAlignment::Top),
            "no".into(),
        ])
        .start_stroke_cap(StrokeCap::None)
        .end_stroke_cap(StrokeCap::ErdMany)
        .stroke_color(HexColor::BLUE)
        .stroke_style(StrokeStyle::Dashed)
        .stroke_width(2.0)
        .color("#1a1a1a")
        .font_size(15.0)
        .text_orientation(TextOrientation::Horizontal);
    assert_eq!(
        sent(&connector),
        json!({
            "startItem": {"id": "1", "snapTo": "right"},
            "endItem": {"id": "2", "position": {"x": "0%", "y": "50.5%"}},
            "shape": "elbowed",
            "captions": [{"content": "yes", "position": "25%", "textAlignVertical": "top"}, {"content": "no"}],
            "style": {
                "startStrokeCap": "none", "endStrokeCap": "erd_many", "strokeColor": "#23bfe7",
                "strokeStyle": "dashed", "strokeWidth": "2", "color": "#1a1a1a", "fontSize": "15",
                "textOrientation": "horizontal",
            },
        })
    );
}

#[test]
fn an_end_takes_a_side_or_a_point() {
    let expected = "`startItem.position`: `startItem.snapTo` is set too, and Miro takes only one of them";
    assert_eq!(problem(&ConnectorChanges::new().start_snap_to(SnapTo::Top).start_position(0, 0)), expected);
    let expected = "`endItem.snapTo`: `endItem.position` is set too, and Miro takes only one of them";
    assert_eq!(problem(&ConnectorChanges::new().end_position(0, 0).end_snap_to(SnapTo::Top)), expected);
    let both_ends = ConnectorChanges::new().start_snap_to(SnapTo::Top).end_position(0, 0);
    assert_eq!(
        sent(&both_ends),
        json!({"startItem": {"snapTo": "top"}, "endItem": {"position": {"x": "0%", "y": "0%"}}})
    );
}

#[test]
fn an_item_is_not_connected_with_itself() {
    let expected = "`endItem.id`: is the same as `startItem.id`, and must be another";
    assert_eq!(problem(&NewConnector::new("1", "1")), expected);
}

#[test]
fn ranges_are_checked() {
    for (changes, expected) in [
        (ConnectorChanges::new().stroke_width(25.0), "`style.strokeWidth`: 25 is not in 1 to 24"),
        (ConnectorChanges::new().font_size(9.0), "`style.fontSize`: 9 is not in 10 to 288"),
        (ConnectorChanges::new().end_position(0, -1), "`endItem.position.y`: -1 is not in 0 to 100"),
        (ConnectorChanges::new().captions(["a"; 21]), "`captions`: 21 elements, but Miro takes 0 to 20"),
        (
            ConnectorChanges::new().captions(["x".repeat(201)]),
            "`captions`: `content`: 201 characters, but Miro takes 0 to 200",
        ),
    ] {
        assert_eq!(problem(&changes), expected);
    }
}

#[test]
fn captions_that_were_read_can_be_sent_again() {
    let connector: Connector = serde_json::from_str(SENT_BY_MIRO).unwrap();
    let changes = ConnectorChanges::new().captions(&connector.captions);
    assert_eq!(
        sent(&changes),
        json!({"captions": [
            {"content": "<p>Caption</p>", "position": "50%", "textAlignVertical": "middle"}, {"content": ""},
        ]})
    );
}
