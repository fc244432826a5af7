/// The cost of a call, spent from the budget of one user with one app
/// ([Miro's rate limits](https://developers.miro.com/reference/rate-limiting)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
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

    /// The number, 1 to 4.
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

/// The unit that spends the credits of a [`Level`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cost {
    /// Once per call.
    PerCall,
    /// Once for each item of a call.
    PerItem,
}

impl Cost {
    /// The name in the catalogue: `call` or `item`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PerCall => "call",
            Self::PerItem => "item",
        }
    }
}
