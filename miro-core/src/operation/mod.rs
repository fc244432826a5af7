//! What an endpoint declares: its method and path, scopes, level, paging and host.

mod body_format;
mod known_values;
mod paging;
mod parameter;
mod rate;
mod stability;

use http::Method;

pub use body_format::{BodyFormat, CountItems};
pub use known_values::KnownValues;
#[doc(hidden)]
pub use known_values::{Known, Otherwise};
pub use paging::Paging;
pub use parameter::Parameter;
pub use rate::{Cost, Level};
#[doc(hidden)]
pub use stability::stability_of;
pub use stability::{Host, Stability};

/// One operation of Miro's API, as its declaration says it: data that can be asked, listed and planned with.
///
/// Two operations may share a method and a path; what tells them apart is [`id`](Self::id), the operationId of
/// Miro's reference.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    id: &'static str,
    method: Method,
    path: &'static str,
    rust: &'static str,
    scopes: &'static [&'static str],
    level: Option<Level>,
    cost: Cost,
    paging: Option<Paging>,
    host: Host,
    stability: Stability,
    anonymous: bool,
    query: &'static [Parameter],
    body: Option<BodyFormat>,
    /// Whether the method alone says that it is idempotent.
    idempotent_by_method: bool,
    rated_by_size: bool,
}

impl Operation {
    /// An operation without scopes, level, paging, query and body, of stability [`Stability::V2`].
    #[must_use]
    pub const fn new(id: &'static str, method: Method, path: &'static str, rust: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            rust,
            scopes: &[],
            level: None,
            cost: Cost::PerCall,
            paging: None,
            host: Host::Api,
            stability: Stability::V2,
            anonymous: false,
            query: &[],
            body: None,
            idempotent_by_method: true,
            rated_by_size: false,
        }
    }

    /// With these required scopes.
    #[must_use]
    pub const fn with_scopes(mut self, scopes: &'static [&'static str]) -> Self {
        self.scopes = scopes;
        self
    }

    /// With this rate level.
    #[must_use]
    pub const fn with_level(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }

    /// Costs its level's credits for each item of its body.
    #[must_use]
    pub const fn with_cost_per_item(mut self) -> Self {
        self.cost = Cost::PerItem;
        self
    }

    /// Answers page by page.
    #[must_use]
    pub const fn with_paging(mut self, paging: Paging) -> Self {
        self.paging = Some(paging);
        self
    }

    /// Lives on this host.
    #[must_use]
    pub const fn with_host(mut self, host: Host) -> Self {
        self.host = host;
        self
    }

    /// With this stability.
    #[must_use]
    pub const fn with_stability(mut self, stability: Stability) -> Self {
        self.stability = stability;
        self
    }

    /// Is called without a bearer token.
    #[must_use]
    pub const fn without_token(mut self) -> Self {
        self.anonymous = true;
        self
    }

    /// With these query parameters.
    #[must_use]
    pub const fn with_query(mut self, query: &'static [Parameter]) -> Self {
        self.query = query;
        self
    }

    /// Takes a body.
    #[must_use]
    pub const fn with_body(mut self) -> Self {
        self.body = Some(BodyFormat::Json);
        self
    }

    /// Takes a body of parts, among them files.
    #[must_use]
    pub const fn with_form(mut self) -> Self {
        self.body = Some(BodyFormat::Multipart);
        self
    }

    /// Not idempotent, whatever its method.
    #[must_use]
    pub const fn with_effect_on_each_call(mut self) -> Self {
        self.idempotent_by_method = false;
        self
    }

    /// Limited by the size of its body: large ones as the most expensive operations are.
    #[must_use]
    pub const fn with_level_by_size(mut self) -> Self {
        self.rated_by_size = true;
        self
    }

    /// The operationId in [Miro's reference](https://developers.miro.com/reference/api-reference), e.g. `get-boards`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The HTTP method.
    #[must_use]
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// The path below the host's base URL with its placeholders, e.g. `/v2/boards/{board_id}`.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// How it is called from Rust, after the client: `boards().list()`.
    #[must_use]
    pub const fn rust(&self) -> &'static str {
        self.rust
    }

    /// The scopes that the token needs, all of them.
    #[must_use]
    pub const fn scopes(&self) -> &'static [&'static str] {
        self.scopes
    }

    /// The rate level; none where Miro documents none.
    #[must_use]
    pub const fn level(&self) -> Option<Level> {
        self.level
    }

    /// Whether the level's credits are spent once for a call, or for each item of it.
    #[must_use]
    pub const fn cost(&self) -> Cost {
        self.cost
    }

    /// How the answer is paged; none where it comes whole.
    #[must_use]
    pub const fn paging(&self) -> Option<Paging> {
        self.paging
    }

    /// The host that serves it.
    #[must_use]
    pub const fn host(&self) -> Host {
        self.host
    }

    /// What Miro promises about it.
    #[must_use]
    pub const fn stability(&self) -> Stability {
        self.stability
    }

    /// Whether it is called without a bearer token.
    #[must_use]
    pub const fn is_anonymous(&self) -> bool {
        self.anonymous
    }

    /// The query parameters, without those of paging.
    #[must_use]
    pub const fn query_parameters(&self) -> &'static [Parameter] {
        self.query
    }

    /// Whether it takes a body.
    #[must_use]
    pub const fn has_body(&self) -> bool {
        self.body.is_some()
    }

    /// The format of the body; none where it takes none.
    #[must_use]
    pub const fn body_format(&self) -> Option<BodyFormat> {
        self.body
    }

    /// The credits that one call with this many items spends of the budget of the user and the app.
    ///
    /// A call without items (most calls) counts as one. Where Miro documents no level, nothing is counted.
    #[must_use]
    pub const fn credits(&self, items: u32) -> u32 {
        match (self.level, self.cost) {
            (None, _) => 0,
            (Some(level), Cost::PerCall) => level.credits(),
            (Some(level), Cost::PerItem) => level.credits().saturating_mul(items),
        }
    }

    /// Whether a second, equal call leaves Miro as the first did (RFC 9110, section 9.2.2).
    ///
    /// The method says so, unless the declaration says `not idempotent`: `PUT /v2/boards` copies a board.
    #[must_use]
    pub const fn is_idempotent(&self) -> bool {
        self.idempotent_by_method
            && matches!(self.method, Method::GET | Method::HEAD | Method::PUT | Method::DELETE)
    }

    /// Whether Miro limits large bodies more than small ones, as SCIM does for changes of groups from 500 bytes on
    /// ([source](https://developers.miro.com/reference/rate-limits)).
    #[must_use]
    pub const fn is_rated_by_size(&self) -> bool {
        self.rated_by_size
    }
}
