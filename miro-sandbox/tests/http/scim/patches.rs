//! Patches of users.

use serde_json::{Value, json};

use super::{ENTERPRISE_USER, PATCH_OP, client, patch, user};

fn replace(path: &str, value: Value) -> Value {
    json!({"op": "Replace", "path": path, "value": value})
}

#[tokio::test]
async fn documented_changes_work() {
    let client = client().await;
    let user = user(&client, json!({"userName": "ann@example.com", "userType": "Free"})).await;
    let operations = json!([
        replace("displayName", json!("New displayName")),
        replace("userType", json!("Full")),
        replace("userName", json!("oleg@test.com")),
        replace("roles[primary eq true].value", json!("ORGANIZATION_INTERNAL_ADMIN")),
        {
            "op": "Add",
            "path": "roles",
            "value": [{"value": "Content Admin", "type": "organization_admin_role", "primary": false}],
        },
        replace(&format!("{ENTERPRISE_USER}:department"), json!("IT")),
        replace(&format!("{ENTERPRISE_USER}:manager.displayName"), json!("Zoe")),
        {"op": "Add", "path": "photos[type eq \"photo\"].value", "value": "https://example.com/ann.jpg"},
    ]);
    let changed = patch(&client, &user, operations).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    let after = changed.json();
    assert_eq!((&after["displayName"], &after["userType"]), (&json!("New displayName"), &json!("Full")));
    assert_eq!(
        after["name"],
        json!({"formatted": "New displayName", "givenName": "New", "familyName": "displayName"})
    );
    assert_eq!(
        (&after["userName"], &after["emails"][0]["value"]),
        (&json!("oleg@test.com"), &json!("oleg@test.com"))
    );
    assert_eq!(after["roles"][0]["value"], "ORGANIZATION_INTERNAL_ADMIN");
    assert_eq!(after["roles"][1]["value"], "Content Admin");
    assert_eq!(after[ENTERPRISE_USER], json!({"department": "IT", "manager": {"displayName": "Zoe"}}));
    assert_eq!(after["photos"], json!([{"type": "photo", "value": "https://example.com/ann.jpg"}]));

    let operations = json!([
        {"op": "Remove", "path": "roles[value eq \"Content Admin\"]"},
        {"op": "Remove", "path": format!("{ENTERPRISE_USER}:department")},
        {"op": "Remove", "path": "photos"},
    ]);
    let after = patch(&client, &user, operations).await.json();
    assert_eq!(after["roles"].as_array().unwrap().len(), 1);
    assert_eq!(after[ENTERPRISE_USER], json!({"manager": {"displayName": "Zoe"}}));
    assert_eq!(after.get("photos"), None);
}

#[tokio::test]
async fn full_name_and_parts_stay_consistent() {
    let client = client().await;
    let user = user(&client, json!({"userName": "ann@example.com", "displayName": "Ann Lee"})).await;
    let name = async |path: &str, value: &str| {
        let after = patch(&client, &user, json!([replace(path, json!(value))])).await.json();
        assert_eq!(after["displayName"], after["name"]["formatted"]);
        after["name"].clone()
    };
    let name_of = |formatted: &str, given: &str, family: &str| json!({"formatted": formatted, "givenName": given, "familyName": family});
    assert_eq!(name("name.givenName", "Mary Ann").await, name_of("Mary Ann Lee", "Mary Ann", "Lee"));
    assert_eq!(name("name.familyName", "Van Dyk").await, name_of("Mary Ann Van Dyk", "Mary Ann", "Van Dyk"));
    assert_eq!(name("name.formatted", "Dr Dyk").await, name_of("Dr Dyk", "Dr", "Dyk"));
    assert_eq!(name("displayName", "Ann Lee").await, name_of("Ann Lee", "Ann", "Lee"));
}

#[tokio::test]
async fn operations_in_both_spellings_and_quoted_booleans_are_accepted() {
    let client = client().await;
    let user = user(&client, json!({"userName": "ann@example.com"})).await;
    for (op, value, active) in [
        ("Replace", json!("false"), false),
        ("replace", json!("True"), true),
        ("Add", json!(false), false),
        ("add", json!(true), true),
    ] {
        let after = patch(&client, &user, json!([{"op": op, "path": "active", "value": value}])).await;
        assert_eq!((after.status, &after.json()["active"]), (200, &json!(active)), "{op} {value}");
    }
    let shouted = patch(&client, &user, json!([{"op": "REPLACE", "path": "active", "value": true}])).await;
    assert_eq!((shouted.status, shouted.scim_type().as_str()), (400, "invalidValue"));
    let in_any_case = json!({"SCHEMAS": [PATCH_OP.to_uppercase()], "operations": [{"OP": "Replace", "Path": "ACTIVE", "Value": false}]});
    assert_eq!(client.patch(&user, in_any_case).await.json()["active"], false);
}

#[tokio::test]
async fn a_version_changes_with_its_user() {
    let client = client().await;
    let user = user(&client, json!({"userName": "ann@example.com"})).await;
    let version = async |name: &str| {
        let response = patch(&client, &user, json!([replace("displayName", json!(name))])).await;
        response.header("etag").to_owned()
    };
    let first = version("A").await;
    assert!(first.starts_with("W/\"") && first.ends_with('"'), "{first}");
    assert_eq!(version("A").await, first);
    assert_ne!(version("B").await, first);
}

#[tokio::test]
async fn invalid_changes_have_no_effect() {
    let client = client().await;
    let path = user(&client, json!({"userName": "ann@example.com", "userType": "Full"})).await;
    user(&client, json!({"userName": "lee@example.com"})).await;
    let before = client.get(&path).await.json();
    for (operation, status, scim_type) in [
        (json!({"op": "Replace", "value": {"active": false}}), 400, "invalidPath"),
        (json!({"op": "Remove"}), 400, "noTarget"),
        (json!({"op": "Replace", "path": "active"}), 400, "invalidValue"),
        (json!({"path": "active", "value": true}), 400, "invalidValue"),
        (json!({"op": "Move", "path": "active", "value": true}), 400, "invalidValue"),
        (json!({"op": "Replace", "path": "active", "value": true, "force": true}), 400, "invalidValue"),
        (replace("nickName", json!("A")), 400, "invalidPath"),
        (replace("roles[", json!("A")), 400, "invalidPath"),
        (replace("roles[primary is true].value", json!("A")), 400, "invalidPath"),
        (replace("roles[value eq \"Emperor\"].display", json!("A")), 400, "noTarget"),
        (replace("photos[type eq \"photo\"].value", json!("https://x.example")), 400, "noTarget"),
        (replace("id", json!("1")), 400, "mutability"),
        (replace("groups", json!([])), 400, "mutability"),
        (replace("emails[primary eq true].value", json!("a@b.c")), 400, "mutability"),
        (replace("active", json!("yes")), 400, "invalidValue"),
        (replace("displayName", json!(7)), 400, "invalidValue"),
        (replace("displayName", json!("x".repeat(61))), 400, "invalidValue"),
        (replace("userName", json!("nobody")), 400, "invalidValue"),
        (replace("userName", json!("lee@example.com")), 409, "uniqueness"),
        (replace("userType", json!("Free")), 400, "invalidValue"),
        (replace("roles[primary eq true].value", json!("ORGANIZATION_TEAM_GUEST_USER")), 400, "invalidValue"),
        (json!({"op": "Remove", "path": "userName"}), 400, "invalidValue"),
        (json!({"op": "Remove", "path": "displayName"}), 400, "invalidValue"),
        (json!({"op": "Remove", "path": "roles"}), 400, "invalidValue"),
    ] {
        let good = json!({"op": "Add", "path": "preferredLanguage", "value": "de_DE"});
        let refused = patch(&client, &path, json!([good, operation])).await;
        assert_eq!((refused.status, refused.scim_type().as_str()), (status, scim_type), "{operation}");
    }
    for body in [
        json!({"schemas": [PATCH_OP], "Operations": []}),
        json!({"schemas": [PATCH_OP]}),
        json!({"Operations": [replace("displayName", json!("A"))]}),
        json!({"schemas": ["urn:x"], "Operations": [replace("displayName", json!("A"))]}),
        json!({"schemas": [PATCH_OP], "Operations": {"op": "Add"}}),
    ] {
        let refused = client.patch(&path, body.clone()).await;
        assert_eq!((refused.status, refused.scim_type().as_str()), (400, "invalidValue"), "{body}");
    }
    assert_eq!(client.get(&path).await.json(), before);
}
