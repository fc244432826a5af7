"""What a company admin of an Enterprise does: organization, teams, projects, and their members."""

from miro_api import models

from .case import OrganizationCase


def as_if_seen(answer):
    """The answer as it would be if everybody had logged in already."""
    members = answer if isinstance(answer, list) else answer.get("data", [answer])
    for member in members:
        if member["lastActivityAt"] == "":
            del member["lastActivityAt"]
    return answer


class Organization(OrganizationCase):
    def test_the_organization(self):
        organization = self.api.enterprise_get_organization(self.org_id)
        self.assertEqual((organization.id, organization.type), (self.org_id, "organization"))

    def test_the_members(self):
        admin = self.api.enterprise_get_organization_member(self.org_id, self.user_id)
        self.assertEqual((admin.role, admin.active), ("organization_internal_admin", True))
        (new_id,) = self.join("colleague@example.com")
        with self.wire.changing(answer=as_if_seen):
            listed = [member.id for member in self.api.get_all_organization_members(self.org_id, limit=1)]
            self.assertLessEqual({admin.id, new_id}, set(listed))
            self.assertEqual(len(listed), len(set(listed)))
            # By address the answer is a plain list, and no page.
            named = self.api.get_all_organization_members(self.org_id, emails=f"colleague@example.com,{admin.email}")
            self.assertEqual([member.id for member in named], [new_id, admin.id])
        admins = self.api.get_all_organization_members(self.org_id, role=admin.role, active=True)
        self.assertEqual([member.id for member in admins], [admin.id])

    def test_who_never_logged_in_makes_the_members_unreadable(self):
        """The time of the last activity is empty then, as documented: the client takes it for a time and raises."""
        (new_id,) = self.join("newcomer@example.com")
        with self.assertRaisesRegex(ValueError, "lastActivityAt"):
            self.api.enterprise_get_organization_member(self.org_id, new_id)
        with self.assertRaisesRegex(ValueError, "lastActivityAt"):
            list(self.api.get_all_organization_members(self.org_id))


class Teams(OrganizationCase):
    def create_team(self, name):
        team = self.api.enterprise_create_team(self.org_id, models.CreateTeamRequest(name=name))
        self.addCleanup(self.delete_team, team.id)
        return team

    def delete_team(self, team_id):
        self.api.enterprise_delete_team(self.org_id, team_id)
        self.assert_gone(self.api.enterprise_get_team, self.org_id, team_id)

    def test_a_team_from_creation_to_deletion(self):
        team = self.create_team("Development")
        self.assertEqual((team.name, team.type), ("Development", "team"))
        changed = self.api.enterprise_update_team(self.org_id, team.id, models.TeamChanges(name="Design"))
        self.assertEqual((changed.id, changed.name), (team.id, "Design"))
        self.assertEqual(self.api.enterprise_get_team(self.org_id, team.id), changed)

    def test_teams_are_listed_page_by_page(self):
        ids = [self.create_team(f"Crew {number}").id for number in range(3)]
        listed = [team.id for team in self.api.get_all_enterprise_teams(self.org_id, limit=1)]
        self.assertEqual(set(listed), {self.team_id, *ids})
        self.assertEqual(len(listed), 4)
        named = [team.id for team in self.api.get_all_enterprise_teams(self.org_id, name="cREW 2")]
        self.assertEqual(named, ids[2:])

    def test_the_members_of_a_team(self):
        team_id = self.create_team("Development").id
        emails = [f"member{number}@example.com" for number in range(3)]
        self.join(*emails)
        invitations = [models.TeamMemberInvite(email=email, role="member") for email in emails]
        invited = [self.api.enterprise_invite_team_member(self.org_id, team_id, one) for one in invitations]
        self.assertEqual({(member.role, member.team_id) for member in invited}, {("member", team_id)})
        listed = {member.id for member in self.api.get_all_enterprise_team_members(self.org_id, team_id, limit=1)}
        self.assertLessEqual({member.id for member in invited}, listed)

        member_id = invited[0].id
        changes = models.TeamMemberChanges(role="admin")
        changed = self.api.enterprise_update_team_member(self.org_id, team_id, member_id, changes)
        self.assertEqual(changed.role, "admin")
        self.assertEqual(self.api.enterprise_get_team_member(self.org_id, team_id, member_id).role, "admin")
        self.api.enterprise_delete_team_member(self.org_id, team_id, member_id)
        self.assert_gone(self.api.enterprise_get_team_member, self.org_id, team_id, member_id)

    def test_the_settings_of_a_team(self):
        team_id = self.create_team("Development").id
        default = self.api.enterprise_get_default_team_settings(self.org_id)
        before = self.api.enterprise_get_team_settings(self.org_id, team_id)
        self.assertEqual((default.type, before.type, before.team_id), ("team-settings", "team-settings", team_id))
        settings = models.TeamInvitationSettingsChanges(who_can_invite="admins")
        changes = models.TeamSettingsChanges(team_invitation_settings=settings)
        self.api.enterprise_update_team_settings(self.org_id, team_id, changes)
        after = self.api.enterprise_get_team_settings(self.org_id, team_id)
        self.assertEqual(after.team_invitation_settings.who_can_invite, "admins")
        self.assertEqual(after.team_sharing_policy_settings, before.team_sharing_policy_settings)


class Projects(OrganizationCase):
    def setUp(self):
        super().setUp()
        creation = models.CreateProjectRequest(name="Launch")
        self.project = self.api.enterprise_create_project(self.org_id, self.team_id, creation)
        self.path = (self.org_id, self.team_id, self.project.id)
        self.addCleanup(self.delete_project)

    def delete_project(self):
        self.api.enterprise_delete_project(*self.path)
        self.assert_gone(self.api.enterprise_get_project, *self.path)

    def test_a_project_is_changed_and_listed(self):
        changed = self.api.enterprise_update_project(*self.path, models.UpdateProjectRequest(name="Landing"))
        self.assertEqual((changed.id, changed.name, changed.type), (self.project.id, "Landing", "project"))
        self.assertEqual(self.api.enterprise_get_project(*self.path), changed)
        listed = self.api.enterprise_get_projects(self.org_id, self.team_id, limit=100).data
        self.assertIn(changed, listed)

    def test_the_members_of_a_project(self):
        self.join("colleague@example.com")
        invitation = models.TeamMemberInvite(email="colleague@example.com", role="member")
        colleague = self.api.enterprise_invite_team_member(self.org_id, self.team_id, invitation)
        self.addCleanup(self.api.enterprise_delete_team_member, self.org_id, self.team_id, colleague.id)

        addition = models.AddProjectMemberRequest(email="colleague@example.com", role=models.ProjectRole.EDITOR)
        added = self.api.enterprise_add_project_member(*self.path, addition)
        self.assertEqual((added.id, added.email, added.role.value), (colleague.id, "colleague@example.com", "editor"))
        listed = self.api.enterprise_get_project_members(*self.path, limit=100).data
        self.assertIn(added.id, [member.id for member in listed])
        changes = models.UpdateProjectMemberRequest(role=models.ProjectRole.VIEWER)
        self.api.enterprise_update_project_member(*self.path, added.id, changes)
        self.assertEqual(self.api.enterprise_get_project_member(*self.path, added.id).role.value, "viewer")
        self.api.enterprise_delete_project_member(*self.path, added.id)
        self.assert_gone(self.api.enterprise_get_project_member, *self.path, added.id)

    def test_the_settings_of_a_project(self):
        settings = models.SharingPolicySettings(team_access=models.TeamAccess.VIEW)
        changes = models.UpdateProjectSettingsRequest(sharing_policy_settings=settings)
        self.api.enterprise_update_project_settings(*self.path, changes)
        read = self.api.enterprise_get_project_settings(*self.path)
        self.assertEqual((read.sharing_policy_settings.team_access.value, read.type), ("view", "project_settings"))
