use crate::operation::{Host, Operation};
use crate::token::UserKey;

/// What is limited together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct BucketKey {
    user: UserKey,
    scim: Option<ScimBucket>,
}

/// SCIM counts each operation for itself, and changes of groups by their size
/// ([source](https://developers.miro.com/reference/rate-limits)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct ScimBucket {
    operation: &'static str,
    is_large: bool,
}

/// Changes of groups from this many bytes on are limited as the most expensive operations are.
const LARGE_CHANGE: u64 = 500;

impl BucketKey {
    pub(crate) fn of(user: &UserKey) -> Self {
        Self { user: user.clone(), scim: None }
    }

    /// The bucket of a call, and what the call takes out of it: credits, or one of SCIM's requests.
    pub(crate) fn of_call(
        user: &UserKey,
        operation: &'static Operation,
        credits: u32,
        body_length: Option<u64>,
    ) -> (Self, u64) {
        match operation.served_by() {
            Host::Api => (Self::of(user), credits.into()),
            Host::Scim => {
                let is_large =
                    operation.id() == "patchGroup" && body_length.is_none_or(|length| length >= LARGE_CHANGE);
                let scim = Some(ScimBucket { operation: operation.id(), is_large });
                (Self { user: user.clone(), scim }, 1)
            }
        }
    }
}
