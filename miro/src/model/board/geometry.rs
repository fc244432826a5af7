//! The position and size of items.

use miro_core::open_enum;

use crate::model::object::object;
use crate::model::{ItemId, Links};

object! {
    /// The position of an item.
    #[derive(Default)]
    pub Position {
        /// The horizontal coordinate in board units, growing to the right.
        x => "x": number;
        /// The vertical coordinate in board units, growing downwards.
        y => "y": number;
        /// The point of the item that the coordinates refer to.
        origin => "origin": PositionOrigin;
        /// The point that the coordinates are relative to.
        relative_to => "relativeTo": RelativeTo;
    }

    /// The size and rotation of an item.
    #[derive(Default)]
    pub Geometry {
        /// The width in board units.
        width => "width": number;
        /// The height in board units.
        height => "height": number;
        /// The rotation in degrees, clockwise.
        rotation => "rotation": number;
    }

    /// The frame that contains an item.
    pub Parent {
        /// Identifies the frame.
        id => "id": ItemId, required;
        /// Addresses of the frame in the API, for information only: requests are built from ids.
        links => "links": Links;
    }
}

open_enum! {
    /// The point of an item that its position refers to.
    pub PositionOrigin {
        Center = "center",
    }

    /// The point that a position is relative to.
    pub RelativeTo {
        /// The center of the board.
        CanvasCenter = "canvas_center",
        /// The top left corner of the frame that contains the item.
        ParentTopLeft = "parent_top_left",
    }
}

impl From<&Parent> for ItemId {
    fn from(parent: &Parent) -> Self {
        parent.id.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_reads_what_miro_sends() {
        let json = r#"{"x":100,"y":"-50.5","origin":"center","relativeTo":"canvas_center"}"#;
        let position: Position = serde_json::from_str(json).unwrap();
        assert_eq!((position.x, position.y), (Some(100.0), Some(-50.5)));
        assert_eq!(position.relative_to, Some(RelativeTo::CanvasCenter));
        let nulls = r#"{"x":null,"y":null,"origin":null,"relativeTo":null}"#;
        assert_eq!(serde_json::from_str::<Position>(nulls).unwrap(), Position::default());
    }

    #[test]
    fn a_geometry_keeps_what_it_does_not_know() {
        let json = r#"{"width":320.0,"rotation":-45.0,"depth":3}"#;
        let geometry: Geometry = serde_json::from_str(json).unwrap();
        assert_eq!(geometry.height, None);
        assert_eq!(serde_json::to_string(&geometry).unwrap(), json);
    }

    #[test]
    fn a_parent_needs_its_id() {
        let parent: Parent = serde_json::from_str(r#"{"id":3458764517517819001,"links":null}"#).unwrap();
        assert_eq!(ItemId::from(&parent), "3458764517517819001");
        let error = serde_json::from_str::<Parent>(r#"{"id":null}"#).unwrap_err();
        assert!(error.to_string().starts_with("missing field `id`"), "{error}");
    }
}
