//! Organizations on the Enterprise plan, and everything in them.

modules! {
    orgs org_members sessions teams team_members team_boards projects project_members user_groups
    user_group_members team_groups sharing
}
