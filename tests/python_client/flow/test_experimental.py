"""What the client has of Miro's experimental API."""

from miro_api.exceptions import NotFoundException
from miro_api.models import (
    MindmapCreateRequest,
    MindmapDataForCreate,
    MindmapNode,
    MindmapNodeTextData,
    Parent,
    PositionChange,
    ShapeCreateRequest,
    ShapeDataForCreate,
    ShapeDataForUpdate,
    ShapeUpdateRequest,
)

from .case import BoardCase, ClientCase
from .kinds import BY_NAME


class Experimental(BoardCase):
    def test_a_mind_map_goes_with_its_root(self):
        def node(content, **more):
            data = MindmapDataForCreate(node_view=MindmapNode(data=MindmapNodeTextData(type="text", content=content)))
            return self.api.create_mindmap_nodes_experimental(self.board_id, MindmapCreateRequest(data=data, **more))

        root = node("Root")
        children = [
            node(f"Child {number}", parent=Parent(id=root.id), position=PositionChange(x=number * 100, y=200))
            for number in range(3)
        ]
        read = self.api.get_mindmap_node_experimental(self.board_id, children[0].id)
        self.assertEqual((read.id, read.type), (children[0].id, children[0].type))
        listed = self.api.get_mindmap_nodes_experimental(self.board_id, limit="10").data
        self.assertEqual({node.id for node in listed}, {root.id, *(child.id for child in children)})
        self.api.delete_mindmap_node_experimental(self.board_id, root.id)
        for node in (root, *children):
            self.assert_gone(self.api.get_mindmap_node_experimental, self.board_id, node.id)

    def test_a_flowchart_shape_from_creation_to_deletion(self):
        creation = ShapeCreateRequest(data=ShapeDataForCreate(content="Ready?", shape="flow_chart_decision"))
        created = self.api.create_shape_item_flowchart(self.board_id, creation)
        self.assertEqual(created.data.shape, "flow_chart_decision")
        self.assertEqual(self.api.get_shape_item_flowchart(self.board_id, created.id), created)
        change = ShapeUpdateRequest(data=ShapeDataForUpdate(content="Done", shape="flow_chart_terminator"))
        changed = self.api.update_shape_item_flowchart(self.board_id, created.id, change)
        self.assertEqual((changed.data.content, changed.data.shape), ("Done", "flow_chart_terminator"))
        self.api.delete_shape_item_flowchart(self.board_id, created.id)
        self.assert_gone(self.api.get_shape_item_flowchart, self.board_id, created.id)

    def test_items_of_any_kind(self):
        item_id = BY_NAME["shape"].create(self.api, self.board_id).id
        listed = self.api.get_items_experimental(self.board_id, limit="10").data
        self.assertEqual([item.id for item in listed], [item_id])
        self.assertEqual(self.api.get_specific_item_experimental(self.board_id, item_id).type, "shape")
        self.api.delete_item_experimental(self.board_id, item_id)
        self.assert_gone(self.api.get_specific_item_experimental, self.board_id, item_id)


class Removed(ClientCase):
    def test_webhooks_are_gone(self):
        """The client still has five methods for what Miro removed in December 2025."""
        with self.assertRaises(NotFoundException):
            self.api.get_user_subscriptions()
