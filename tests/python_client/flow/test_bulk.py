"""Up to twenty items at once."""

from miro_api import models
from miro_api.exceptions import BadRequestException

from .case import BoardCase


def item(kind, data=None):
    return models.ItemCreate(type=kind, data=data and models.ItemDataCreate(data))


EACH_KIND = [
    item("sticky_note", models.StickyNoteData(content="Hello")),
    item("shape", models.ShapeData(content="Hello", shape="circle")),
    item("text", models.TextData(content="Hello")),
    item("card", models.CardData(title="Hello")),
    item("app_card", models.AppCardData(title="Hello")),
    item("frame"),
    item("image", models.ImageUrlData(url="https://example.com/a.png")),
    item("document", models.DocumentUrlData(url="https://example.com/a.pdf")),
    item("embed", models.EmbedUrlData(url="https://example.com/")),
]


class Bulk(BoardCase):
    def test_items_of_all_kinds_are_created_at_once(self):
        created = self.api.create_items(self.board_id, EACH_KIND).data
        self.assertEqual([item.type for item in created], [item.type.value for item in EACH_KIND])
        self.assertEqual([item.id for item in self.api.get_all_items(self.board_id)], [item.id for item in created])

    def test_all_or_none(self):
        with self.assertRaises(BadRequestException) as raised:
            self.api.create_items(
                self.board_id, [*EACH_KIND, item("text", models.TextData(content="Hello")), item("image")]
            )
        # The place of the item in the list, then the parameter.
        fields = [field["field"] for field in raised.exception.data.to_dict()["context"]["fields"]]
        self.assertEqual(fields, ["10.data.url"])
        self.assertEqual(self.api.get_items(self.board_id).total, 0)

    def test_items_in_the_answer_are_taken_for_others(self):
        """The client knows two kinds here, and takes the first that fits: for a document with nothing in it."""
        created = self.api.create_items(self.board_id, EACH_KIND).data
        taken_for = {item.type: type(item.data.actual_instance).__name__ for item in created}
        self.assertEqual(taken_for.pop("image"), "ImageDataResponse")
        self.assertEqual(set(taken_for.values()), {"DocumentDataResponse"})
