//! Users and groups over SCIM.

use miro::Scim;
use miro::model::scim::{
    Filter, GroupChanges, NewEmail, NewEnterpriseUser, NewRole, NewUser, OrganizationRole, PatchOperation,
    ResourceName, SchemaUri, SortOrder, UserChanges, UserType,
};

use super::{Calls, USER};

const GROUP: &str = "3074457365836251622";

fn scim(calls: &Calls) -> Scim {
    calls.api.scim("scim-token")
}

pub(super) async fn scim_users(calls: &Calls) {
    let users = scim(calls).users();
    calls.make(users.list()).await;
    let filter = Filter::eq("userName", "anna+\"a\"@example.com").and(!Filter::present("title"));
    let filtered = users
        .list()
        .filter(filter)
        .attributes(["id", "emails.value"])
        .sort_by("userName")
        .sort_order(SortOrder::Descending);
    calls.make(filtered.limit(7).resume_from("8")).await;
    let new = NewUser::new("anna@example.com")
        .name("Anna", "Smith")
        .formatted_name("Dr. Anna Smith")
        .display_name("Anna")
        .user_type(UserType::Full)
        .active(true)
        .photo("https://example.com/anna.png")
        .roles([
            NewRole::user(OrganizationRole::InternalUser),
            NewRole::admin("Content Admin").display("Admin"),
        ])
        .preferred_language("en_US")
        .enterprise(
            NewEnterpriseUser::new()
                .employee_number("E0001")
                .cost_center("CS001")
                .organization("OrgX")
                .division("Div001")
                .department("DeptA")
                .manager_id(USER)
                .manager_name("Ben"),
        );
    calls.make(users.create(new)).await;
    calls.make(users.get(USER)).await;
    calls.make(users.get(USER).attributes("userName,groups")).await;
    calls.make(users.replace(USER, NewUser::new("anna@example.com").display_name("Anna S."))).await;
    let replacement = NewUser::new("anna@example.com")
        .photos(["https://example.com/anna.png", "https://example.com/a.png"])
        .emails([NewEmail::new("anna@example.com").kind("work").primary(true), "anna@example.org".into()]);
    calls.make(users.replace(USER, replacement)).await;
    let changes = UserChanges::new()
        .active(false)
        .display_name("Anna S.")
        .user_name("anna.smith@example.com")
        .user_type(UserType::Full)
        .role(OrganizationRole::InternalAdmin)
        .add_admin_role("User Admin")
        .remove_admin_role("Content Admin")
        .department("IT");
    calls.make(users.update(USER, changes)).await;
    calls.make(users.delete(USER)).await;
}

pub(super) async fn scim_groups(calls: &Calls) {
    let groups = scim(calls).groups();
    calls.make(groups.list()).await;
    let filtered = groups
        .list()
        .filter(Filter::eq("displayName", "Product Team"))
        .attributes(["id", "displayName"])
        .sort_by("displayName")
        .sort_order(SortOrder::Ascending);
    calls.make(filtered).await;
    calls.make(groups.get(GROUP)).await;
    calls.make(groups.get(GROUP).attributes(["members.display"])).await;
    let changes = GroupChanges::new().add_members([USER]).remove_member("3074457364022187294");
    calls.make(groups.update(GROUP, changes.display_name("Design"))).await;
    let changes = GroupChanges::new().replace_members([USER]);
    calls.make(groups.update(GROUP, changes).attributes(["id"])).await;
    let attributes = [("id", GROUP.into()), ("displayName", "Design".into())];
    let changes = GroupChanges::new().operation(PatchOperation::replace_attributes(attributes));
    calls.make(groups.update(GROUP, changes)).await;
}

pub(super) async fn scim_discovery(calls: &Calls) {
    let discovery = scim(calls).discovery();
    calls.make(discovery.service_provider_config()).await;
    calls.make(discovery.resource_types()).await;
    calls.make(discovery.resource_type(ResourceName::Group)).await;
    calls.make(discovery.schemas()).await;
    calls.make(discovery.schema(SchemaUri::EnterpriseUser)).await;
}
