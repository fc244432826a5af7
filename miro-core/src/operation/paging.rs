/// The paging of a response, with the page sizes that Miro accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
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

    /// The name in the catalogue: `offset`, `cursor` or `scim`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Offset { .. } => "offset",
            Self::Cursor { .. } => "cursor",
            Self::StartIndex { .. } => "scim",
        }
    }
}
