use crate::operation::{Host, Operation};
use crate::token::UserKey;

/// The unit that Miro limits: a user, or one SCIM operation of a user.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct BucketKey {
    user: UserKey,
    scim: Option<ScimBucket>,
}

/// SCIM limits each operation separately, and changes of groups by their size
/// ([source](https://developers.miro.com/reference/rate-limits)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct ScimBucket {
    operation: &'static str,
    is_large: bool,
}

/// From this many bytes on, changes of groups have the limit of the most expensive operations.
const LARGE_CHANGE: u64 = 500;

impl BucketKey {
    pub(crate) fn of(user: &UserKey) -> Self {
        Self { user: user.clone(), scim: None }
    }

    /// The name of this bucket outside of the process. It does not reveal the user.
    #[cfg(feature = "budget-redis")]
    pub(super) fn digest(&self) -> String {
        use std::fmt::Write as _;

        use sha2::{Digest, Sha256};

        let mut name = String::new();
        for byte in Sha256::digest(self.user.as_str()).iter().take(16) {
            let _ = write!(name, "{byte:02x}");
        }
        if let Some(ScimBucket { operation, is_large }) = self.scim {
            let _ = write!(name, ":{operation}{}", if is_large { ":large" } else { "" });
        }
        name
    }

    /// Returns the bucket of a call and what the call spends from it: credits, or one SCIM request.
    pub(crate) fn of_call(
        user: &UserKey,
        operation: &'static Operation,
        credits: u32,
        body_length: Option<u64>,
    ) -> (Self, u64) {
        match operation.host() {
            Host::Api => (Self::of(user), credits.into()),
            Host::Scim => {
                let is_large =
                    operation.is_rated_by_size() && body_length.is_none_or(|length| length >= LARGE_CHANGE);
                let scim = Some(ScimBucket { operation: operation.id(), is_large });
                (Self { user: user.clone(), scim }, 1)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;

    #[test]
    fn scim_has_a_bucket_for_each_operation_and_one_for_large_changes() {
        static PATCH: Operation = Operation::new("patchGroup", Method::PATCH, "/Groups/{id}", "patch(id)")
            .with_host(Host::Scim)
            .with_level_by_size();
        static LIST: Operation =
            Operation::new("listUsers", Method::GET, "/Users", "list()").with_host(Host::Scim);
        let user = UserKey::new("anna");
        let of = |operation, length| BucketKey::of_call(&user, operation, 2_000, length);
        let bucket = |operation: &'static Operation, is_large| {
            let scim = Some(ScimBucket { operation: operation.id(), is_large });
            (BucketKey { user: user.clone(), scim }, 1)
        };
        assert!(
            of(&PATCH, Some(499)) == bucket(&PATCH, false) && of(&PATCH, Some(0)) == bucket(&PATCH, false)
        );
        assert!(of(&PATCH, Some(500)) == bucket(&PATCH, true) && of(&PATCH, None) == bucket(&PATCH, true));
        assert!(of(&LIST, Some(500)) == bucket(&LIST, false) && of(&LIST, None) == bucket(&LIST, false));
        static API: Operation = Operation::new("get-boards", Method::GET, "/v2/boards", "boards()");
        assert!(of(&API, None) == (BucketKey::of(&user), 2_000));
    }

    #[cfg(feature = "budget-redis")]
    #[test]
    fn bucket_names_differ_and_hide_the_user() {
        let key = |user: &str, scim| BucketKey { user: UserKey::new(user), scim };
        let scim = |is_large| Some(ScimBucket { operation: "patchGroup", is_large });
        let names: Vec<_> = [
            key("anna", None),
            key("Anna", None),
            key("anna", scim(false)),
            key("anna", scim(true)),
            key("", None),
        ]
        .iter()
        .map(BucketKey::digest)
        .collect();
        let different: std::collections::HashSet<_> = names.iter().collect();
        assert_eq!(different.len(), names.len(), "{names:?}");
        assert!(names.iter().all(|name| !name.to_lowercase().contains("anna") && !name.contains('}')));
    }
}
