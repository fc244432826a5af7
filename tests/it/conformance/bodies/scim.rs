//! Users and groups over SCIM.

use miro::model::scim::{
    GroupChanges, NewEnterpriseUser, NewRole, NewUser, OrganizationRole, UserChanges, UserType,
};

use crate::requests::{Calls, USER};

const GROUP: &str = "3074457365836251622";

pub(super) async fn make(calls: &Calls) {
    let users = calls.api.scim("scim-token").users();
    calls.make(users.create(NewUser::new("anna@example.com"))).await;
    calls.make(users.replace(USER, user())).await;
    calls.make(users.update(USER, UserChanges::new().remove_admin_role("Content Admin"))).await;
    let groups = calls.api.scim("scim-token").groups();
    calls.make(groups.update(GROUP, GroupChanges::new().remove_member(USER))).await;
}

fn user() -> NewUser {
    let enterprise = NewEnterpriseUser::new()
        .employee_number("E0001")
        .cost_center("CS001")
        .organization("OrgX")
        .division("Div001")
        .department("DeptA")
        .manager_id(USER)
        .manager_name("Ben");
    NewUser::new("anna@example.com")
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
        .enterprise(enterprise)
}
