//! People in requests and in responses.

use serde_json::Value;

use crate::server::call::Call;
use crate::state::store::{Object, text};

/// Returns the id of the organization member with this e-mail address.
pub(super) fn by_email(call: &Call<'_>, email: &str) -> Option<String> {
    call.state.user_by_email(email).map(|user| user.id.clone())
}

/// Returns the id of the organization member with this id or e-mail address.
pub(super) fn by_id_or_email(call: &Call<'_>, name: &str) -> Option<String> {
    call.state.users.get(name).map(|user| user.id.clone()).or_else(|| by_email(call, name))
}

/// Adds the e-mail address to a person's entry.
pub(super) fn with_email(call: &Call<'_>, entry: &Object) -> Value {
    let email = call.state.users.get(text(entry, "id")).map_or("", |user| &user.email);
    let mut shown = entry.clone();
    shown.insert("email".to_owned(), email.into());
    Value::Object(shown)
}
