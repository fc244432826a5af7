"""Tags, and the items that have them."""

from miro_api.exceptions import BadRequestException
from miro_api.models import TagCreateRequest, TagUpdateRequest
from pydantic import ValidationError

from .case import BoardCase
from .kinds import BY_NAME


class Tags(BoardCase):
    def create(self, title):
        return self.api.create_tag(self.board_id, TagCreateRequest(title=title, fill_color="cyan"))

    def test_a_tag_from_creation_to_deletion(self):
        tag = self.create("Urgent")
        self.assertEqual((tag.title, tag.fill_color, tag.type), ("Urgent", "cyan", "tag"))
        changed = self.api.update_tag(self.board_id, tag.id, TagUpdateRequest(title="Very urgent"))
        self.assertEqual((changed.title, changed.fill_color), ("Very urgent", "cyan"))
        self.assertEqual(self.api.get_tag(self.board_id, tag.id), changed)
        with self.assertRaises(BadRequestException):
            self.create("Very urgent")

        item_ids = [BY_NAME[name].create(self.api, self.board_id).id for name in ("sticky_note", "card")]
        for item_id in item_ids:
            self.api.attach_tag_to_item(self.board_id, item_id, tag.id)
            self.assertEqual(
                [tag.title for tag in self.api.get_tags_from_item(self.board_id, item_id).tags], ["Very urgent"]
            )
        listed = self.api.get_all_items_by_tag(self.board_id, tag.id, limit="1")
        self.assertEqual([item.id for item in listed], item_ids)

        # The same route as the deletion of the item, which has to survive this.
        self.api.remove_tag_from_item(self.board_id, item_ids[0], tag.id)
        self.assertEqual(self.api.get_tags_from_item(self.board_id, item_ids[0]).tags, [])
        self.api.delete_tag(self.board_id, tag.id)
        self.assert_gone(self.api.get_tag, self.board_id, tag.id)
        self.assertEqual(self.api.get_tags_from_item(self.board_id, item_ids[1]).tags, [])

    def test_tags_are_listed_page_by_page(self):
        ids = [self.create(f"Tag {number}").id for number in range(7)]
        self.assertEqual([tag.id for tag in self.api.get_all_tags_from_board(self.board_id, limit="3")], ids)

    def test_a_new_value_of_an_enum_raises_after_the_creation(self):
        """Miro has sent values that its specification does not have: the client loses the answer, not the tag."""
        with self.wire.changing(answer=lambda tag: {**tag, "fillColor": "unknown"}):
            with self.assertRaisesRegex(ValidationError, "must be one of enum values"):
                self.create("Created")
        self.assertEqual([tag.title for tag in self.api.get_tags_from_board(self.board_id).data], ["Created"])
