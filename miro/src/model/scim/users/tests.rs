use super::*;

fn sent(user: &serde_json::Value) -> User {
    serde_json::from_value(user.clone()).unwrap()
}

#[test]
fn a_user_reads_what_miro_sends_and_is_written_back() {
    let json = json!({
        "id": "3074457365265951581", "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": "user@miro.com", "name": {"formatted": "Mr. John Doe", "familyName": "Doe", "givenName": "John"},
        "displayName": "John Doe", "userType": "Full (Trial)", "active": true,
        "emails": [{"value": "user@miro.com", "display": "user@miro.com", "primary": true}],
        "photos": [{"value": "https://example.com/path_to_image.jpg", "type": "photo"}],
        "groups": [{"value": "3074457365266112911", "display": "Product"}],
        "roles": [{"value": "ORGANIZATION_INTERNAL_USER", "display": "Member", "type": "organization_user_role", "primary": true}],
        "preferredLanguage": "en_US",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"employeeNumber": "E0001", "costCenter": "CS001",
            "organization": "OrgX", "division": "Div001", "department": "DeptA", "manager": {"value": "7", "displayName": "John Doe"}},
        "meta": {"resourceType": "User", "location": "http://api-hailey:9111/api/v1/scim/Users/3074457365265951581"},
        "title": "Dr."
    });
    let user = sent(&json);
    assert_eq!(user.schemas, [SchemaUri::User]);
    assert_eq!(user.user_type, Some(UserType::FullTrial));
    assert_eq!(user.groups[0].value, Some(GroupId::new("3074457365266112911")));
    assert_eq!(user.roles[0].kind, Some(RoleKind::User));
    let enterprise = user.enterprise.as_ref().unwrap();
    assert_eq!(enterprise.manager.as_ref().unwrap().value, Some(UserId::new("7")));
    assert_eq!(user.extra["title"], "Dr.");
    assert_eq!(serde_json::to_value(&user).unwrap(), json);
}

#[test]
fn a_user_reads_with_an_id_alone() {
    let user = sent(&json!({"id": 7, "active": "False".to_lowercase(), "emails": null, ENTERPRISE: null}));
    assert_eq!((UserId::from(&user), user.active, user.enterprise), (UserId::new("7"), Some(false), None));
}

#[test]
fn changes_are_operations_as_the_reference_writes_them() {
    let changes = UserChanges::new()
        .active(false)
        .display_name("New displayName")
        .user_type(UserType::Full)
        .user_name("oleg@test.com")
        .role(OrganizationRole::InternalAdmin)
        .add_admin_role("Content Admin")
        .remove_admin_role("Content \"A\"")
        .department("IT")
        .operation(PatchOperation::replace("preferredLanguage", "de_DE"));
    let expected = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [
            {"op": "Replace", "path": "active", "value": "false"},
            {"op": "Replace", "path": "displayName", "value": "New displayName"},
            {"op": "Replace", "path": "userType", "value": "Full"},
            {"op": "Replace", "path": "userName", "value": "oleg@test.com"},
            {"op": "Replace", "path": "roles[primary eq true].value", "value": "ORGANIZATION_INTERNAL_ADMIN"},
            {"op": "Add", "path": "roles",
                "value": [{"value": "Content Admin", "type": "organization_admin_role", "primary": false}]},
            {"op": "Remove", "path": "roles[value eq \"Content \\\"A\\\"\"]"},
            {"op": "Replace", "path": format!("{ENTERPRISE}:department"), "value": "IT"},
            {"op": "Replace", "path": "preferredLanguage", "value": "de_DE"},
        ]
    });
    assert_eq!(serde_json::to_value(changes).unwrap(), expected);
}

#[test]
fn texts_that_are_too_long_are_refused() {
    for (changes, told) in [
        (
            UserChanges::new(),
            "`Operations`: nothing is changed, and Miro takes 1 operation or more".to_owned(),
        ),
        (
            UserChanges::new().employee_number("1".repeat(21)),
            format!("`{ENTERPRISE}:employeeNumber`: 21 characters, but Miro takes 0 to 20"),
        ),
    ] {
        assert_eq!(serde_json::to_value(changes).unwrap_err().to_string(), told);
    }
}
