//! The roles of a user: one as a member, and admin roles.

use serde_json::{Value, json};

use crate::state::store::Object;
use crate::state::user::{COMPANY_ADMIN, INTERNAL_USER, User};
use crate::validation::problems::Problems;

const USER_ROLE: &str = "organization_user_role";
const ADMIN_ROLE: &str = "organization_admin_role";
/// Member roles and their names.
const USER_ROLES: &[(&str, &str)] = &[(COMPANY_ADMIN, "Admin"), (INTERNAL_USER, "Member")];
/// Admin roles. A sandbox's organization has no custom ones.
const ADMIN_ROLES: &[&str] = &["Content Admin", "User Admin", "Security Admin"];

/// Converts a user's roles to a response.
pub(crate) fn shown(user: &User) -> Vec<Value> {
    let called = USER_ROLES.iter().find(|(role, _)| *role == user.role).map_or("", |(_, called)| called);
    let value = user.role.to_uppercase();
    let primary = json!({"type": USER_ROLE, "value": value, "display": called, "primary": true});
    let others = user.admin_roles.iter();
    let others =
        others.map(|role| json!({"type": ADMIN_ROLE, "value": role, "display": role, "primary": false}));
    [primary].into_iter().chain(others).collect()
}

/// Sets a user's roles. The member role stays if none is given.
pub(crate) fn apply(user: &mut User, roles: &[Value], problems: &mut Problems) {
    let roles: Vec<&Object> = roles.iter().filter_map(Value::as_object).collect();
    let text = |role: &&Object, name: &str| role.get(name).and_then(Value::as_str).map(str::to_owned);
    if roles.iter().filter(|role| role.get("primary") == Some(&true.into())).count() > 1 {
        problems.add("roles", "only one role can be primary");
    }
    let (mut user_roles, mut admin_roles) = (Vec::new(), Vec::new());
    for role in &roles {
        let value = text(role, "value").unwrap_or_default();
        // Without a type the value decides: admin roles have names that people chose.
        let of_member = value.starts_with("ORGANIZATION_");
        match text(role, "type").as_deref() {
            Some(USER_ROLE) => user_roles.push(value),
            None if of_member => user_roles.push(value),
            Some(ADMIN_ROLE) | None => admin_roles.push(value),
            Some(other) => problems.add("roles.type", format!("there is no {other}")),
        }
    }
    match user_roles.as_slice() {
        [] => {}
        [role] => match USER_ROLES.iter().find(|(known, _)| known.to_uppercase() == *role) {
            Some((known, _)) => user.role = (*known).to_owned(),
            None => problems.add("roles.value", format!("members cannot be {role}")),
        },
        _ => problems.add("roles", format!("only one role can be of the type {USER_ROLE}")),
    }
    for role in admin_roles.iter().filter(|role| !ADMIN_ROLES.contains(&role.as_str())) {
        problems.add("roles.value", format!("there is no admin role {role}"));
    }
    admin_roles.dedup();
    user.admin_roles = admin_roles;
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{apply, shown};
    use crate::state::clock::Clock;
    use crate::state::user::{INTERNAL_USER, User};
    use crate::validation::problems::Problems;

    fn with(roles: Value) -> Option<(String, Vec<String>)> {
        let mut user = User::new("1", "A", "a@b.c", INTERNAL_USER, &Clock::default());
        let mut problems = Problems::default();
        apply(&mut user, roles.as_array().unwrap(), &mut problems);
        let again = shown(&user);
        problems.is_empty().then(|| {
            apply(&mut user, &again, &mut problems);
            assert!(problems.is_empty() && shown(&user) == again, "what is shown can be sent");
            (user.role, user.admin_roles)
        })
    }

    #[test]
    fn roles_are_distinguished_by_type_or_value() {
        let admin = "organization_internal_admin".to_owned();
        let member = "organization_internal_user".to_owned();
        assert_eq!(with(json!([])), Some((member.clone(), vec![])));
        let untyped = json!([{"value": "ORGANIZATION_INTERNAL_ADMIN", "primary": true}]);
        assert_eq!(with(untyped), Some((admin, vec![])));
        let both = json!([
            {"value": "User Admin", "type": "organization_admin_role", "primary": false},
            {"value": "Content Admin"},
        ]);
        assert_eq!(with(both), Some((member, vec!["User Admin".to_owned(), "Content Admin".to_owned()])));
    }

    #[test]
    fn invalid_roles_are_rejected() {
        for roles in [
            json!([{"value": "ORGANIZATION_EXTERNAL_USER"}]),
            json!([{"value": "ORGANIZATION_INTERNAL_USER"}, {"value": "ORGANIZATION_INTERNAL_ADMIN"}]),
            json!([{"value": "Emperor"}]),
            json!([{"value": "User Admin", "type": "organization_user_role"}]),
            json!([{"value": "User Admin", "type": "role"}]),
            json!([{"value": "User Admin", "primary": true}, {"value": "Content Admin", "primary": true}]),
        ] {
            assert_eq!(with(roles.clone()), None, "{roles}");
        }
    }
}
