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
    /// Creates an optional parameter with this name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, required: false, list: false, range: None, fixed: None, values: &[] }
    }

    /// Marks the parameter as required.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Marks the parameter as one with several values.
    #[must_use]
    pub const fn list(mut self) -> Self {
        self.list = true;
        self
    }

    /// Sets the range of its value, its length or its number of values.
    #[must_use]
    pub const fn range(mut self, min: i64, max: i64) -> Self {
        self.range = Some((min, max));
        self
    }

    /// Sets the value that is always sent.
    #[must_use]
    pub const fn fixed(mut self, value: &'static str) -> Self {
        self.fixed = Some(value);
        self
    }

    /// Sets the documented values; Miro may accept others.
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

    /// Whether the parameter is required.
    #[must_use]
    pub const fn is_required(&self) -> bool {
        self.required
    }

    /// Whether it has several values.
    #[must_use]
    pub const fn is_list(&self) -> bool {
        self.list
    }

    /// The minimum and the maximum of the value, its length or the number of values.
    #[must_use]
    pub const fn allowed_range(&self) -> Option<(i64, i64)> {
        self.range
    }

    /// The documented values; empty for texts, ids and numbers.
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
