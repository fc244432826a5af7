"""What all tests with a board have in common."""

import unittest
from unittest.mock import patch

from miro_api.exceptions import NotFoundException
from miro_api.models import BoardChanges, BoardMembersInvite, Picture

from . import sandbox
from .wire import Wire


class ClientCase(unittest.TestCase):
    """A test with a client that can read boards."""

    def setUp(self):
        # The client takes the ids of pictures for numbers, but they are strings: no board could be read with pictures.
        self.pictures = patch.object(Picture, "from_dict", return_value=None)
        self.pictures.start()
        self.addCleanup(patch.stopall)
        self.api = sandbox.client()
        self.wire = Wire(self.api)

    def assert_gone(self, get, *arguments):
        """That what was deleted cannot be read any more."""
        with self.assertRaises(NotFoundException) as raised:
            get(*arguments)
        self.assertEqual(raised.exception.status, 404)


class BoardCase(ClientCase):
    """A test with a board of its own, which is deleted with everything on it."""

    def setUp(self):
        super().setUp()
        self.board_id = self.create_board(self.id())

    def create_board(self, name):
        board = self.api.create_board(BoardChanges(name=name[-60:]))
        self.addCleanup(self.delete_board, board.id)
        return board.id

    def delete_board(self, board_id):
        self.api.delete_board(board_id)
        self.assert_gone(self.api.get_specific_board, board_id)

    def by_hand(self, method, path, value=None):
        """A request that the client cannot send, about the board of the test."""
        answer = sandbox.send_json(method, f"/v2/boards/{self.board_id}{path}", value)
        self.assertIn(answer.status, (200, 201), answer.body)
        return answer.json()


class OrganizationCase(BoardCase):
    """A test with an organization of an Enterprise, whose admin the client speaks for."""

    def setUp(self):
        super().setUp()
        context = self.api.token_info()
        self.org_id, self.user_id, self.team_id = context.organization.id, context.user.id, context.team.id

    def join(self, *emails):
        """Lets people join the organization: only who is in it can be put into teams and projects."""
        shared = self.api.share_board(self.board_id, BoardMembersInvite(emails=emails, role="editor"))
        return [str(member_id) for member_id in shared.successful]
