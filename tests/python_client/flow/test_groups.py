"""Groups of items."""

from miro_api.models import Group, GroupData

from .case import BoardCase
from .kinds import BY_NAME


class Groups(BoardCase):
    def setUp(self):
        super().setUp()
        names = ("sticky_note", "shape", "text", "card")
        self.item_ids = [BY_NAME[name].create(self.api, self.board_id).id for name in names]

    def group(self, item_ids):
        return self.api.create_group(self.board_id, Group(data=GroupData(items=item_ids)))

    def ungrouped(self, group_id):
        """The items of the board, once the group is gone."""
        self.assert_gone(self.api.get_group_by_id, self.board_id, group_id)
        return [item.id for item in self.api.get_all_items(self.board_id)]

    def assert_items(self, group, item_ids):
        """The client takes the data of a group for a group, so what it knows of the items is left over."""
        self.assertEqual((group.type, group.data.data), ("group", None))
        self.assertEqual(group.data.additional_properties, {"items": item_ids})

    def test_a_group_from_creation_to_deletion(self):
        group = self.group(self.item_ids[:2])
        self.assert_items(group, self.item_ids[:2])
        self.assert_items(self.api.get_group_by_id(self.board_id, group.id), self.item_ids[:2])
        self.assertEqual([group.id for group in self.api.get_all_groups(self.board_id).data], [group.id])

        replaced = self.api.update_group(self.board_id, group.id, Group(data=GroupData(items=self.item_ids[1:])))
        self.assert_items(replaced, self.item_ids[1:])
        self.assertNotEqual(replaced.id, group.id)
        self.assert_gone(self.api.get_group_by_id, self.board_id, group.id)

        self.api.un_group(self.board_id, replaced.id)
        self.assertEqual(self.ungrouped(replaced.id), self.item_ids)

    def test_a_group_is_deleted_with_its_items(self):
        """One of the two methods builds a URL with two question marks, so its flag is lost and the items stay."""
        group_id = self.group(self.item_ids[:2]).id
        self.api.delete_group(self.board_id, group_id, delete_items=True)
        self.assertEqual(self.wire.last.query, "?delete_items=true")
        self.assertEqual(self.ungrouped(group_id), self.item_ids)

        group_id = self.group(self.item_ids[:2]).id
        self.api.un_group(self.board_id, group_id, delete_items=True)
        self.assertEqual(self.ungrouped(group_id), self.item_ids[2:])

    def test_the_items_of_a_group_are_listed(self):
        group_id = self.group(self.item_ids[:3]).id
        listed = self.api.get_items_by_group_id(self.board_id, group_id)
        self.assertEqual((listed.total, listed.data.id), (3, group_id))
        (page,) = listed.data.data
        self.assertEqual([item.id for item in page.data], self.item_ids[:3])
