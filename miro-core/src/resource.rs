use std::fmt::{self, Display};
use std::sync::Arc;

use crate::client::Client;
use crate::operation::Host;
use crate::path::{self, Segment};
use crate::token::{TokenProvider, UserKey};

/// A place in Miro's hierarchy: whose calls are made, and the ids on the way there.
///
/// Handles such as `BoardHandle` hold one. Making one sends nothing.
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
    /// The root, for the calls of one user.
    #[must_use]
    pub fn root(client: Client, user: UserKey, tokens: Arc<dyn TokenProvider>) -> Self {
        Self { account: Arc::new(Account { client, user, tokens }), path_values: Arc::from([]) }
    }

    /// The place below, at the value of one more placeholder.
    #[must_use]
    pub fn with(&self, name: &'static str, value: &dyn Display) -> Self {
        // Handles are made without a `Result`; what cannot be a segment is told by the call that needs it.
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

    /// The ids on the way here that no path can carry, and why.
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
    /// The path template down to here, e.g. `/v2/boards/{board_id}`.
    const PATH: &'static str;
    /// How it is reached from Rust, with a dot at the end: `board(board_id).`
    const RUST: &'static str;
    /// The host that serves what is below.
    const HOST: Host;

    /// Whose calls are made, and the ids on the way there.
    fn resource(&self) -> &Resource;
}
