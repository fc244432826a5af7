//! The declaration of an endpoint: its method and path, scopes, level, paging and host.

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

/// One operation of Miro's API, as declared: data for inspection, listing and planning.
///
/// Two operations may share a method and a path. [`id`](Self::id), the operationId of Miro's reference, is unique.
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
    /// Whether the method alone determines whether it is idempotent.
    idempotent_by_method: bool,
    rated_by_size: bool,
}

impl Operation {
    /// Creates an operation without scopes, level, paging, query and body, of stability [`Stability::V2`].
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

    /// Sets the required scopes.
    #[must_use]
    pub const fn with_scopes(mut self, scopes: &'static [&'static str]) -> Self {
        self.scopes = scopes;
        self
    }

    /// Sets the rate level.
    #[must_use]
    pub const fn with_level(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }

    /// Sets the cost to its level's credits for each item of its body.
    #[must_use]
    pub const fn with_cost_per_item(mut self) -> Self {
        self.cost = Cost::PerItem;
        self
    }

    /// Sets the paging of its response.
    #[must_use]
    pub const fn with_paging(mut self, paging: Paging) -> Self {
        self.paging = Some(paging);
        self
    }

    /// Sets the host that serves it.
    #[must_use]
    pub const fn with_host(mut self, host: Host) -> Self {
        self.host = host;
        self
    }

    /// Sets the stability.
    #[must_use]
    pub const fn with_stability(mut self, stability: Stability) -> Self {
        self.stability = stability;
        self
    }

    /// Sets that it is called without a bearer token.
    #[must_use]
    pub const fn without_token(mut self) -> Self {
        self.anonymous = true;
        self
    }

    /// Sets the query parameters.
    #[must_use]
    pub const fn with_query(mut self, query: &'static [Parameter]) -> Self {
        self.query = query;
        self
    }

    /// Sets that it has a JSON body.
    #[must_use]
    pub const fn with_body(mut self) -> Self {
        self.body = Some(BodyFormat::Json);
        self
    }

    /// Sets that its body is a multipart form, which may contain files.
    #[must_use]
    pub const fn with_form(mut self) -> Self {
        self.body = Some(BodyFormat::Multipart);
        self
    }

    /// Sets that it is not idempotent, regardless of its method.
    #[must_use]
    pub const fn with_effect_on_each_call(mut self) -> Self {
        self.idempotent_by_method = false;
        self
    }

    /// Sets that Miro limits it by the size of its body: large ones like the most expensive operations.
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

    /// The call in Rust, after the client: `boards().list()`.
    #[must_use]
    pub const fn rust(&self) -> &'static str {
        self.rust
    }

    /// The scopes that the token needs. All of them are required.
    #[must_use]
    pub const fn scopes(&self) -> &'static [&'static str] {
        self.scopes
    }

    /// The rate level; `None` if Miro documents none.
    #[must_use]
    pub const fn level(&self) -> Option<Level> {
        self.level
    }

    /// Whether the level's credits are spent once per call, or for each item of it.
    #[must_use]
    pub const fn cost(&self) -> Cost {
        self.cost
    }

    /// The paging of the response; `None` if it is not paged.
    #[must_use]
    pub const fn paging(&self) -> Option<Paging> {
        self.paging
    }

    /// The host that serves it.
    #[must_use]
    pub const fn host(&self) -> Host {
        self.host
    }

    /// The stability that Miro promises.
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

    /// Whether it has a body.
    #[must_use]
    pub const fn has_body(&self) -> bool {
        self.body.is_some()
    }

    /// The format of the body; `None` if there is no body.
    #[must_use]
    pub const fn body_format(&self) -> Option<BodyFormat> {
        self.body
    }

    /// Returns the credits that one call with this many items spends from the budget of the user and the app.
    ///
    /// A call without items (most calls) counts as one. Without a documented level the result is 0.
    #[must_use]
    pub const fn credits(&self, items: u32) -> u32 {
        match (self.level, self.cost) {
            (None, _) => 0,
            (Some(level), Cost::PerCall) => level.credits(),
            (Some(level), Cost::PerItem) => level.credits().saturating_mul(items),
        }
    }

    /// Whether the operation is idempotent (RFC 9110, section 9.2.2).
    ///
    /// The method determines it, unless the declaration contains `not idempotent`: `PUT /v2/boards` copies a
    /// board.
    #[must_use]
    pub const fn is_idempotent(&self) -> bool {
        self.idempotent_by_method
            && matches!(self.method, Method::GET | Method::HEAD | Method::PUT | Method::DELETE)
    }

    /// Whether Miro limits large bodies more than small ones, as SCIM does for changes of groups of 500 bytes or
    /// more ([source](https://developers.miro.com/reference/rate-limits)).
    #[must_use]
    pub const fn is_rated_by_size(&self) -> bool {
        self.rated_by_size
    }
}
