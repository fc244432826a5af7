//! Users and groups over SCIM: those with the least, and one replaced with everything.

use miro::model::scim::{
    GroupChanges, NewEnterpriseUser, NewRole, NewUser, OrganizationRole, UserChanges, UserType,
};

use crate::requests::{Calls, USER};

pub(super) async fn make(calls: &Calls) {
    let users = calls.api.scim("scim-token").users();
    calls.make(users.create(NewUser::new("ada@example.com"))).await;
    let enterprise = NewEnterpriseUser::new()
        .employee_number("E0001")
        .cost_center("CS001")
        .organization("OrgX")
        .division("Div001")
        .department("DeptA")
        .manager_id(USER)
        .manager_name("Ben");
    let everything = NewUser::new("ada@example.com")
        .name("Ada", "Lovelace")
        .formatted_name("Ada Lovelace")
        .display_name("Ada")
        .user_type(UserType::Full)
        .active(true)
        .photo("https://example.com/ada.png")
        .roles([
            NewRole::user(OrganizationRole::InternalUser),
            NewRole::admin("Content Admin").display("Admin"),
        ])
        .preferred_language("en_US")
        .enterprise(enterprise);
    calls.make(users.replace(USER, everything)).await;
    calls.make(users.update(USER, UserChanges::new().remove_admin_role("Content Admin"))).await;
    let groups = calls.api.scim("scim-token").groups();
    calls.make(groups.update("3074457365836251622", GroupChanges::new().remove_member(USER))).await;
}
