//! Creators, last editors and timestamps of entries.

use serde_json::{Value, json};

use crate::resource::Change;
use crate::server::call::Call;
use crate::state::store::Object;
use crate::state::user::User;

/// Converts a user to this area's JSON.
pub(super) fn person(user: &User) -> Value {
    let (first_name, last_name) = user.name.split_once(' ').unwrap_or((&user.name, ""));
    json!({"id": user.id, "email": user.email, "firstName": first_name, "lastName": last_name})
}

/// Sets the author and the timestamp of a creation or change.
pub(super) fn sign(call: &Call<'_>, entry: &mut Object, change: Change) {
    let author = call.state.users.get(call.user_id()).map(person).unwrap_or_default();
    let now = Value::from(call.state.clock.timestamp());
    if change == Change::Creation {
        entry.insert("organizationId".to_owned(), call.parameter("org_id").into());
        entry.insert("createdBy".to_owned(), author.clone());
        entry.insert("createdAt".to_owned(), now.clone());
    }
    entry.insert("lastModifiedBy".to_owned(), author);
    entry.insert("lastModifiedAt".to_owned(), now);
}
