use crate::api::BoardHandle;
use crate::endpoints;
use crate::model::ItemId;
use crate::model::experimental::{MindMapNode, NewMindMapNode};

endpoints! {
    pub(super) const OPERATIONS;

    /// The nodes of the mind maps on one board. They cannot be updated.
    ///
    /// ```no_run
    /// use miro::model::experimental::NewMindMapNode;
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let plan = board.mind_map_nodes().create(NewMindMapNode::new("Plan").at(0.0, 0.0)).await?;
    /// let step = NewMindMapNode::new("First step").below(&plan).at(300.0, 0.0);
    /// board.mind_map_nodes().create(step).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub MindMapNodes of BoardHandle {
        /// Lists the nodes of all mind maps.
        list    GET    "/v2-experimental/boards/{board_id}/mindmap_nodes"
                                                  -> Cursor<MindMapNode, 10..=50> [boards:read  L2 "get-mindmap-nodes-experimental"];
        /// Creates a node: the root of a new mind map, or a child of another node.
        ///
        /// Nodes contain only text. Miro does not arrange children: without a position they lie in the center of the board, on
        /// top of each other.
        create  POST   "/v2-experimental/boards/{board_id}/mindmap_nodes" (NewMindMapNode)
                                                  -> MindMapNode                  [boards:write L2 "create-mindmap-nodes-experimental"];
        /// Fetches a node.
        get     GET    "/v2-experimental/boards/{board_id}/mindmap_nodes/{item_id}"
                                                  -> MindMapNode                  [boards:read  L1 "get-mindmap-node-experimental"];
        /// Deletes a node and its descendants.
        delete  DELETE "/v2-experimental/boards/{board_id}/mindmap_nodes/{item_id}"
                                                  -> ()                           [boards:write L3 "delete-mindmap-node-experimental"];
    }
}
