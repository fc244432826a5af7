use miro::api::unlisted::ScimGroupsExt;
use miro::model::scim::NewUser;
use miro::model::unlisted::NewScimGroup;
use miro::prelude::*;

use crate::environment;

#[tokio::test]
async fn live_row_21_a_group_is_created_and_deleted() {
    let (sandbox, api) = environment::sandbox().await;
    let scim = api.scim(sandbox.scim_token());
    let user = scim.users().create(NewUser::new("ann@example.com")).await.unwrap();
    let group = scim.groups().create(NewScimGroup::new("Design").members([&user.id])).await.unwrap();
    assert_eq!(group.display_name.as_deref(), Some("Design"));
    assert_eq!(group.members[0].value.as_ref(), Some(&user.id));
    assert_eq!(scim.groups().get(&group).await.unwrap().members, group.members);
    scim.groups().delete(&group).await.unwrap();
    assert_eq!(scim.groups().get(&group).await.unwrap_err().kind(), ErrorKind::NotFound);
    scim.users().get(&user.id).await.unwrap();
}
