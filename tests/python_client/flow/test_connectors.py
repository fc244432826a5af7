"""Connectors between items."""

from miro_api.exceptions import BadRequestException
from miro_api.models import (
    Caption,
    ConnectorChangesData,
    ConnectorCreationData,
    ConnectorStyle,
    ItemConnectionChangesData,
    ItemConnectionCreationData,
    RelativeOffset,
    UpdateConnectorStyle,
)

from .case import BoardCase
from .kinds import BY_NAME


class Connectors(BoardCase):
    def setUp(self):
        super().setUp()
        self.ends = [BY_NAME[name].create(self.api, self.board_id).id for name in ("sticky_note", "shape", "card")]

    def connect(self, start, end, **more):
        start = ItemConnectionCreationData(id=start, position=RelativeOffset(x="100%", y="50%"))
        end = ItemConnectionCreationData(id=end, snap_to="left")
        return self.api.create_connector(self.board_id, ConnectorCreationData(start_item=start, end_item=end, **more))

    def test_a_connector_from_creation_to_deletion(self):
        note, shape, card = self.ends
        style = ConnectorStyle(end_stroke_cap="arrow", stroke_width="3")
        created = self.connect(
            note, shape, shape="elbowed", captions=[Caption(content="yes", position="25%")], style=style
        )
        self.assertEqual((created.start_item.id, created.end_item.id, created.shape), (note, shape, "elbowed"))
        self.assertEqual((created.style.end_stroke_cap, created.style.stroke_width), ("arrow", "3.0"))
        self.assertEqual((created.captions[0].content, created.captions[0].position), ("yes", "25%"))
        self.assertEqual(self.api.get_connector(self.board_id, created.id), created)

        changes = ConnectorChangesData(
            end_item=ItemConnectionChangesData(id=card), style=UpdateConnectorStyle(stroke_color="#ff0000")
        )
        changed = self.api.update_connector(self.board_id, created.id, changes)
        self.assertEqual((changed.start_item.id, changed.end_item.id, changed.shape), (note, card, "elbowed"))
        self.assertEqual((changed.style.stroke_color, changed.style.end_stroke_cap), ("#ff0000", "arrow"))

        self.api.delete_connector(self.board_id, created.id)
        self.assert_gone(self.api.get_connector, self.board_id, created.id)

    def test_connectors_are_listed_page_by_page(self):
        note, shape, _ = self.ends
        ids = [self.connect(note, shape).id for _ in range(25)]
        listed = [connector.id for connector in self.api.get_all_connectors(self.board_id, limit="10")]
        self.assertEqual(listed, ids)

    def test_both_ends_differ_and_exist(self):
        note, shape, _ = self.ends
        with self.assertRaises(BadRequestException):
            self.connect(note, note)
        connector = self.connect(note, shape)
        self.api.delete_item(self.board_id, shape)
        self.assert_gone(self.api.get_connector, self.board_id, connector.id)
