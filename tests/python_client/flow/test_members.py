"""The members of a board."""

from miro_api.models import BoardMemberChanges, BoardMembersInvite

from .case import BoardCase


class Members(BoardCase):
    def test_a_board_is_shared(self):
        emails = [f"user{number}@example.com" for number in range(5)]
        shared = self.api.share_board(self.board_id, BoardMembersInvite(emails=emails, role="editor"))
        # Here alone Miro sends ids as numbers.
        ids = [str(member_id) for member_id in shared.successful]
        self.assertEqual((len(set(ids)), shared.failed), (5, []))

        members = list(self.api.get_all_board_members(self.board_id, limit="2"))
        self.assertEqual([member.role for member in members], ["owner", *["editor"] * 5])
        self.assertEqual([member.id for member in members[1:]], ids)

        changes = BoardMemberChanges(role="viewer")
        self.assertEqual(self.api.update_board_member(self.board_id, ids[0], changes).role, "viewer")
        self.assertEqual(self.api.get_specific_board_member(self.board_id, ids[0]).role, "viewer")

        for member_id in ids:
            self.api.remove_board_member(self.board_id, member_id)
            self.assert_gone(self.api.get_specific_board_member, self.board_id, member_id)
        self.assertEqual(self.api.get_board_members(self.board_id).total, 1)

    def test_a_change_of_nothing_makes_a_commenter(self):
        """The client sends its default for the role that nobody set."""
        invitation = BoardMembersInvite(emails=["user@example.com"], role="editor")
        (member_id,) = self.api.share_board(self.board_id, invitation).successful
        changed = self.api.update_board_member(self.board_id, str(member_id), BoardMemberChanges())
        self.assertEqual((self.wire.last.body, changed.role), ({"role": "commenter"}, "commenter"))
