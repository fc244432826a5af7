"""Boards, their pictures, and what a change does to what it does not name."""

from miro_api.models import BoardChanges, BoardPolicyChange, BoardSharingPolicyChange, CopyBoardChanges
from pydantic import ValidationError

from .case import BoardCase


class Boards(BoardCase):
    def test_a_board_from_creation_to_deletion(self):
        policy = BoardPolicyChange(sharing_policy=BoardSharingPolicyChange(access="view", team_access="edit"))
        created = self.api.create_board(BoardChanges(name="Retro", description="Friday", policy=policy))
        self.assertEqual((created.name, created.description), ("Retro", "Friday"))
        self.assertEqual(created.policy.sharing_policy.access, "view")
        self.assertEqual(created.current_user_membership.role, "owner")

        read = self.api.get_specific_board(created.id)
        self.assertEqual((read.id, read.name, read.created_at), (created.id, "Retro", created.created_at))

        changed = self.api.update_board(created.id, BoardChanges(name="Retrospective", description="Monday"))
        self.assertEqual((changed.name, changed.description), ("Retrospective", "Monday"))
        self.assertEqual(changed.policy.sharing_policy.access, "view")

        copy = self.api.copy_board(created.id, CopyBoardChanges(name="Copy"))
        self.assertNotEqual(copy.id, created.id)
        self.assertEqual((copy.name, copy.description), ("Copy", "Monday"))

        for board in (copy, created):
            self.delete_board(board.id)

    def test_boards_are_listed_page_by_page(self):
        team_id = self.api.get_specific_board(self.board_id).team.id
        ids = [self.create_board(f"Board {number}") for number in range(4)]
        listed = [board.id for board in self.api.get_all_boards(limit="2")]
        self.assertEqual(listed, [self.board_id, *ids])
        self.assertEqual([board.id for board in self.api.get_boards(query="board 3").data], ids[3:])
        sorted_names = self.api.get_boards(team_id=team_id, sort="alphabetically", limit="4").data
        self.assertEqual([board.name for board in sorted_names], [f"Board {number}" for number in range(4)])


class Defects(BoardCase):
    def test_a_change_of_the_description_resets_the_name(self):
        """The client sends its defaults for all that nobody set: a change has to repeat the name."""
        changed = self.api.update_board(self.board_id, BoardChanges(description="new"))
        self.assertEqual(self.wire.last.body, {"name": "Untitled", "description": "new"})
        self.assertEqual(changed.name, "Untitled")

    def test_a_picture_makes_a_board_unreadable(self):
        """Ids of pictures are strings: the client raises, also after it has created the board."""
        self.pictures.stop()
        with self.assertRaisesRegex(ValidationError, "for Picture"):
            self.api.get_specific_board(self.board_id)
        with self.assertRaisesRegex(ValidationError, "for Picture"):
            self.api.create_board(BoardChanges(name="Created"))
        self.pictures.start()
        (created,) = self.api.get_boards(query="created").data
        self.delete_board(created.id)
