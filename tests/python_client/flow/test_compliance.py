"""What a company admin looks after: classification of boards, logs, exports, cases and sessions."""

import uuid
from datetime import datetime, timedelta, timezone

from miro_api import models
from miro_api.exceptions import BadRequestException

from .case import OrganizationCase


class Classification(OrganizationCase):
    def test_boards_are_classified(self):
        organization = self.api.enterprise_dataclassification_organization_settings_get(self.org_id)
        self.assertTrue(organization.enabled)
        label, other = organization.labels[:2]
        team = (self.org_id, self.team_id)
        board = (*team, self.board_id)
        self.assert_gone(self.api.enterprise_dataclassification_board_get, *board)

        creation = models.DataClassificationLabelId(label_id=label.id)
        self.assertEqual(self.api.enterprise_dataclassification_board_set(*board, creation).name, label.name)
        self.assertEqual(self.api.enterprise_dataclassification_board_get(*board).id, label.id)
        # Here alone ids of labels are numbers.
        bulk = models.UpdateBoardsDataClassificationLabelRequest(label_id=int(other.id), not_classified_only=False)
        changed = self.api.enterprise_dataclassification_team_boards_bulk(*team, bulk)
        self.assertEqual((changed.number_updated_boards, changed.type), (1, "boards-data-classification-label-changed"))
        self.assertEqual(self.api.enterprise_dataclassification_board_get(*board).id, other.id)

        before = self.api.enterprise_dataclassification_team_settings_get(*team)
        settings = models.UpdateTeamSettingsRequest(enabled=not before.enabled)
        after = self.api.enterprise_dataclassification_team_settings_set(*team, settings)
        self.assertEqual((after.enabled, after.default_label_id), (not before.enabled, before.default_label_id))
        settings = models.UpdateTeamSettingsRequest(enabled=before.enabled)
        self.assertEqual(self.api.enterprise_dataclassification_team_settings_set(*team, settings), before)


class Logs(OrganizationCase):
    def setUp(self):
        super().setUp()
        self.until = datetime.now(timezone.utc) + timedelta(hours=1)
        self.since = self.until - timedelta(days=2)

    def test_the_audit_log(self):
        def written(time):
            return time.strftime("%Y-%m-%dT%H:%M:%S.000Z")

        log = self.api.enterprise_get_audit_logs(written(self.since), written(self.until), limit=100)
        self.assertEqual((log.type, log.size), ("cursor-list", len(log.data)))
        self.assertEqual({event.context.organization.id for event in log.data if event.context}, {self.org_id})
        with self.assertRaises(BadRequestException):
            self.api.enterprise_get_audit_logs(written(self.since), "yesterday")

    def test_the_content_log(self):
        """The client writes UTC as +0000, which is no ISO 8601, and Miro documents a Z."""
        with self.assertRaises(BadRequestException):
            self.api.enterprise_board_content_item_logs_fetch(self.org_id, self.since, self.until)
        self.assertIn("%2B0000", self.wire.last.url)
        with self.wire.changing(url=lambda url: url.replace("%2B0000", "Z")):
            log = self.api.enterprise_board_content_item_logs_fetch(self.org_id, self.since, self.until, limit=10)
        self.assertEqual(log.size, len(log.data))


class Exports(OrganizationCase):
    def test_an_export_is_ordered_once(self):
        request_id, creation = str(uuid.uuid4()), models.CreateBoardExportRequest(board_ids=[self.board_id])
        job_id = self.api.enterprise_create_board_export(self.org_id, request_id, creation).job_id
        again = self.api.enterprise_create_board_export(self.org_id, request_id, creation).job_id
        self.assertEqual(again, job_id)
        status = self.api.enterprise_board_export_job_status(self.org_id, job_id).job_status
        self.assertIn(status, ("CREATED", "IN_PROGRESS", "FINISHED"))
        self.assert_gone(self.api.enterprise_board_export_job_status, self.org_id, str(uuid.uuid4()))


class CasesAndSessions(OrganizationCase):
    def test_cases_are_listed(self):
        cases = self.api.get_all_cases(100, self.org_id)
        self.assertEqual((cases.size, cases.limit), (len(cases.data), 100))
        self.assert_gone(self.api.get_case, self.org_id, "1")

    def test_somebody_is_signed_out(self):
        self.join("colleague@example.com")
        self.api.enterprise_post_user_sessions_reset("colleague@example.com")
        self.assertEqual((self.wire.last.method, self.wire.last.query), ("POST", "email=colleague%40example.com"))
