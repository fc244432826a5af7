use crate::model::item;
use crate::model::object::object;

item! {
    /// A diagram on a board, without its drawing.
    pub Diagram {
        /// The data of the diagram.
        data => "data": DiagramData;
    }
}

object! {
    /// The data of a diagram.
    #[derive(Default)]
    pub DiagramData {
        /// Its title.
        title => "title": text;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn live_row_22_a_diagram_has_a_title_and_a_place() {
        let diagram: Diagram = serde_json::from_value(json!({
            "id": "345", "type": "diagram", "data": {"title": "Architecture", "nodes": 3},
            "position": {"x": 10.5, "y": 20.5}, "geometry": {"width": 1200.0, "height": 700.0},
            "createdAt": "2026-05-07T11:14:41Z", "modifiedBy": {"id": "1"},
        }))
        .unwrap();
        let data = diagram.data.unwrap();
        assert_eq!((data.title.as_deref(), &data.extra["nodes"]), (Some("Architecture"), &json!(3)));
        assert_eq!(diagram.kind.as_str(), "diagram");
        assert_eq!(diagram.geometry.and_then(|geometry| geometry.width), Some(1200.0));
    }
}
