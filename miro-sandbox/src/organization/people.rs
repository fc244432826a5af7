//! How requests name people, and how answers show those that belong to something.

use serde_json::Value;

use crate::server::call::Call;
use crate::state::store::{Object, text};

/// The id of the member of the organisation with this address.
pub(super) fn by_email(call: &Call<'_>, email: &str) -> Option<String> {
    call.state.user_by_email(email).map(|user| user.id.clone())
}

/// The id of the member of the organisation with this id or address.
pub(super) fn by_id_or_email(call: &Call<'_>, name: &str) -> Option<String> {
    call.state.users.get(name).map(|user| user.id.clone()).or_else(|| by_email(call, name))
}

/// An entry that stands for somebody, with the address.
pub(super) fn with_email(call: &Call<'_>, entry: &Object) -> Value {
    let email = call.state.users.get(text(entry, "id")).map_or("", |user| &user.email);
    let mut shown = entry.clone();
    shown.insert("email".to_owned(), email.into());
    Value::Object(shown)
}
