"""Items: of each kind by its own methods, and of any kind by the common ones."""

from miro_api.models import (
    AppCardDataChanges,
    AppCardUpdateRequest,
    FrameChanges,
    FrameCreateRequest,
    FrameUpdateRequest,
    GenericItemUpdate,
    GeometryNoRotation,
    Parent,
    PositionChange,
    ShapeCreateRequest,
    ShapeDataForCreate,
    ShapeDataForUpdate,
    ShapeUpdateRequest,
    StickyNoteCreateRequest,
    StickyNoteData,
    StickyNoteUpdateRequest,
)

from .case import BoardCase
from .kinds import BY_NAME, KINDS


class EachKind(BoardCase):
    def test_an_item_from_creation_to_deletion(self):
        for kind in KINDS:
            with self.subTest(kind.name):
                created = kind.create(self.api, self.board_id)
                self.assertEqual(created.type, kind.name)
                read = kind.get(self.api, self.board_id, created.id)
                self.assertEqual(read, created)
                changed = kind.update(self.api, self.board_id, created.id)
                data = changed.data.to_dict()
                self.assertEqual({**data, **kind.changed}, data)
                self.assertEqual(changed.geometry, created.geometry)
                self.assertEqual(kind.get(self.api, self.board_id, created.id), changed)
                kind.delete(self.api, self.board_id, created.id)
                self.assert_gone(kind.get, self.api, self.board_id, created.id)
        self.assertEqual(self.api.get_items(self.board_id).total, 0)

    def test_a_kind_is_unknown_on_the_routes_of_another(self):
        text = BY_NAME["text"].create(self.api, self.board_id)
        self.assert_gone(self.api.get_shape_item, self.board_id, text.id)


class AnyKind(BoardCase):
    def test_an_item_is_read_moved_and_deleted(self):
        item_id = BY_NAME["shape"].create(self.api, self.board_id).id
        self.assertEqual(self.api.get_specific_item(self.board_id, item_id).type, "shape")
        update = GenericItemUpdate(position=PositionChange(x=100.5, y=-20))
        position = self.api.update_item_position_or_parent(self.board_id, item_id, update).position
        self.assertEqual((position.x, position.y, position.relative_to), (100.5, -20, "canvas_center"))
        self.api.delete_item(self.board_id, item_id)
        self.assert_gone(self.api.get_specific_item, self.board_id, item_id)

    def test_a_frame_has_children(self):
        creation = FrameCreateRequest(
            data=FrameChanges(title="Frame"), geometry=GeometryNoRotation(width=1000, height=1000)
        )
        frame_id = self.api.create_frame_item(self.board_id, creation).id
        inside = StickyNoteCreateRequest(parent=Parent(id=frame_id), position=PositionChange(x=200, y=300))
        ids = [self.api.create_sticky_note_item(self.board_id, inside).id for _ in range(12)]
        outside_id = BY_NAME["text"].create(self.api, self.board_id).id
        listed = list(self.api.get_all_items_within_frame(self.board_id, frame_id, limit="10"))
        self.assertEqual([item.id for item in listed], ids)
        self.assertEqual({item.position.relative_to for item in listed}, {"parent_top_left"})

        moved = GenericItemUpdate(parent=Parent(id=frame_id), position=PositionChange(x=500, y=500))
        item = self.api.update_item_position_or_parent(self.board_id, outside_id, moved)
        self.assertEqual((item.parent.id, item.position.x), (frame_id, 500))
        # The client leaves out what is None: with it, an item never comes out of its frame.
        self.assertEqual(
            GenericItemUpdate(parent=None, position=PositionChange(x=1, y=1)).to_dict(), {"position": {"x": 1, "y": 1}}
        )
        item = self.by_hand("PATCH", f"/items/{outside_id}", {"parent": None})
        self.assertEqual((item["position"]["x"], "parent" in item), (0, False))


class Defects(BoardCase):
    def test_a_change_resets_what_nobody_set(self):
        """The client sends its defaults for all that nobody set: the square note was a rectangle before."""
        note = BY_NAME["sticky_note"].create(self.api, self.board_id)
        change = StickyNoteUpdateRequest(data=StickyNoteData(content="Bye"))
        changed = self.api.update_sticky_note_item(self.board_id, note.id, change)
        self.assertEqual((note.data.shape, changed.data.shape), ("rectangle", "square"))

        shape = BY_NAME["shape"].create(self.api, self.board_id)
        change = ShapeUpdateRequest(data=ShapeDataForUpdate(content="Bye"))
        changed = self.api.update_shape_item(self.board_id, shape.id, change)
        self.assertEqual((shape.data.shape, changed.data.shape), ("circle", "rectangle"))

        card = BY_NAME["app_card"].create(self.api, self.board_id)
        change = AppCardUpdateRequest(data=AppCardDataChanges(title="Bye"))
        changed = self.api.update_app_card_item(self.board_id, card.id, change)
        self.assertEqual((card.data.status, changed.data.status), ("connected", "disconnected"))

        frame = BY_NAME["frame"].create(self.api, self.board_id)
        self.by_hand("PATCH", f"/frames/{frame.id}", {"data": {"showContent": False}})
        changed = self.api.update_frame_item(
            self.board_id, frame.id, FrameUpdateRequest(data=FrameChanges(title="Bye"))
        )
        self.assertEqual(changed.data.additional_properties["showContent"], True)

        move = GenericItemUpdate(position=PositionChange(x=7))
        position = self.api.update_item_position_or_parent(self.board_id, note.id, move).position
        self.assertEqual((note.position.y, position.x, position.y), (-50.5, 7, 0))

    def test_items_in_lists_are_taken_for_others(self):
        """The client tries one kind after the other until one fits, and does not look at the type."""
        for kind in KINDS:
            kind.create(self.api, self.board_id)
        self.by_hand("POST", "/docs", {"data": {"contentType": "markdown", "content": "# Hello"}})
        creation = ShapeCreateRequest(data=ShapeDataForCreate(shape="flow_chart_decision"))
        self.api.create_shape_item_flowchart(self.board_id, creation)
        taken_for = {}
        for item in self.api.get_items(self.board_id, limit="50").data:
            taken_for.setdefault(item.type, []).append(type(item.data.actual_instance).__name__)
        expected = {
            "sticky_note": ["ShapeData"],
            "shape": ["ShapeData", "TextData"],
            "text": ["TextData"],
            "card": ["CardData"],
            "app_card": ["AppCardData"],
            "frame": ["FrameData"],
            "image": ["ImageData"],
            "document": ["DocumentData"],
            "embed": ["EmbedData"],
            "doc_format": ["TextData"],
        }
        self.assertEqual(taken_for, expected)
