use miro_core::open_enum;

use crate::model::body::body;
use crate::model::object::object;
use crate::model::{HexColor, ItemId, item};

item! {
    /// A node of a mind map.
    pub MindMapNode {
        /// What is written on it, and where it hangs.
        data => "data": MindMapNodeData;
        /// How its outline looks.
        style => "style": MindMapNodeStyle;
    }
}

object! {
    /// What is written on a node, and where it hangs.
    #[derive(Default)]
    pub MindMapNodeData {
        /// What is shown.
        node_view => "nodeView": MindMapNodeView;
        /// Whether it is the root of its mind map.
        is_root => "isRoot": flag;
        /// The side of the root that it is on.
        direction => "direction": MindMapDirection;
    }

    /// What a node shows.
    #[derive(Default)]
    pub MindMapNodeView {
        /// `text`: there are no others.
        kind => "type": text;
        /// The text.
        data => "data": MindMapNodeContent;
        /// How the text looks.
        style => "style": MindMapTextStyle;
    }

    /// The text of a node.
    #[derive(Default)]
    pub MindMapNodeContent {
        /// The text, into which Miro may put HTML.
        content => "content": text;
    }

    /// How the text of a node looks.
    #[derive(Default)]
    pub MindMapTextStyle {
        /// The text color.
        color => "color": HexColor;
        /// How opaque the background is, from 0 to 1.
        fill_opacity => "fillOpacity": number;
        /// The font size, in dp.
        font_size => "fontSize": number;
    }

    /// How the outline of a node looks.
    #[derive(Default)]
    pub MindMapNodeStyle {
        /// The color of the outline.
        node_color => "nodeColor": HexColor;
        /// The outline.
        shape => "shape": MindMapNodeShape;
        /// The font size, in dp.
        font_size => "fontSize": number;
    }
}

open_enum! {
    /// The side of the root that a node is on.
    pub MindMapDirection {
        /// The left, or the top.
        Start = "start",
        /// The right, or the bottom.
        End = "end",
    }

    /// The outline of a node.
    pub MindMapNodeShape {
        Pill = "pill",
        Rectangle = "rectangle",
        RoundedRectangle = "rounded_rectangle",
        None = "none",
    }
}

body! {
    /// A node of a mind map to create.
    ///
    /// ```
    /// use miro::model::ItemId;
    /// use miro::model::experimental::NewMindMapNode;
    ///
    /// let root = NewMindMapNode::new("Plan").at(0.0, 0.0);
    /// let child = NewMindMapNode::new("First step").below("3458764517517818867").at(300.0, 0.0);
    /// ```
    pub create NewMindMapNode like MindMapNode;

    /// The text.
    content => "data.nodeView.data.content": text;
    /// The width in board units; the height follows from the text.
    width => "geometry.width": number;
    /// The node that it hangs on; without one it is the root of a new mind map.
    below => "parent.id": ItemId, never carried;
    ..position;
}

impl NewMindMapNode {
    /// A node that says this.
    pub fn new(content: impl Into<String>) -> Self {
        Self::empty().content(content).of_text()
    }

    /// Miro knows no other nodes, and has to be told all the same.
    fn of_text(mut self) -> Self {
        self.0.set_text("data.nodeView.data.type", "text".to_owned(), None);
        self
    }
}

impl MindMapNode {
    /// The same node again, to be created on this board or another one, as the root of a mind map of its own.
    ///
    /// Say with [`below`](NewMindMapNode::below) which node it hangs on, and with [`at`](NewMindMapNode::at) where it is:
    /// Miro does not tell where nodes are. What else is carried over stands at [`Item::to_new`](crate::model::Item::to_new).
    pub fn to_new(&self) -> NewMindMapNode {
        NewMindMapNode::like(self).of_text()
    }
}
