"""A board of five hundred items, page by page."""

from miro_api.models import ItemCreate, ItemDataCreate, StickyNoteData, TextData
from pydantic import ValidationError

from .case import BoardCase

AT_ONCE = 20
COUNT = 500


def without_total(page):
    return {name: value for name, value in page.items() if name != "total"}


class Paging(BoardCase):
    def setUp(self):
        super().setUp()
        self.ids = []
        for first in range(0, COUNT, AT_ONCE):
            kind, data = ("text", TextData) if first == 0 else ("sticky_note", StickyNoteData)
            items = [
                ItemCreate(type=kind, data=ItemDataCreate(data(content=str(number))))
                for number in range(first, first + AT_ONCE)
            ]
            self.ids += [item.id for item in self.api.create_items(self.board_id, items).data]

    def test_the_iterator_gets_every_item_once(self):
        self.wire.sent.clear()
        self.assertEqual([item.id for item in self.api.get_all_items(self.board_id, limit="50")], self.ids)
        self.assertEqual(len(self.wire.sent), COUNT / 50)
        texts = self.api.get_all_items(self.board_id, limit="10", type="text")
        self.assertEqual([item.id for item in texts], self.ids[:AT_ONCE])

    def test_a_cursor_leads_to_the_next_page(self):
        listed, cursor = [], None
        while True:
            page = self.api.get_items(self.board_id, limit="40", cursor=cursor)
            self.assertEqual((page.size, page.total), (len(page.data), COUNT))
            listed += [item.id for item in page.data]
            cursor = page.cursor
            if not cursor:
                break
            self.assertEqual(page.size, 40)
        self.assertEqual(listed, self.ids)

    def test_items_that_go_meanwhile_do_not_shift_the_others(self):
        pages = self.api.get_all_items(self.board_id, limit="50")
        first = [next(pages).id for _ in range(50)]
        for item_id in first[:10]:
            self.api.delete_item(self.board_id, item_id)
        self.assertEqual([item.id for item in pages], self.ids[50:])

    def test_a_limit_must_be_a_string(self):
        """A number is what the parameter means, but the client refuses it before it sends anything."""
        with self.assertRaises(ValidationError):
            self.api.get_items(self.board_id, limit=50)

    def test_without_a_total_the_iterator_stops_after_a_page(self):
        """Miro does not promise `total`, and the cursor says whether there is more."""
        with self.wire.changing(answer=without_total):
            listed = [item.id for item in self.api.get_all_items(self.board_id, limit="50")]
        self.assertEqual(listed, self.ids[:50])
