//! Creation, replacement and deletion of users.

use serde_json::{Value, json};

use super::{ENTERPRISE_USER, client, id, patch, texts, user};

#[tokio::test]
async fn new_user_has_all_sent_attributes() {
    let client = client().await;
    let body = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE_USER],
        "USERNAME": "ann@example.com",
        "name": {"givenName": "Ann", "familyName": "Lee"},
        "userType": "Standard",
        "active": true,
        "emails": [{"value": "other@example.com", "primary": true}],
        "photos": [{"type": "photo", "value": "https://example.com/ann.jpg"}],
        "roles": [
            {"type": "organization_user_role", "value": "ORGANIZATION_INTERNAL_ADMIN", "primary": true},
            {"type": "organization_admin_role", "value": "Content Admin", "primary": false},
        ],
        "preferredLanguage": "en_US",
        ENTERPRISE_USER: {"employeeNumber": "E1", "manager": {"displayName": "Zoe", "value": "not a number"}},
    });
    let created = client.post("/api/v1/scim/Users", body).await;
    assert_eq!(created.status, 201);
    assert_eq!(created.header("content-type"), "application/scim+json");
    let user = created.json();
    let id = id(&user);
    let location = format!("http://api-hailey:9111/api/v1/scim/Users/{id}");
    assert_eq!(created.header("location"), location);
    let expected = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "id": id,
        "meta": {"resourceType": "User", "location": location},
        "userName": "ann@example.com",
        "name": {"formatted": "Ann Lee", "givenName": "Ann", "familyName": "Lee"},
        "displayName": "Ann Lee",
        "userType": "Standard",
        "active": true,
        "emails": [{"value": "ann@example.com", "type": "work", "primary": true}],
        "groups": [{"value": client.sandbox.team_id(), "display": "My Team"}],
        "photos": [{"type": "photo", "value": "https://example.com/ann.jpg"}],
        "roles": [
            {"type": "organization_user_role", "value": "ORGANIZATION_INTERNAL_ADMIN", "display": "Admin", "primary": true},
            {"type": "organization_admin_role", "value": "Content Admin", "display": "Content Admin", "primary": false},
        ],
        "preferredLanguage": "en_US",
        ENTERPRISE_USER: {"employeeNumber": "E1", "manager": {"displayName": "Zoe"}},
    });
    assert_eq!(user, expected);
    assert_eq!(client.get(&format!("/api/v1/scim/Users/{id}")).await.json(), expected);
}

#[tokio::test]
async fn new_user_requires_a_unique_address() {
    let client = client().await;
    user(&client, json!({"userName": "ann@example.com"})).await;
    let again = client.post("/api/v1/scim/Users", json!({"userName": "ANN@example.com"})).await;
    assert_eq!((again.status, again.scim_type().as_str()), (409, "uniqueness"));
    for name in [json!("ann"), json!("@example.com"), json!("ann@"), json!(""), json!(1), Value::Null] {
        let refused = client.post("/api/v1/scim/Users", json!({"userName": name})).await;
        assert_eq!((refused.status, refused.scim_type().as_str()), (400, "invalidValue"), "{name}");
    }
    assert_eq!(client.post("/api/v1/scim/Users", json!({})).await.status, 400);
    assert_eq!(client.get("/api/v1/scim/Users").await.json()["totalResults"], 2, "nobody was created");
}

#[tokio::test]
async fn lengths_and_values_are_limited() {
    let client = client().await;
    let extension = |name: &str, length: usize| json!({ENTERPRISE_USER: {name: "x".repeat(length)}});
    let manager = |length: usize| json!({ENTERPRISE_USER: {"manager": {"displayName": "x".repeat(length)}}});
    let parts = |given: usize, family: usize| json!({"name": {"givenName": "x".repeat(given), "familyName": "y".repeat(family)}});
    let good_and_bad = [
        (json!({"displayName": "ä".repeat(60)}), json!({"displayName": "ä".repeat(61)})),
        (parts(30, 30), parts(31, 30)),
        (extension("employeeNumber", 20), extension("employeeNumber", 21)),
        (extension("costCenter", 120), extension("costCenter", 121)),
        (extension("organization", 120), extension("organization", 121)),
        (extension("division", 120), extension("division", 121)),
        (extension("department", 120), extension("department", 121)),
        (manager(60), manager(61)),
        (json!({"userType": "Free Restricted"}), json!({"userType": "Occasional"})),
        (json!({"active": false}), json!({"active": "false"})),
        (json!({"photos": [{"value": "https://x.example/y.png"}]}), json!({"photos": [{"value": "y.png"}]})),
        (
            json!({"roles": [{"value": "ORGANIZATION_INTERNAL_USER"}]}),
            json!({"roles": [{"value": "ORGANIZATION_EXTERNAL_USER"}]}),
        ),
        (
            json!({"schemas": [ENTERPRISE_USER]}),
            json!({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"]}),
        ),
        (
            json!({"name": {"formatted": "A", "givenName": "", "familyName": ""}}),
            json!({"name": {"formatted": "A"}}),
        ),
        (json!({"id": "1", "groups": []}), json!({"nickName": "A"})),
    ];
    for (number, (good, bad)) in good_and_bad.into_iter().enumerate() {
        let with_address = |mut body: Value| {
            body["userName"] = format!("user{number}@example.com").into();
            body
        };
        let refused = client.post("/api/v1/scim/Users", with_address(bad.clone())).await;
        assert_eq!((refused.status, refused.scim_type().as_str()), (400, "invalidValue"), "{bad}");
        let created = client.post("/api/v1/scim/Users", with_address(good.clone())).await;
        assert_eq!(created.status, 201, "{good}: {}", created.body);
    }
}

#[tokio::test]
async fn replacement_clears_missing_attributes() {
    let client = client().await;
    let body = json!({
        "userName": "ann@example.com",
        "displayName": "Ann Lee",
        "userType": "Full",
        "roles": [{"value": "User Admin"}],
        "preferredLanguage": "en_US",
        ENTERPRISE_USER: {"department": "IT", "division": "North"},
    });
    let user = user(&client, body).await;
    let before = client.get(&user).await.json();
    let body = json!({"userName": "lee@example.com", "id": "1", ENTERPRISE_USER: {"department": "HR"}});
    let replaced = client.send("PUT", &user, Some(body)).await;
    assert_eq!(replaced.status, 200);
    assert!(replaced.header("etag").starts_with("W/\""), "{replaced:?}");
    let after = replaced.json();
    assert_eq!((&after["id"], &after["userName"]), (&before["id"], &json!("lee@example.com")));
    assert_eq!(after["emails"][0]["value"], "lee@example.com");
    assert_eq!(after[ENTERPRISE_USER], json!({"department": "HR"}));
    assert_eq!(after.get("preferredLanguage"), None);
    for kept in ["displayName", "userType", "roles", "active", "groups"] {
        assert_eq!(after[kept], before[kept], "{kept}");
    }
    let unnamed = client.send("PUT", &user, Some(json!({"displayName": "A"}))).await;
    assert_eq!((unnamed.status, unnamed.scim_type().as_str()), (400, "invalidValue"));
    let taken = json!({"userName": "john.smith@example.com"});
    assert_eq!(client.send("PUT", &user, Some(taken)).await.scim_type(), "uniqueness");
    let downgrade = json!({"userName": "lee@example.com", "userType": "Free"});
    assert_eq!(client.send("PUT", &user, Some(downgrade)).await.status, 400);
    assert_eq!(client.get(&user).await.json(), after);
}

#[tokio::test]
async fn the_account_of_a_deactivated_user_is_frozen() {
    let client = client().await;
    let user =
        user(&client, json!({"userName": "ann@example.com", "userType": "Free", "active": false})).await;
    for change in [
        json!({"userName": "lee@example.com"}),
        json!({"userName": "ann@example.com", "userType": "Full"}),
        json!({"userName": "ann@example.com", "roles": [{"value": "ORGANIZATION_INTERNAL_ADMIN"}]}),
    ] {
        assert_eq!(client.send("PUT", &user, Some(change.clone())).await.status, 409, "{change}");
    }
    let emails = json!([{"value": "lee@example.com"}]);
    let harmless = json!({"userName": "ann@example.com", "displayName": "Ann", "emails": emails});
    let harmless = client.send("PUT", &user, Some(harmless)).await;
    assert_eq!((harmless.status, &harmless.json()["userName"]), (200, &json!("ann@example.com")));
    let back = json!({"userName": "lee@example.com", "userType": "Full", "active": true});
    assert_eq!(client.send("PUT", &user, Some(back)).await.json()["userType"], "Full");
}

#[tokio::test]
async fn deleted_user_loses_boards_and_access() {
    let mut client = client().await;
    let user = user(&client, json!({"userName": "ann@example.com"})).await;
    let id = client.get(&user).await.json()["id"].as_str().unwrap().to_owned();
    let (scim, user_token) = (client.token.clone(), client.sandbox.token_for(&id));
    client.token.clone_from(&user_token);
    let board = client.post("/v2/boards", json!({"name": "Hers"})).await.json();
    assert_eq!(board["owner"]["id"], id.as_str());
    let board = format!("/v2/boards/{}", board["id"].as_str().unwrap().replace('=', "%3D"));

    client.token.clone_from(&scim);
    assert_eq!(client.delete(&user).await.status, 204);
    assert_eq!(client.delete(&user).await.status, 404);
    assert_eq!(client.get(&user).await.status, 404);
    let groups = client.get("/api/v1/scim/Groups").await.json();
    assert!(!groups.to_string().contains(&id), "{groups}");

    client.token = user_token;
    assert_eq!(client.get(&board).await.status, 401);
    client.token = client.sandbox.token();
    let board = client.get(&board).await.json();
    assert_eq!(board["owner"]["id"], client.sandbox.user_id());
    let members = client.get(&format!("/v2/boards/{}/members", board["id"].as_str().unwrap())).await.json();
    assert_eq!((&members["total"], &members["data"][0]["role"]), (&json!(1), &json!("owner")));
}

#[tokio::test]
async fn the_organization_keeps_an_admin() {
    let client = client().await;
    let admin = format!("/api/v1/scim/Users/{}", client.sandbox.user_id());
    let demotion = json!([{
        "op": "Replace",
        "path": "roles[primary eq true].value",
        "value": "ORGANIZATION_INTERNAL_USER",
    }]);
    let deactivation = json!([{"op": "Replace", "path": "active", "value": "false"}]);
    assert_eq!(client.delete(&admin).await.status, 409);
    assert_eq!(patch(&client, &admin, demotion.clone()).await.status, 409);
    assert_eq!(patch(&client, &admin, deactivation).await.status, 409);
    let roles = json!([{"value": "ORGANIZATION_INTERNAL_ADMIN"}]);
    let other = json!({"userName": "ann@example.com", "roles": roles});
    let other = user(&client, other).await;
    assert_eq!(patch(&client, &admin, demotion.clone()).await.status, 200);
    assert_eq!(patch(&client, &other, demotion).await.status, 409);
    assert_eq!(client.delete(&other).await.status, 409);
}

#[tokio::test]
async fn deactivated_users_cannot_act() {
    let mut client = client().await;
    let user = user(&client, json!({"userName": "ann@example.com"})).await;
    let id = client.get(&user).await.json()["id"].as_str().unwrap().to_owned();
    let (scim, user_token) = (client.token.clone(), client.sandbox.token_for(&id));
    for (active, status) in [(false, 401), (true, 200)] {
        client.token.clone_from(&scim);
        let change = json!([{"op": "replace", "path": "active", "value": active}]);
        assert_eq!(patch(&client, &user, change).await.json()["active"], active);
        client.token.clone_from(&user_token);
        assert_eq!(client.get("/v2/boards").await.status, status);
    }
}

#[tokio::test]
async fn lists_contain_every_user_once() {
    let client = client().await;
    user(&client, json!({"userName": "ann@example.com"})).await;
    let list = client.get("/api/v1/scim/Users").await.json();
    assert_eq!(texts(&list, "userName"), ["john.smith@example.com", "ann@example.com"]);
    assert_eq!(
        list["Resources"][1],
        client.get(&format!("/api/v1/scim/Users/{}", id(&list["Resources"][1]))).await.json()
    );
}

#[tokio::test]
async fn guests_are_not_users_until_they_join_a_team() {
    let client = client().await;
    let guest = client.sandbox.seed_guest("guest@example.com");
    let path = format!("/api/v1/scim/Users/{guest}");
    assert_eq!(client.get("/api/v1/scim/Users").await.json()["totalResults"], 1);
    assert_eq!(client.get(&path).await.status, 404);
    assert_eq!(client.send("PUT", &path, Some(json!({"userName": "guest@example.com"}))).await.status, 404);
    assert_eq!(patch(&client, &path, json!([{"op": "Remove", "path": "photos"}])).await.status, 404);
    assert_eq!(client.delete(&path).await.status, 404);
    let taken = client.post("/api/v1/scim/Users", json!({"userName": "guest@example.com"})).await;
    assert_eq!(taken.status, 409);
    let group = format!("/api/v1/scim/Groups/{}", client.sandbox.team_id());
    let join = json!([{"op": "Add", "path": "members", "value": [{"value": guest}]}]);
    assert_eq!(patch(&client, &group, join).await.status, 200);
    let member = client.get(&path).await.json();
    assert_eq!(
        (&member["userType"], &member["roles"][0]["value"]),
        (&json!("Full"), &json!("ORGANIZATION_INTERNAL_USER"))
    );
}
