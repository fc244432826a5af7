use std::fmt::{self, Display};
use std::sync::Arc;

use crate::client::Client;
use crate::operation::Host;
use crate::path::{self, Segment};
use crate::token::{TokenProvider, UserKey};

/// A place in Miro's hierarchy: the user who makes the calls, and the ids on the path to it.
///
/// Handles such as `BoardHandle` contain one. Creating one sends nothing.
#[derive(Clone)]
pub struct Resource {
    account: Arc<Account>,
    path_values: Arc<[(&'static str, Segment)]>,
}

struct Account {
    client: Client,
    user: UserKey,
    tokens: Arc<dyn TokenProvider>,
}

impl Resource {
    /// Creates the root, for the calls of one user.
    #[must_use]
    pub fn root(client: Client, user: UserKey, tokens: Arc<dyn TokenProvider>) -> Self {
        Self { account: Arc::new(Account { client, user, tokens }), path_values: Arc::from([]) }
    }

    /// Returns the place below, with the value of one more placeholder.
    #[must_use]
    pub fn with(&self, name: &'static str, value: &dyn Display) -> Self {
        // Handles are created without a `Result`, so the call that needs an invalid segment reports it.
        let segment = (name, path::encode_segment(value));
        Self {
            account: self.account.clone(),
            path_values: self.path_values.iter().cloned().chain([segment]).collect(),
        }
    }

    /// The client that sends the calls.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.account.client
    }

    /// The user whose budget the calls spend.
    #[must_use]
    pub fn user(&self) -> &UserKey {
        &self.account.user
    }

    pub(crate) fn tokens(&self) -> &Arc<dyn TokenProvider> {
        &self.account.tokens
    }

    pub(crate) fn path_value(&self, name: &str) -> Option<&str> {
        let (_, value) = self.path_values.iter().find(|(other, _)| *other == name)?;
        value.as_deref().ok()
    }

    /// Returns the ids on the path that cannot be a segment, and the reasons.
    pub(crate) fn path_problems(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.path_values.iter().filter_map(|(name, value)| Some((*name, value.as_ref().err()?.as_ref())))
    }
}

impl fmt::Debug for Resource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.path_values.iter().map(|(name, _)| name);
        formatter.debug_list().entries(names).finish()
    }
}

/// A type that endpoints can be declared `of` or `for`: the client itself, a group, a handle such as `BoardHandle`.
///
/// The [`endpoints!`](https://docs.rs/miro-api/latest/miro/macro.endpoints.html) macro implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the parent of endpoints",
    label = "this is no handle",
    note = "the parent is `MiroApi`, or a group or handle that `endpoints!` has declared, such as `BoardHandle`"
)]
pub trait Handle {
    /// The path template of this handle, e.g. `/v2/boards/{board_id}`.
    const PATH: &'static str;
    /// The call chain in Rust, with a dot at the end: `board(board_id).`
    const RUST: &'static str;
    /// The host that serves the endpoints below.
    const HOST: Host;

    /// The user who makes the calls, and the ids on the path.
    fn resource(&self) -> &Resource;
}
