/// A query parameter of an [`Operation`](crate::Operation).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    name: &'static str,
    required: bool,
    list: bool,
    range: Option<(i64, i64)>,
    fixed: Option<&'static str>,
    values: &'static [&'static str],
}

impl Parameter {
    /// An optional parameter of this name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, required: false, list: false, range: None, fixed: None, values: &[] }
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

    /// Whose values are known by these names; Miro may take others, too.
    #[must_use]
    pub const fn values(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
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

    /// The values that are known, where it takes names; none for texts, ids and numbers.
    #[must_use]
    pub const fn known_values(&self) -> &'static [&'static str] {
        self.values
    }

    /// The value that is always sent.
    #[must_use]
    pub const fn fixed_value(&self) -> Option<&'static str> {
        self.fixed
    }
}
