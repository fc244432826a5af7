use miro_core::open_enum;

use crate::model::body::body;
use crate::model::object::object;
use crate::model::{HexColor, ItemId, item};

item! {
    /// A node of a mind map.
    pub MindMapNode {
        /// The text and its place in the mind map.
        data => "data": MindMapNodeData;
        /// The style of the outline.
        style => "style": MindMapNodeStyle;
    }
}

object! {
    /// The text of a node and its place in the mind map.
    #[derive(Default)]
    pub MindMapNodeData {
        /// The text and its style.
        node_view => "nodeView": MindMapNodeView;
        /// Whether it is the root of its mind map.
        is_root => "isRoot": flag;
        /// The side of the root that it is on.
        direction => "direction": MindMapDirection;
    }

    /// The text of a node and its style.
    #[derive(Default)]
    pub MindMapNodeView {
        /// Always `text`.
        kind => "type": text;
        /// The text.
        data => "data": MindMapNodeContent;
        /// The style of the text.
        style => "style": MindMapTextStyle;
    }

    /// The text of a node.
    #[derive(Default)]
    pub MindMapNodeContent {
        /// The text, to which Miro may add HTML.
        content => "content": text;
    }

    /// The style of a node's text.
    #[derive(Default)]
    pub MindMapTextStyle {
        /// The text color.
        color => "color": HexColor;
        /// The opacity of the background, from 0 to 1.
        fill_opacity => "fillOpacity": number;
        /// The font size, in dp.
        font_size => "fontSize": number;
    }

    /// The style of a node's outline.
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
    /// The parent node. Without one the node is the root of a new mind map.
    below => "parent.id": ItemId, never carried;
    ..position;
}

impl NewMindMapNode {
    /// Creates a node with this text.
    pub fn new(content: impl Into<String>) -> Self {
        Self::empty().content(content).of_text()
    }

    /// Sets the type, which Miro requires although there is only one.
    fn of_text(mut self) -> Self {
        self.0.set_text("data.nodeView.data.type", "text".to_owned(), None);
        self
    }
}

impl MindMapNode {
    /// Creates a node like this one, on this board or another one, as the root of a new mind map.
    ///
    /// Set the parent node with [`below`](NewMindMapNode::below) and the position with [`at`](NewMindMapNode::at),
    /// because Miro does not return the position of nodes. [`Item::to_new`](crate::model::Item::to_new) lists what
    /// else is copied.
    pub fn to_new(&self) -> NewMindMapNode {
        NewMindMapNode::like(self).of_text()
    }
}
