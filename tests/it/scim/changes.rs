//! Changes of users and groups, on the sandbox.

use miro::model::scim::{Filter, GroupChanges, NewPhoto, NewUser, PatchOperation, Photo};
use serde_json::json;

use crate::environment;

#[tokio::test]
async fn a_user_is_replaced_by_one_with_several_photos() {
    let (sandbox, api) = environment::sandbox().await;
    let users = api.scim(sandbox.scim_token()).users();
    let user = users.create(NewUser::new("anna@example.com").name("Anna", "Smith")).await.unwrap();
    let photos = ["https://example.com/a.png", "https://example.com/b.png"];
    let replacement = NewUser::from(&user).name("Anna", "Smith").photos(photos);
    let replaced = users.replace(&user, replacement).await.unwrap();
    let addresses =
        |photos: &[Photo]| photos.iter().filter_map(|photo| photo.value.clone()).collect::<Vec<_>>();
    assert_eq!(addresses(&replaced.photos), photos);

    // What was read is sent back together with what is new.
    let photos =
        replaced.photos.iter().map(NewPhoto::from).chain([NewPhoto::new("https://example.com/c.png")]);
    let third = NewUser::from(&replaced).photos(photos);
    assert_eq!(users.replace(&user, third).await.unwrap().photos.len(), 3);
}

#[tokio::test]
async fn the_name_of_a_group_is_changed_without_a_path() {
    let (sandbox, api) = environment::sandbox().await;
    let groups = api.scim(sandbox.scim_token()).groups();
    let group = groups.list().filter(Filter::present("displayName")).await.unwrap().resources.remove(0);
    let attributes = [("id", json!(group.id)), ("displayName", json!("Design"))];
    let changes = GroupChanges::new().operation(PatchOperation::replace_attributes(attributes));
    let changed = groups.update(&group, changes).await.unwrap();
    assert_eq!((&changed.id, changed.display_name.as_deref()), (&group.id, Some("Design")));
    assert_eq!(
        environment::last_body(&sandbox, "PATCH")["Operations"],
        json!([{"op": "Replace", "value": {"id": group.id, "displayName": "Design"}}])
    );
}
