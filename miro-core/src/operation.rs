//! What an endpoint declares: its method and path, scopes, level, paging and host.

use http::Method;

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
    body: bool,
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
            body: false,
        }
    }

    /// With these required scopes.
    #[must_use]
    pub const fn scopes(mut self, scopes: &'static [&'static str]) -> Self {
        self.scopes = scopes;
        self
    }

    /// With this rate level.
    #[must_use]
    pub const fn level(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }

    /// Costs its level's credits for each item of its body.
    #[must_use]
    pub const fn per_item(mut self) -> Self {
        self.cost = Cost::PerItem;
        self
    }

    /// Answers page by page.
    #[must_use]
    pub const fn paging(mut self, paging: Paging) -> Self {
        self.paging = Some(paging);
        self
    }

    /// Lives on this host.
    #[must_use]
    pub const fn host(mut self, host: Host) -> Self {
        self.host = host;
        self
    }

    /// With this stability.
    #[must_use]
    pub const fn stability(mut self, stability: Stability) -> Self {
        self.stability = stability;
        self
    }

    /// Is called without a bearer token.
    #[must_use]
    pub const fn anonymous(mut self) -> Self {
        self.anonymous = true;
        self
    }

    /// With these query parameters.
    #[must_use]
    pub const fn query(mut self, query: &'static [Parameter]) -> Self {
        self.query = query;
        self
    }

    /// Takes a body.
    #[must_use]
    pub const fn with_body(mut self) -> Self {
        self.body = true;
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
    pub const fn required_scopes(&self) -> &'static [&'static str] {
        self.scopes
    }

    /// The rate level; none where Miro documents none.
    #[must_use]
    pub const fn rate_level(&self) -> Option<Level> {
        self.level
    }

    /// Whether the level's credits are spent once for a call, or for each item of it.
    #[must_use]
    pub const fn cost(&self) -> Cost {
        self.cost
    }

    /// How the answer is paged; none where it comes whole.
    #[must_use]
    pub const fn page_parameters(&self) -> Option<Paging> {
        self.paging
    }

    /// The host that serves it.
    #[must_use]
    pub const fn served_by(&self) -> Host {
        self.host
    }

    /// What Miro promises about it.
    #[must_use]
    pub const fn api_stability(&self) -> Stability {
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
    /// `PUT /v2/boards` copies a board, so it is `PUT` by name only.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        matches!(self.method, Method::GET | Method::HEAD | Method::PUT | Method::DELETE)
            && self.id != "copy-board"
    }
}

/// What a call costs, of the budget that one user has with one app
/// ([Miro's rate limits](https://developers.miro.com/reference/rate-limiting)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 50 credits.
    L1,
    /// 100 credits.
    L2,
    /// 500 credits.
    L3,
    /// 2,000 credits.
    L4,
}

impl Level {
    /// The credits of one call.
    #[must_use]
    pub const fn credits(self) -> u32 {
        match self {
            Self::L1 => 50,
            Self::L2 => 100,
            Self::L3 => 500,
            Self::L4 => 2_000,
        }
    }

    /// Its number, 1 to 4.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::L1 => 1,
            Self::L2 => 2,
            Self::L3 => 3,
            Self::L4 => 4,
        }
    }
}

/// What the credits of a [`Level`] are spent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cost {
    /// Once for a call.
    PerCall,
    /// Once for each item of a call.
    PerItem,
}

/// How an answer is paged, with the page sizes that Miro takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Paging {
    /// By the number of elements to skip.
    Offset {
        /// The smallest page.
        min: u32,
        /// The largest page.
        max: u32,
    },
    /// By an opaque cursor.
    Cursor {
        /// The smallest page.
        min: u32,
        /// The largest page.
        max: u32,
    },
    /// By the 1-based index of the first element (SCIM, RFC 7644).
    StartIndex {
        /// The smallest page.
        min: u32,
        /// The largest page.
        max: u32,
    },
}

impl Paging {
    /// The smallest and the largest page.
    #[must_use]
    pub const fn page_size(self) -> (u32, u32) {
        match self {
            Self::Offset { min, max } | Self::Cursor { min, max } | Self::StartIndex { min, max } => {
                (min, max)
            }
        }
    }

    /// The query parameter of the page size.
    #[must_use]
    pub const fn size_parameter(self) -> &'static str {
        match self {
            Self::Offset { .. } | Self::Cursor { .. } => "limit",
            Self::StartIndex { .. } => "count",
        }
    }

    /// The query parameter of the position.
    #[must_use]
    pub const fn position_parameter(self) -> &'static str {
        match self {
            Self::Offset { .. } => "offset",
            Self::Cursor { .. } => "cursor",
            Self::StartIndex { .. } => "startIndex",
        }
    }

    /// Its name in the catalogue: `offset`, `cursor` or `scim`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Offset { .. } => "offset",
            Self::Cursor { .. } => "cursor",
            Self::StartIndex { .. } => "scim",
        }
    }
}

/// The host that serves an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Host {
    /// `https://api.miro.com`.
    Api,
    /// `https://miro.com/api/v1/scim`.
    Scim,
}

/// What Miro promises about an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stability {
    /// Of the first version, kept for authentication.
    V1,
    /// Of the current version.
    V2,
    /// May change or go at any time.
    Experimental,
    /// Of the current version, for organizations on the Enterprise plan.
    Enterprise,
    /// Of the current version, for organizations with the Enterprise Guard add-on.
    EnterpriseGuard,
    /// Of the SCIM interface.
    Scim,
}

impl Stability {
    /// Its name in the catalogue, e.g. `enterprise-guard`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::V1 => "v1",
            Self::V2 => "v2",
            Self::Experimental => "experimental",
            Self::Enterprise => "enterprise",
            Self::EnterpriseGuard => "enterprise-guard",
            Self::Scim => "scim",
        }
    }
}

/// The stability of an operation whose declaration names none: by its host and path.
#[doc(hidden)]
#[must_use]
pub const fn stability_of(host: Host, path: &str) -> Stability {
    if matches!(host, Host::Scim) {
        return Stability::Scim;
    }
    match path.as_bytes() {
        [b'/', b'v', b'2', b'-', ..] => Stability::Experimental,
        [b'/', b'v', b'1', b'/', ..] => Stability::V1,
        _ => Stability::V2,
    }
}

/// A query parameter of an [`Operation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    name: &'static str,
    required: bool,
    list: bool,
    range: Option<(i64, i64)>,
    fixed: Option<&'static str>,
}

impl Parameter {
    /// An optional parameter of this name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, required: false, list: false, range: None, fixed: None }
    }

    /// That cannot be left out.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// That takes several values.
    #[must_use]
    pub const fn list(mut self) -> Self {
        self.list = true;
        self
    }

    /// Whose value, length or number of values lies in this range.
    #[must_use]
    pub const fn range(mut self, min: i64, max: i64) -> Self {
        self.range = Some((min, max));
        self
    }

    /// That is always sent with this value.
    #[must_use]
    pub const fn fixed(mut self, value: &'static str) -> Self {
        self.fixed = Some(value);
        self
    }

    /// The name on the wire.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether it cannot be left out.
    #[must_use]
    pub const fn is_required(&self) -> bool {
        self.required
    }

    /// Whether it takes several values.
    #[must_use]
    pub const fn is_list(&self) -> bool {
        self.list
    }

    /// The least and the greatest value, length or number of values.
    #[must_use]
    pub const fn allowed_range(&self) -> Option<(i64, i64)> {
        self.range
    }

    /// The value that is always sent.
    #[must_use]
    pub const fn fixed_value(&self) -> Option<&'static str> {
        self.fixed
    }
}
