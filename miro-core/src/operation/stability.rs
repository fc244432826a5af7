/// The host that serves an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Host {
    /// `https://api.miro.com`.
    Api,
    /// `https://miro.com/api/v1/scim`.
    Scim,
}

impl Host {
    /// The name in the catalogue: `api` or `scim`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Scim => "scim",
        }
    }
}

/// The stability that Miro promises for an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stability {
    /// The first version, kept for authentication.
    V1,
    /// The current version.
    V2,
    /// May change or disappear at any time.
    Experimental,
    /// The current version, for organizations on the Enterprise plan.
    Enterprise,
    /// The current version, for organizations with the Enterprise Guard add-on.
    EnterpriseGuard,
    /// The SCIM interface.
    Scim,
    /// Served, but not in Miro's specification: may change or disappear at any time, without notice.
    Unlisted,
}

impl Stability {
    /// The name in the catalogue, e.g. `enterprise-guard`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::V1 => "v1",
            Self::V2 => "v2",
            Self::Experimental => "experimental",
            Self::Enterprise => "enterprise",
            Self::EnterpriseGuard => "enterprise-guard",
            Self::Scim => "scim",
            Self::Unlisted => "unlisted",
        }
    }
}

/// Returns the stability of an operation whose declaration has none, from its host and path.
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
